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
)
from handelsgraph.graph.patience import is_lost
from handelsgraph.graph.reading import refused

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
    "Neo.ClientError.General.WriteOnReadOnlyAccessDatabase",
)
_TIMED_OUT = (
    "Neo.ClientError.Transaction.TransactionTimedOut",
    "Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration",
)
_OUT_OF_MEMORY = (
    "Neo.TransientError.General.MemoryPoolOutOfMemoryError",
    "Neo.TransientError.General.TransactionMemoryLimit",
    "Neo.TransientError.General.TransactionOutOfMemoryError",
    "Neo.ClientError.General.TransactionOutOfMemoryError",
)
_NO_LEADER = ("Neo.ClientError.Cluster.NotALeader", "Neo.ClientError.General.ForbiddenOnReadOnlyDatabase")
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
        return AuthenticationError(
            f"the password for {where} has expired",
            "set a new one (ALTER CURRENT USER SET PASSWORD, in Neo4j Browser or cypher-shell), then NEO4J_PASSWORD",
        )
    if code == "Neo.ClientError.Security.AuthenticationRateLimit":
        return AuthenticationError(
            f"{where} has refused too many logins and accepts none for a while",
            "wait some seconds, and check NEO4J_USERNAME and NEO4J_PASSWORD (or NEO4J_PASSWORD_FILE)",
        )
    if isinstance(error, bolt.AuthError) or code in _AUTHENTICATION:
        if code in _READ_ONLY:
            return refused()
        return AuthenticationError(
            f"{where} refuses the user name or the password",
            "check NEO4J_USERNAME and NEO4J_PASSWORD (or NEO4J_PASSWORD_FILE)",
        )
    if code in _READ_ONLY:
        return refused()
    if code in _TIMED_OUT:
        return DatabaseError("the query took longer than its time limit", "narrow it down, or allow it more time")
    if code == "Neo.ClientError.Database.DatabaseNotFound":
        return DatabaseError(f"{where} has no such database", "check NEO4J_DATABASE")
    if code in _OUT_OF_MEMORY:
        return DatabaseError(
            f"the memory that {where} has for transactions is full: {text}",
            "run the command again when less is going on there, or give the server more: "
            "dbms.memory.transaction.total.max and db.memory.transaction.max",
        )
    if code in _NO_LEADER or isinstance(error, bolt.WriteServiceUnavailable):
        return DatabaseUnavailableError(
            f"{where} does not take writes: it does not lead its cluster, or the database is read-only",
            "run the command again when the cluster has a leader"
            if where.startswith("neo4j")
            else "use an address that starts with neo4j://, which finds the leader",
        )
    if isinstance(error, bolt.IncompleteCommit):
        return DatabaseUnavailableError(
            f"the connection to {where} broke during a commit, and whether it took place is not known",
            "run the command again: it does what is missing",
        )
    if isinstance(error, bolt.CypherSyntaxError | bolt.CypherTypeError) or code.startswith("Neo.ClientError.Statement"):
        return InputError(f"the server does not accept the Cypher: {text}")
    if is_lost(error):
        return _unavailable(error, where, text)
    if code.startswith("Neo.TransientError"):
        return DatabaseError(f"others were in the way at {where}, again and again: {text}", "run the command again")
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
        if isinstance(cause, ssl.SSLError):
            return DatabaseUnavailableError(
                f"no encrypted connection to {where} can be made: {cause.reason or cause}",
                "if the server does not encrypt, use bolt:// or neo4j://",
            )
        cause = cause.__cause__ or cause.__context__
    return DatabaseUnavailableError(f"the database at {where} does not answer: {text}", "check that it runs")
