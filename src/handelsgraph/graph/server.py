"""A Neo4j server, by address: one machine, a cluster or Aura."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from urllib.parse import SplitResult, unquote, urlsplit

import neo4j

from handelsgraph.errors import AuthenticationError, HandelsgraphError, InputError
from handelsgraph.graph.engine import EngineInfo, check
from handelsgraph.graph.faults import redact, translated
from handelsgraph.interrupt import stoppable
from handelsgraph.settings import Settings

PATIENCE = 120.0
"""A server that is restarted is back within this time."""

_SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")


class Server:
    """An open connection to a Neo4j server."""

    enforces_time_limit = True
    patience = PATIENCE

    def __init__(self, driver: neo4j.Driver, uri: str, database: str | None, version: str) -> None:
        self.writer = driver
        self.reader = driver
        self.database = database
        self._uri = uri
        self._version = version

    @property
    def info(self) -> EngineInfo:
        """Describe the server."""
        return EngineInfo("neo4j", self._version, self._uri, self.database or "home database", False)

    def login(self, *, write: bool) -> None:
        """Return nothing: a server has accounts of its own."""

    def explain(self, error: HandelsgraphError) -> HandelsgraphError:
        """Return the error as it is: a server says what is wrong."""
        return error

    def abandon(self, cypher: str, began: datetime) -> None:
        """Do nothing: a server stops each statement at its time limit, and when its connection is gone."""

    def recover(self, error: Exception) -> bool:  # noqa: ARG002  # the other engine needs it
        """Find none: the driver connects again by itself."""
        return False

    @contextmanager
    def write_lock(self) -> Iterator[None]:
        """Do nothing: a writing transaction locks the state node, which keeps other writers waiting."""
        yield

    def close(self) -> None:
        """Close the driver."""
        self.writer.close()


def open_server(settings: Settings) -> Server:
    """Connect to the server the settings name.

    Raises InputError for an address that cannot be one, AuthenticationError, DatabaseUnavailableError or
    DatabaseError (no such database).
    """
    parts = _split(settings.neo4j_uri or "")
    uri = parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
    user, password = settings.neo4j_username, settings.password()
    if parts.username and password is None:
        user, password = unquote(parts.username), unquote(parts.password or "")
    if password is None:
        raise AuthenticationError(f"no password is set for {uri}", "set NEO4J_PASSWORD or NEO4J_PASSWORD_FILE")
    with translated(uri):
        try:
            driver = _driver(uri, (user, password))
        except (ValueError, neo4j.exceptions.ConfigurationError) as error:
            raise InputError(
                f"{uri} is not the address of a database: {redact(str(error))}", "check NEO4J_URI"
            ) from None
        try:
            version, database = stoppable(lambda: check(driver, settings.neo4j_database))
        except BaseException as error:
            driver.close()
            if isinstance(error, neo4j.exceptions.ServiceUnavailable) and parts.scheme.startswith("neo4j"):
                # with a routing address the driver keeps to itself what was in its way: a certificate, say
                with _driver(uri.replace("neo4j", "bolt", 1), (user, password)) as direct:
                    direct.verify_connectivity()
            raise
    # The home database by its name: without it the driver would go on writing to one that no longer leads its cluster.
    return Server(driver, uri, database, version)


def _driver(uri: str, auth: tuple[str, str]) -> neo4j.Driver:
    return neo4j.GraphDatabase.driver(uri, auth=auth, connection_timeout=15.0, connection_acquisition_timeout=30.0)


def _split(uri: str) -> SplitResult:
    hint = f"use one of {', '.join(s + '://' for s in _SCHEMES)}"
    if "@" in uri:
        hint += "; give the password in NEO4J_PASSWORD, not in the address"
    wrong = InputError(f"{redact(uri)!r} is not the address of a database", hint)
    try:
        parts = urlsplit(uri.strip())
        _ = parts.port  # raises for a port that is no number
    except ValueError:
        raise wrong from None
    if parts.scheme not in _SCHEMES or not parts.hostname:
        raise wrong
    return parts
