"""The database engines at hand for the tests, and why others are not.

Embedded: always. Neo4j: the server NEO4J_URI names (its database is emptied by the tests, so it must hold nothing
that handelsgraph did not write); else containers, if Docker answers; else its jars, if Java and Maven (or the cached
jars) are there. HANDELSGRAPH_TEST_ENGINES=embedded,neo4j-5,neo4j-2026 narrows the choice.
"""

from __future__ import annotations

import contextlib
import logging
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import neo4j
import neo4j_jars
import pytest

from handelsgraph.graph.migrate import schema_files
from handelsgraph.settings import Settings

NAMES = ("embedded", "neo4j-5", "neo4j-2026")
ORACLE = "neo4j-5"
_IN_AN_ID = re.compile(rf"[\[-]({'|'.join((*NAMES, 'neo4j-uri'))})[\]-]")
IMAGES = {name: f"neo4j:{version}-community" for name, version in neo4j_jars.VERSIONS.items()}

START_SECONDS = 300
"""How long a server may take to start: on a busy machine a minute is nothing."""


class NotAtHandError(Exception):
    """An engine cannot be had; the message says why."""


@dataclass(frozen=True)
class Notification:
    """What a server has to say about a statement: DEPRECATION, PERFORMANCE, HINT, UNRECOGNIZED and others."""

    classification: str
    status: str
    description: str
    query: str


@dataclass
class TestEngine:
    """An engine the tests run on. Servers live for the session; an embedded engine gets a directory for each test."""

    __test__ = False

    name: str
    settings: dict[str, Any] = field(default_factory=dict)
    version: str = ""
    stop: Callable[[], None] = lambda: None
    log: Callable[[], str] = lambda: ""

    def settings_in(self, folder: Path) -> Settings:
        """Return the settings that open it; `folder` is only used by the embedded engine."""
        return Settings(**({"data": folder / "data"} | self.settings))


def chosen() -> tuple[str, ...]:
    """Return the names of the engines to try."""
    wanted = [name.strip() for name in os.environ.get("HANDELSGRAPH_TEST_ENGINES", "").split(",") if name.strip()]
    if unknown := set(wanted) - {*NAMES, "neo4j-uri"}:
        raise ValueError(f"HANDELSGRAPH_TEST_ENGINES names {', '.join(sorted(unknown))}; known: {', '.join(NAMES)}")
    if "NEO4J_URI" in os.environ:
        names: tuple[str, ...] = ("embedded", "neo4j-uri")
        return tuple(name for name in names if not wanted or name in wanted)
    return tuple(name for name in NAMES if not wanted or name in wanted)


def of(nodeid: str) -> str | None:
    """Return the engine a test runs on, by its id."""
    found = _IN_AN_ID.search(nodeid)
    return found[1] if found else None


def oracle() -> str | None:
    """Return the engine whose answers the others are compared with, if it is among the chosen."""
    return next((name for name in chosen() if name in (ORACLE, "neo4j-uri")), None)


def start(name: str) -> TestEngine:
    """Start an engine.

    Raises NotAtHandError.
    """
    if name == "embedded":
        return TestEngine(name, {"neo4j_uri": None})
    if name == "neo4j-uri":
        return TestEngine(name, {}, os.environ["NEO4J_URI"])
    without_docker = "no Docker engine answers"
    if _docker_answers():
        try:
            return _container(name)
        except NotAtHandError as error:  # no image to be had: the jars may do
            without_docker = str(error)
    try:
        server = neo4j_jars.start(name, options=neo4j_jars.SHORT_LIVED)
    except neo4j_jars.CannotStartError as error:
        raise NotAtHandError(f"{without_docker}, and {error}") from error
    settings = {"neo4j_uri": server.uri, "neo4j_username": "neo4j", "neo4j_password": neo4j_jars.PASSWORD}
    return TestEngine(name, settings, f"{server.version} from its jars ({without_docker})", server.stop, server.log)


class Pool:
    """The engines of a test session: each is started when it is first wanted, and kept until the end."""

    def __init__(self) -> None:
        self.started: dict[str, TestEngine] = {}
        self.missing: dict[str, str] = {}

    def get(self, name: str) -> TestEngine:
        """Return the engine; a test that wants one that cannot be had is skipped, with the reason."""
        if name not in self.started and name not in self.missing:
            try:
                self.started[name] = start(name)
            except NotAtHandError as error:
                self.missing[name] = str(error)
        if name in self.missing:
            pytest.skip(self.missing[name])
        return self.started[name]

    def told(self) -> tuple[dict[str, str], dict[str, str]]:
        """Return the versions of those that were started, and why others are missing."""
        return {name: engine.version for name, engine in self.started.items()}, dict(self.missing)

    def stop(self) -> None:
        """Stop all of them."""
        for engine in self.started.values():
            engine.stop()


@dataclass
class Told:
    """What the processes of a run say of their engines: the versions of those started, and why others are missing."""

    started: dict[str, str] = field(default_factory=dict)
    missing: dict[str, str] = field(default_factory=dict)

    def add(self, started: dict[str, str], missing: dict[str, str]) -> None:
        """Take over what one process says."""
        self.started |= started
        self.missing |= missing

    def lacks_neo4j(self) -> bool:
        """Whether engines were used, a real Neo4j is called for (HANDELSGRAPH_REQUIRE_NEO4J), and none was started."""
        called_for = os.environ.get("HANDELSGRAPH_REQUIRE_NEO4J", "0") not in ("", "0")
        wanted = bool(self.missing) or (bool(self.started) and chosen() == ("embedded",))
        return called_for and wanted and not self.started.keys() - {"embedded"}


@contextlib.contextmanager
def session(settings: Settings) -> Iterator[neo4j.Session]:
    """Open a session on a server, past the package."""
    auth = (settings.neo4j_username, settings.password() or "")
    with (
        neo4j.GraphDatabase.driver(str(settings.neo4j_uri), auth=auth) as driver,
        driver.session(database=settings.neo4j_database) as opened,
    ):
        yield opened


def empty(settings: Settings, *, schema: bool = True) -> None:
    """Remove everything from a server's database, with `schema` the schema too.

    Any change of the schema has the server plan all its statements anew, which takes longer than most tests: what the
    next writer would only make again is better kept. A schema that is not as this version makes it never is.
    """
    with session(settings) as on:
        foreign = on.run("MATCH (n) WHERE NOT n:Schema RETURN count(n) AS n").single(strict=True)["n"]
        if foreign and not on.run("MATCH (s:Schema) RETURN count(s) AS n").single(strict=True)["n"]:
            pytest.exit(f"the database at {settings.neo4j_uri} holds something else; the tests would delete it", 3)
        made = {row["name"] for row in on.run("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP'")}
        applied = dict(on.run("MATCH (s:Schema) RETURN s.name, s.checksum").values())
        if not schema and (made, applied) == _current_schema():
            on.run("MATCH (n) WHERE NOT n:Schema DETACH DELETE n").consume()
            return
        on.run("MATCH (n) DETACH DELETE n").consume()
        constraints = {row["name"] for row in on.run("SHOW CONSTRAINTS YIELD name")}
        for name in constraints:
            on.run(f"DROP CONSTRAINT `{name}` IF EXISTS").consume()
        for name in made - constraints:
            on.run(f"DROP INDEX `{name}` IF EXISTS").consume()


def _current_schema() -> tuple[set[str], dict[str, str]]:
    """Return the names of the indexes that the schema files make, constraints' too, and the files' checksums."""
    files = schema_files()
    found = [re.match(r"CREATE (?:CONSTRAINT|INDEX) (\w+) ", part) for file in files for part in file.statements]
    return {made[1] for made in found if made}, {file.name: file.checksum for file in files}


@contextlib.contextmanager
def notifications() -> Iterator[list[Notification]]:
    """Collect what servers have to say about the statements that are run inside."""
    found: list[Notification] = []

    class Collect(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            [printed] = record.args  # type: ignore[misc]  # as the driver logs them
            said = printed.notification
            found.append(Notification(said.raw_classification, said.gql_status, said.status_description, printed.query))

    handler = Collect(logging.DEBUG)
    logger = logging.getLogger("neo4j.notifications")
    level = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.DEBUG)
    try:
        yield found
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)


@contextlib.contextmanager
def no_deprecations() -> Iterator[None]:
    """Fail if a server calls anything deprecated that is run inside."""
    with notifications() as found:
        yield
    complaints = [str(notification) for notification in found if notification.classification == "DEPRECATION"]
    assert not complaints, "\n".join(complaints)


def _docker_answers() -> bool:
    docker = shutil.which("docker")
    if docker is None:
        return False
    try:
        return subprocess.run([docker, "info"], capture_output=True, timeout=20, check=False).returncode == 0
    except subprocess.TimeoutExpired:
        return False


def _container(name: str) -> TestEngine:
    from testcontainers.community.neo4j import Neo4jContainer
    from testcontainers.core.config import testcontainers_config

    testcontainers_config.max_tries = max(testcontainers_config.max_tries, START_SECONDS)  # a try takes a second
    container = Neo4jContainer(IMAGES[name], password=neo4j_jars.PASSWORD)
    container.with_env("NEO4J_dbms_usage__report_enabled", "false")
    try:
        container.start()
    except Exception as error:
        with contextlib.suppress(Exception):  # it may not even have been made
            container.stop()
        raise NotAtHandError(f"Docker cannot run {IMAGES[name]}: {' '.join(str(error).split())[:200]}") from error
    except BaseException:
        container.stop()
        raise
    settings = {
        "neo4j_uri": container.get_connection_url(),
        "neo4j_username": "neo4j",
        "neo4j_password": neo4j_jars.PASSWORD,
    }

    def log() -> str:
        return b"\n".join(container.get_logs()).decode(errors="replace")[-4000:]

    return TestEngine(name, settings, f"{IMAGES[name]} in a container", container.stop, log)
