"""The embedded engine: ArcadeDB inside this process, its data in a local directory, reached over Bolt on loopback.

An operating-system lock on the directory is held for as long as the engine runs, so a crash never leaves it locked.
A process that finds the lock taken attaches to the running engine through the record beside it.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import filelock
import neo4j

from handelsgraph.errors import (
    DatabaseError,
    DataLockedError,
    HandelsgraphError,
    ReadOnlyError,
)
from handelsgraph.graph import arcade
from handelsgraph.graph.arcade import disk_full
from handelsgraph.graph.engine import EngineInfo, Login, check
from handelsgraph.graph.patience import is_lost
from handelsgraph.graph.running import Running, read_record, write_record
from handelsgraph.interrupt import StoppedError, asked

ATTACH_SECONDS = 20.0
WRITE_LOCK_SECONDS = 120.0
LEAST_FREE_BYTES = 1 << 20


class Embedded:
    """An embedded engine, run by this process or by another one that was attached to."""

    enforces_time_limit = False
    database = arcade.DATABASE
    patience = 5.0

    def __init__(self, data: Path, running: Running, owner: _Owner | None) -> None:
        self._data = data
        self._owner = owner
        self._running = running
        self._uri = f"bolt://127.0.0.1:{running.bolt_port}"
        self._write_lock = filelock.FileLock(data / "write.lock", mode=0o600)
        self._recovering = threading.Lock()
        self.writer = _driver(self._uri, "root", running.root_password)
        self.reader = _driver(self._uri, arcade.READER, running.reader_password)

    @property
    def info(self) -> EngineInfo:
        """Describe the engine."""
        return EngineInfo("embedded", arcade.version(), self._uri, str(self._data), self._owner is not None)

    def login(self, *, write: bool) -> Login:
        """Return how another program on this machine reaches the engine."""
        if write:
            return Login(self._uri, "root", self._running.root_password, arcade.DATABASE)
        return Login(self._uri, arcade.READER, self._running.reader_password, arcade.DATABASE)

    def explain(self, error: HandelsgraphError) -> HandelsgraphError:
        """Say what the engine itself does not: that the disk is full."""
        try:
            full = isinstance(error, DatabaseError) and shutil.disk_usage(self._data).free < LEAST_FREE_BYTES
        except OSError:
            full = False
        return disk_full(self._data) if full else error

    def abandon(self, cypher: str, began: datetime) -> None:
        """Stop the reader's statement with this text that began next to this time, if it is still going on."""
        with contextlib.suppress(neo4j.exceptions.Neo4jError, neo4j.exceptions.DriverError):
            arcade.stop_statement(self.reader, cypher, began)

    def recover(self, error: Exception) -> bool:
        """Take the engine over, or attach to who did, where the process that ran it has ended.

        Raises DataLockedError if somebody else holds the directory and does not answer.
        """
        if self._owner is not None or not (is_lost(error) or isinstance(error, neo4j.exceptions.AuthError)):
            return False
        with self._recovering:  # of several threads the first one does it
            if _answers(self._running):
                return False
            found = open_embedded(self._data)
            gone = self.reader, self.writer
            self.reader, self.writer = found.reader, found.writer
            self._owner, self._running, self._uri = found._owner, found._running, found._uri
            for driver in gone:
                driver.close()
        return True

    @contextmanager
    def write_lock(self) -> Iterator[None]:
        """Let one process (and one thread of it) write at a time."""
        try:
            self._write_lock.acquire(timeout=WRITE_LOCK_SECONDS, cancel_check=asked)
        except filelock.Timeout:
            if asked():
                raise StoppedError(f"stopped while another process was writing to {self._data}") from None
            raise DataLockedError(
                f"another process has been writing to {self._data} for {WRITE_LOCK_SECONDS:.0f} s",
                "wait until it is done, then run the command again",
            ) from None
        try:
            yield
        finally:
            self._write_lock.release()

    def close(self) -> None:
        """Close the drivers; stop the engine if this process runs it."""
        self.reader.close()
        self.writer.close()
        if self._owner is not None:
            self._owner.stop()
            self._owner = None


class _Owner:
    """The engine as run by this process: the server, the lock and the record, released together."""

    def __init__(self, server: arcade.Server, lock: filelock.FileLock, record: Path) -> None:
        self._server = server
        self._lock = lock
        self._record = record

    def stop(self) -> None:
        try:
            self._record.unlink(missing_ok=True)
            self._server.stop()
        finally:
            self._lock.release()


def open_embedded(data: Path) -> Embedded:
    """Start the engine on a directory, or attach to the process that runs it there.

    Raises DataLockedError if another process holds the directory and does not answer, ReadOnlyError if the
    directory cannot be written, DatabaseError if the engine does not start.
    """
    data = data.expanduser().absolute()
    lock = filelock.FileLock(data / "engine.lock", mode=0o600)
    record = data / "engine.json"
    deadline = time.monotonic() + ATTACH_SECONDS
    while True:
        with _directory_errors(data):
            data.mkdir(mode=0o700, parents=True, exist_ok=True)
            try:
                lock.acquire(blocking=False)
            except filelock.Timeout:
                pass
            else:
                return _start(data, lock, record)
        running = read_record(record)
        if running is not None and _answers(running):
            return Embedded(data, running, None)
        if time.monotonic() > deadline:
            by = f"process {running.pid}" if running else "another process"
            raise DataLockedError(
                f"{data} is in use by {by}, which does not answer",
                "end that process, or use another directory (--data)",
            )
        time.sleep(0.05)


def _start(data: Path, lock: filelock.FileLock, record: Path) -> Embedded:
    server: arcade.Server | None = None
    try:
        record.unlink(missing_ok=True)  # what a killed process left behind
        running = Running(os.getpid(), *_free_ports(), secrets.token_urlsafe(24), secrets.token_urlsafe(24))
        server = arcade.Server(data, running)
        write_record(record, running)
        return Embedded(data, running, _Owner(server, lock, record))
    except BaseException:
        with contextlib.suppress(Exception):
            if server is not None:
                server.stop()
        lock.release()
        raise


def _answers(running: Running) -> bool:
    uri = f"bolt://127.0.0.1:{running.bolt_port}"
    try:
        with _driver(uri, arcade.READER, running.reader_password) as driver:
            check(driver, arcade.DATABASE)
    except (neo4j.exceptions.Neo4jError, neo4j.exceptions.DriverError):
        return False
    return True


def _driver(uri: str, user: str, password: str) -> neo4j.Driver:
    return neo4j.GraphDatabase.driver(
        uri, auth=(user, password), connection_timeout=5.0, max_transaction_retry_time=5.0
    )


def _free_ports() -> tuple[int, int]:
    """Return two free loopback ports. The engine accepts port 0 but tells nobody which one it got."""
    with socket.socket() as first, socket.socket() as second:
        first.bind(("127.0.0.1", 0))
        second.bind(("127.0.0.1", 0))
        return first.getsockname()[1], second.getsockname()[1]


@contextmanager
def _directory_errors(data: Path) -> Iterator[None]:
    try:
        yield
    except HandelsgraphError:
        raise
    except OSError as error:
        remedy = "choose another directory with --data or HANDELSGRAPH_DATA"
        if error.errno == errno.ENOSPC:
            raise disk_full(data) from error
        if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            raise ReadOnlyError(f"the data directory {data} cannot be written", remedy) from error
        raise DatabaseError(f"the data directory {data} cannot be used: {error.strerror}", remedy) from error
