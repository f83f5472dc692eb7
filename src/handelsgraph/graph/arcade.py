"""ArcadeDB itself: its configuration files, its server in this process, and its read-only user."""

from __future__ import annotations

import base64
import http.client
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

import neo4j

from handelsgraph.errors import DatabaseError, DataLockedError
from handelsgraph.graph.running import Running

DATABASE = "trade"
READER = "reader"

_ARGUMENTS = "ARCADEDB_NATIVE_ISOLATE_ARGS"
"""Options of the engine's runtime: `-Xmx1g` bounds its memory, of which a quarter is for pages of the database."""

_INDEX_PAGES = "-Darcadedb.indexDefaultPageSize=16384"
"""Each transaction copies every page of an index that it touches, by default of 256 kB: 4 MB an article."""

_RUNNING = "SHOW TRANSACTIONS YIELD transactionId AS id, currentQuery AS query, startTime AS began"

_ALL = {"access": ["createRecord", "readRecord", "updateRecord", "deleteRecord"]}
_GROUPS = {
    "admin": {
        "resultSetLimit": -1,
        "readTimeout": -1,
        "access": ["updateSecurity", "updateSchema", "updateDatabaseSettings"],
        "types": {"*": _ALL},
    },
    "readonly": {"resultSetLimit": -1, "readTimeout": -1, "access": [], "types": {"*": {"access": ["readRecord"]}}},
    "*": {"resultSetLimit": -1, "readTimeout": -1, "access": [], "types": {"*": {"access": []}}},
}


class Server:
    """The engine running in this process; the constructor starts it.

    Raises DataLockedError if another program has the database open, DatabaseError if it does not start.
    """

    def __init__(self, data: Path, running: Running) -> None:
        _write_config(data / "config")
        with _environment(data / "log"):
            self._start(data, running)

    def _start(self, data: Path, running: Running) -> None:
        try:
            import arcadedb
        except ImportError as error:
            raise DatabaseError(
                f"the embedded engine cannot be loaded here: {error}", "use a Neo4j server: set NEO4J_URI"
            ) from error

        self._server: Any = arcadedb.create_server(
            root_path=str(data),
            root_password=running.root_password,
            config={
                "host": "127.0.0.1",
                "http_port": running.http_port,
                "bolt_port": running.bolt_port,
                "server_plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
                # Hashing 65,536 times protects passwords that can be guessed. These are random and new with each
                # start, and it would take most of a start's time.
                "server_saltIterations": "1",
            },
        )
        try:
            self._server.start()
            if not (data / "databases" / DATABASE).exists():
                self._server.create_database(DATABASE)
            _create_reader(running)
        except arcadedb.ArcadeDBError as error:
            self._server.stop()
            raise _start_error(data, error) from error
        except BaseException:
            self._server.stop()
            raise

    def stop(self) -> None:
        """Stop the engine; everything committed is on disk."""
        self._server.stop()


def stop_statement(driver: neo4j.Driver, cypher: str, began: datetime) -> None:
    """Stop the statement of this user with this text that began next to this time, if it is still going on.

    The engine tells of each its text and when it began (its clock is ours), nothing that a client could have given it.
    Raises the driver's errors.
    """
    with driver.session(database=DATABASE) as session:
        running = [row for row in session.run(_RUNNING).data() if row["query"] == cypher]
        if running:
            nearest = min(running, key=lambda row: abs(datetime.fromisoformat(row["began"]) - began))
            session.run(f"TERMINATE TRANSACTIONS '{nearest['id']}'").consume()


@cache
def version() -> str:
    """Return the version of the installed engine; looking it up takes milliseconds."""
    try:
        return f"ArcadeDB {metadata.version('arcadedb')}"
    except metadata.PackageNotFoundError:
        return "ArcadeDB"


@contextmanager
def _environment(log: Path) -> Iterator[None]:
    """Tell the engine what it reads from the environment once, when it is loaded.

    Its log is kept off the console and out of the home directory. What was set before wins. All is taken back, so that
    no child process inherits it: its log belongs into its own data directory.
    """
    wanted = {
        "ARCADEDB_LOG_CONSOLE": os.environ.get("ARCADEDB_LOG_CONSOLE", "0"),
        "ARCADEDB_LOG_DIR": os.environ.get("ARCADEDB_LOG_DIR", str(log)),
        _ARGUMENTS: " ".join([_INDEX_PAGES, *os.environ.get(_ARGUMENTS, "").split()]),
    }
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name, value in before.items():
            del os.environ[name]
            if value is not None:
                os.environ[name] = value


def _write_config(config: Path) -> None:
    config.mkdir(mode=0o700, parents=True, exist_ok=True)
    # The password of an existing user cannot be changed at start, so each start begins without users.
    (config / "server-users.jsonl").unlink(missing_ok=True)
    groups = {"databases": {"*": {"groups": _GROUPS}}, "version": 2}
    (config / "server-groups.json").write_text(json.dumps(groups, indent=2), encoding="utf-8")


def _create_reader(running: Running) -> None:
    user = {"name": READER, "password": running.reader_password, "databases": {DATABASE: ["readonly"]}}
    token = base64.b64encode(f"root:{running.root_password}".encode()).decode()
    connection = http.client.HTTPConnection("127.0.0.1", running.http_port, timeout=10)
    try:
        connection.request(
            "POST",
            "/api/v1/server",
            json.dumps({"command": f"create user {json.dumps(user)}"}),
            {"Authorization": f"Basic {token}", "Content-Type": "application/json"},
        )
        status = connection.getresponse().status
    except OSError as error:
        raise DatabaseError(f"the embedded engine does not answer: {error}") from error
    finally:
        connection.close()
    if status != http.HTTPStatus.OK:
        raise DatabaseError(f"the embedded engine refused to create its read-only user (HTTP {status})")


def disk_full(data: Path) -> DatabaseError:
    """Return the error for a directory whose disk is full."""
    return DatabaseError(f"the disk of {data} is full", "free some space, then run the command again")


def _start_error(data: Path, error: Exception) -> DatabaseError:
    text = " ".join(str(error).split())
    if "lock" in text.lower():
        return DataLockedError(
            f"another program has the database in {data} open", "end it, or use another directory (--data)"
        )
    if "no space left" in text.lower():
        return disk_full(data)
    return DatabaseError(f"the embedded engine does not start on {data}: {text}", f"see {data / 'log'}")
