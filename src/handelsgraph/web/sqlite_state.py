"""The fetch state in an SQLite file: durable at every call, a copy for trial runs."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import astuple, fields
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from handelsgraph.errors import DatabaseError
from handelsgraph.settings import Settings
from handelsgraph.spool import Spool
from handelsgraph.web.state import Entry, Holds, Known, Revisit, Visit

_VERSION = 1
_NAMELESS = ""  # a file without a name that SQLite makes when memory is short, and removes
_PART = 500  # addresses in memory
_ENTRY = [f.name for f in fields(Entry)]
_VISIT = [f.name for f in fields(Visit)]
_TIMES = ("checked", "not_before")
_SCHEMA = """
CREATE TABLE address (
    source TEXT NOT NULL, url TEXT NOT NULL, title TEXT, published TEXT, stamp TEXT, listed TEXT NOT NULL,
    checked TEXT, outcome TEXT, settled INTEGER, article TEXT, fingerprint TEXT, etag TEXT, last_modified TEXT,
    answered TEXT, seen_stamp TEXT, misses INTEGER, streak INTEGER, not_before TEXT, path TEXT,
    PRIMARY KEY (source, url)
) WITHOUT ROWID
"""
_INDEX = "CREATE INDEX address_of_article ON address (article)"
_COLUMNS = ["seen_stamp" if name == "stamp" else name for name in _VISIT]
_LIST = """
INSERT INTO address (source, url, title, published, stamp, listed) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT DO UPDATE SET title = excluded.title, published = excluded.published, stamp = excluded.stamp,
listed = excluded.listed
"""
_PUT = f"""
INSERT INTO address (source, url, listed, {", ".join(_COLUMNS)}) VALUES (?, ?, ?, {", ".join("?" * len(_COLUMNS))})
ON CONFLICT DO UPDATE SET {", ".join(f"{c} = excluded.{c}" for c in _COLUMNS)}
"""  # noqa: S608 - names of our own columns
_SELECT = f"SELECT {', '.join(_ENTRY)}, {', '.join(_COLUMNS)} FROM address WHERE source = ?"  # noqa: S608


def state_path(settings: Settings) -> Path:
    """Return where the state is kept: in the data directory, one file for each graph that is fed from there."""
    if settings.neo4j_uri is None:
        return settings.data / "web.sqlite"
    graph = f"{settings.neo4j_uri} {settings.neo4j_database or ''}"
    return settings.data / f"web-{hashlib.sha256(graph.encode()).hexdigest()[:8]}.sqlite"


class SqliteState:
    """A `FetchState` in the file `path`, which is made if it is not there; without a path until it is closed.

    Raises DatabaseError if the file cannot be used. Close it, or use it as a context.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        with self._usable():
            if path is not None:
                path.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(path or _NAMELESS, timeout=30, isolation_level=None)
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = FULL")
            self._prepare()

    def _prepare(self) -> None:
        with self._transaction():
            version = self._db.execute("PRAGMA user_version").fetchone()[0]
            if version == 0:
                self._db.execute(_SCHEMA)
                self._db.execute(_INDEX)
                self._db.execute(f"PRAGMA user_version = {_VERSION}")
        if version not in (0, _VERSION):
            raise sqlite3.DatabaseError("written by another version of handelsgraph")

    @contextmanager
    def _usable(self) -> Iterator[None]:
        try:
            yield
        except (OSError, sqlite3.Error) as error:
            raise DatabaseError(
                f"cannot use the fetch state {self._path}: {error}",
                "if the disk is not full, move the file away: every address is then asked for anew",
            ) from error

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def _rows(self, query: str, *parameters: str) -> Iterator[tuple[Any, ...]]:
        with self._usable():
            yield from self._db.execute(query, parameters)

    def __enter__(self) -> SqliteState:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def copy(self) -> SqliteState:
        """Return a copy that is gone when it is closed, for a run that must not leave traces."""
        copied = SqliteState()
        self._db.backup(copied._db)
        return copied

    def listed(self, source: str, entries: Iterable[Entry], now: datetime) -> None:
        """See FetchState."""
        rows = ((source, e.url, e.title, e.published, e.stamp, now.isoformat()) for e in entries)
        with self._usable(), self._transaction():
            self._db.executemany(_LIST, rows)

    def due(
        self, source: str, now: datetime, revisit: Revisit, holds: Holds, *, permitted: bool = False
    ) -> Iterator[Known]:
        """See FetchState. The state may be changed between two elements."""
        order = " ORDER BY checked IS NOT NULL, checked, published DESC, url"
        found = map(_known, self._rows(_SELECT + order, source))
        with Spool[str]() as urls:  # rows are read again when their turn comes
            while part := [*islice(found, _PART)]:
                at_rest = (known.visit for known in part if not known.due(now, revisit, permitted=permitted))
                articles = {visit.article for visit in at_rest if visit and visit.article}
                lost = articles.difference(holds(articles))
                for known in part:
                    missed = known.visit is not None and known.visit.article in lost
                    if known.due(now, revisit, lost=missed, permitted=permitted):
                        urls.append(known.entry.url)
            for url in urls:
                yield from map(_known, self._rows(f"{_SELECT} AND url = ?", source, url))

    def unlisted(self, source: str, since: datetime) -> Iterator[Known]:
        """See FetchState."""
        query = f"{_SELECT} AND listed < ? AND url > ? ORDER BY url LIMIT {_PART}"
        last = ""
        while part := [_known(row) for row in self._rows(query, source, since.isoformat(), last)]:
            yield from part
            last = part[-1].entry.url

    def elsewhere(self, article: str, source: str, url: str) -> bool:
        """See FetchState."""
        query = "SELECT 1 FROM address WHERE article = ? AND (source, url) <> (?, ?) AND outcome <> 'gone' LIMIT 1"
        return any(True for _ in self._rows(query, article, source, url))

    def get(self, source: str, url: str) -> Visit | None:
        """See FetchState."""
        return next((_known(row).visit for row in self._rows(f"{_SELECT} AND url = ?", source, url)), None)

    def put(self, source: str, url: str, visit: Visit) -> None:
        """See FetchState."""
        values = [v.isoformat() if isinstance(v, datetime) else v for v in astuple(visit)]
        with self._usable():
            self._db.execute(_PUT, (source, url, visit.checked.isoformat(), *values))

    def drop(self, source: str, url: str) -> None:
        """See FetchState."""
        with self._usable():
            self._db.execute("DELETE FROM address WHERE source = ? AND url = ?", (source, url))


def _known(row: tuple[Any, ...]) -> Known:
    entry, values = row[: len(_ENTRY)], dict(zip(_VISIT, row[len(_ENTRY) :], strict=True))
    if values["checked"] is None:
        return Known(Entry(*entry), None)
    for name in _TIMES:
        values[name] = values[name] and datetime.fromisoformat(values[name])
    values["settled"] = bool(values["settled"])
    return Known(Entry(*entry), Visit(**values))
