"""Turn what the driver raises into the errors a user can read: no stack, no credentials, and what to do."""

from __future__ import annotations

import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager

from neo4j import exceptions as bolt

from handelsgraph.errors import (
    AuthenticationError,
    DatabaseError,
    DatabaseUnavailableError,
    HandelsgraphError,
    InputError,
    ReadOnlyError,
)

_USERINFO = re.compile(r"""(\w[\w+.-]*://)?[^\s'"]*@""")
_AUTHENTICATION = (
    "Neo.ClientError.Security.Unauthorized",
    "Neo.ClientError.Security.CredentialsExpired",
    "Neo.ClientError.Security.AuthenticationRateLimit",
    "Neo.ClientError.Security.TokenExpired",
)
_READ_ONLY = (
    "Neo.ClientError.Statement.AccessMode",
    "Neo.ClientError.Security.Forbidden",
    "Neo.ClientError.General.ForbiddenOnReadOnlyDatabase",
    "Neo.ClientError.General.WriteOnReadOnlyAccessDatabase",
)
_TIMED_OUT = (
    "Neo.ClientError.Transaction.TransactionTimedOut",
    "Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration",
)
_DISK_FULL = ("no space left", "not enough space", "disk full")


def redact(text: str) -> str:
    """Return the text without the user:password@ part of any address in it: all before the last @ is secret."""
    return _USERINFO.sub(lambda match: match[1] or "", text)


def translate(error: Exception, where: str) -> HandelsgraphError:
    """Return the error to raise for what the driver raised while talking to `where`."""
    where = redact(where)
    code = getattr(error, "code", None) or ""
    text = redact(_message(error))
    if any(phrase in text.lower() for phrase in _DISK_FULL):
        return DatabaseError(f"the disk of {where} is full", "free some space and run the command again")
    if code == "Neo.ClientError.Security.CredentialsExpired":
        return AuthenticationError(f"the password for {where} has expired", "set a new one, then NEO4J_PASSWORD")
    if isinstance(error, bolt.AuthError) or code in _AUTHENTICATION:
        if code in _READ_ONLY:
            return ReadOnlyError("the statement writes, but only reading is allowed here")
        return AuthenticationError(
            f"{where} refuses the user name or the password",
            "check NEO4J_USERNAME and NEO4J_PASSWORD (or NEO4J_PASSWORD_FILE)",
        )
    if code in _READ_ONLY:
        return ReadOnlyError("the statement writes, but only reading is allowed here")
    if code in _TIMED_OUT:
        return DatabaseError("the query took longer than its time limit", "narrow it down, or allow it more time")
    if code == "Neo.ClientError.Database.DatabaseNotFound":
        return DatabaseError(f"{where} has no such database", "check NEO4J_DATABASE")
    if isinstance(error, bolt.CypherSyntaxError | bolt.CypherTypeError) or code.startswith("Neo.ClientError.Statement"):
        return InputError(f"the server does not accept the Cypher: {text}")
    if isinstance(error, bolt.ServiceUnavailable | bolt.SessionExpired) or code.startswith("Neo.TransientError"):
        return _unavailable(error, where, text)
    if isinstance(error, bolt.ConfigurationError):
        return InputError(f"{where} cannot be used as a database address: {text}", "check NEO4J_URI")
    return DatabaseError(f"the database at {where} reports: {text}")


@contextmanager
def translated(where: str) -> Iterator[None]:
    """Raise what the driver raises inside as an error of this package."""
    try:
        yield
    except (bolt.Neo4jError, bolt.DriverError) as error:
        raise translate(error, where) from error


def _message(error: Exception) -> str:
    message = error.message if isinstance(error, bolt.Neo4jError) else None
    return " ".join((message or str(error) or type(error).__name__).split())


def _unavailable(error: BaseException, where: str, text: str) -> HandelsgraphError:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return DatabaseUnavailableError(
                f"the certificate of {where} is not trusted: {cause.verify_message}",
                "for a self-signed certificate use neo4j+ssc:// or bolt+ssc://",
            )
        cause = cause.__cause__ or cause.__context__
    return DatabaseUnavailableError(f"the database at {where} does not answer: {text}", "check that it runs")
