"""The database engines at hand for the tests, and why others are not.

Embedded: always. Neo4j: the server NEO4J_URI names (its database is emptied by the tests, so it must hold nothing
that handelsgraph did not write); else containers, if Docker answers; else its jars, if Java and Maven (or the cached
jars) are there. HANDELSGRAPH_TEST_ENGINES=embedded,neo4j-5,neo4j-2026 narrows the choice.
"""

from __future__ import annotations

import contextlib
import logging
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import neo4j
import neo4j_jars
import pytest

from handelsgraph.settings import Settings

NAMES = ("embedded", "neo4j-5", "neo4j-2026")
IMAGES = {name: f"neo4j:{version}-community" for name, version in neo4j_jars.VERSIONS.items()}


class NotAtHandError(Exception):
    """An engine cannot be had; the message says why."""


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
        server = neo4j_jars.start(name)
    except neo4j_jars.CannotStartError as error:
        raise NotAtHandError(f"{without_docker}, and {error}") from error
    settings = {"neo4j_uri": server.uri, "neo4j_username": "neo4j", "neo4j_password": neo4j_jars.PASSWORD}
    return TestEngine(name, settings, f"{server.version} from jars", server.stop, server.log)


def empty(settings: Settings) -> None:
    """Remove everything from a server's database, its schema too."""
    auth = (settings.neo4j_username, settings.password() or "")
    with (
        neo4j.GraphDatabase.driver(str(settings.neo4j_uri), auth=auth) as driver,
        driver.session(database=settings.neo4j_database) as session,
    ):
        foreign = session.run("MATCH (n) WHERE NOT n:Schema RETURN count(n) AS n").single(strict=True)["n"]
        if foreign and not session.run("MATCH (s:Schema) RETURN count(s) AS n").single(strict=True)["n"]:
            pytest.exit(f"the database at {settings.neo4j_uri} holds something else; the tests would delete it", 3)
        session.run("MATCH (n) DETACH DELETE n").consume()
        for row in session.run("SHOW CONSTRAINTS YIELD name").data():
            session.run(f"DROP CONSTRAINT `{row['name']}` IF EXISTS").consume()
        for row in session.run("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP'").data():
            session.run(f"DROP INDEX `{row['name']}` IF EXISTS").consume()


@contextlib.contextmanager
def no_deprecations() -> Iterator[None]:
    """Fail if a server calls anything deprecated that is run inside."""
    complaints: list[str] = []

    class Collect(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            text = record.getMessage()
            if "DEPRECATION" in text or "deprecated" in text.lower():
                complaints.append(text)

    handler = Collect(logging.DEBUG)
    logger = logging.getLogger("neo4j.notifications")
    level = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.DEBUG)
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)
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

    container = Neo4jContainer(IMAGES[name], password=neo4j_jars.PASSWORD)
    container.with_env("NEO4J_dbms_usage__report_enabled", "false")
    try:
        container.start()
    except Exception as error:
        raise NotAtHandError(f"Docker cannot run {IMAGES[name]}: {error}") from error
    settings = {
        "neo4j_uri": container.get_connection_url(),
        "neo4j_username": "neo4j",
        "neo4j_password": neo4j_jars.PASSWORD,
    }

    def log() -> str:
        return b"\n".join(container.get_logs()).decode(errors="replace")[-4000:]

    return TestEngine(name, settings, f"{IMAGES[name]} in a container", container.stop, log)
