"""What a database engine is to the rest of the package: two Bolt drivers, a write lock, and a description."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol

import neo4j

from handelsgraph.errors import HandelsgraphError

Access = Literal["read", "write"]


@dataclass(frozen=True, slots=True)
class EngineInfo:
    """Which engine holds the graph. `uri` never carries credentials; `location` is a directory or a database name."""

    name: Literal["embedded", "neo4j"]
    version: str
    uri: str
    location: str
    owned: bool
    """Whether this process runs the engine (an embedded one that was not attached to)."""


@dataclass(frozen=True, slots=True)
class Login:
    """How another program reaches the embedded engine. The password is new at every start."""

    uri: str
    username: str
    password: str = field(repr=False)
    database: str


class Engine(Protocol):
    """An open engine."""

    @property
    def info(self) -> EngineInfo:
        """Describe the engine."""
        ...

    @property
    def database(self) -> str | None:
        """The database every session names; None is the server's home database."""
        ...

    @property
    def writer(self) -> neo4j.Driver:
        """A driver that may write."""
        ...

    @property
    def reader(self) -> neo4j.Driver:
        """A driver for reading; on the embedded engine its user can do nothing else."""
        ...

    @property
    def enforces_time_limit(self) -> bool:
        """Whether the server stops a transaction at its time limit; if not, the client has to `abandon` it."""
        ...

    @property
    def patience(self) -> float:
        """For how many seconds writing waits for the engine when it has gone away."""
        ...

    def login(self, *, write: bool) -> Login | None:
        """Return how another program reaches the engine; None if it has accounts of its own."""
        ...

    def explain(self, error: HandelsgraphError) -> HandelsgraphError:
        """Return a better error if the engine knows more than its answer said."""
        ...

    def abandon(self, cypher: str, began: datetime) -> None:
        """Stop the reader's statement with this text that began next to this time, if it is still going on."""
        ...

    def recover(self, error: Exception) -> bool:
        """Find another way to the graph after this error of the driver; return whether there is one now."""
        ...

    def write_lock(self) -> AbstractContextManager[None]:
        """Keep other writers out, where the engine cannot do so itself."""
        ...

    def close(self) -> None:
        """Close the drivers, and stop the engine if this process runs it. May be called twice."""
        ...


def check(driver: neo4j.Driver, database: str | None) -> tuple[str, str | None]:
    """Run a statement on the database; return what the server calls itself, and the database.

    Address, login and name are right then.

    Raises the driver's errors.
    """
    with driver.session(database=database, default_access_mode=neo4j.READ_ACCESS) as session:
        summary = session.run("RETURN 1").consume()
        return str(summary.server.agent), summary.database or database
