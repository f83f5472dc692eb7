"""The errors a user can meet. Library code raises them; only the command line prints them and chooses the exit code."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """Exit codes of the command line. 0 to 2 follow the usual convention (2: wrong usage)."""

    OK = 0
    FAILED = 1
    USAGE = 2
    INPUT = 3
    NOT_FOUND = 4
    DATABASE = 5
    INTERRUPTED = 130


class HandelsgraphError(Exception):
    """Base class. `message` says what is wrong and where, `remedy` what the user can do about it."""

    exit_code = ExitCode.FAILED

    def __init__(self, message: str, remedy: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


def described(error: BaseException) -> str:
    """Return what an error says in one line; one that is not ours says its kind, too."""
    return error.message if isinstance(error, HandelsgraphError) else f"{type(error).__name__}: {error}"


class InputError(HandelsgraphError):
    """A file or a value given by the user cannot be used."""

    exit_code = ExitCode.INPUT


class NotFoundError(HandelsgraphError):
    """A name, an article or a query that was asked for does not exist."""

    exit_code = ExitCode.NOT_FOUND


class AmbiguousNameError(NotFoundError):
    """A name denotes several entities; `remedy` lists them."""


class ModelError(HandelsgraphError):
    """The extraction model or its configuration cannot be used."""


class DatabaseError(HandelsgraphError):
    """The database cannot be used as asked."""

    exit_code = ExitCode.DATABASE


class DatabaseUnavailableError(DatabaseError):
    """The server does not answer."""


class AuthenticationError(DatabaseError):
    """The server refuses the user name or the password."""


class SchemaMismatchError(DatabaseError):
    """The database holds something else, or was written by another version of the schema."""


class DataLockedError(DatabaseError):
    """Another process holds the data directory and cannot be attached to."""


class ReadOnlyError(DatabaseError):
    """A statement tried to write where only reading is allowed, or the place cannot be written."""
