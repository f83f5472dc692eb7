"""What a run has met so far, on disk: it may be any number of articles."""

from __future__ import annotations

import sqlite3


class Seen:
    """Articles or addresses, each with the place where it was first met. To be used by one thread.

    Nothing is left when it is gone.
    """

    def __init__(self) -> None:
        self._db = sqlite3.connect("", isolation_level=None)  # a file without a name that SQLite makes when it has to
        self._db.execute("PRAGMA journal_mode = OFF")
        self._db.execute("CREATE TABLE seen (key TEXT PRIMARY KEY, place TEXT NOT NULL) WITHOUT ROWID")
        self._db.execute("BEGIN")

    def add(self, key: str, place: str) -> str | None:
        """Remember an article's id or an address; return where it was met before, None if it was not."""
        found: tuple[str] | None
        found = self._db.execute("SELECT place FROM seen WHERE key = ?", (key,)).fetchone()
        if found is not None:
            return found[0]
        self._db.execute("INSERT INTO seen VALUES (?, ?)", (key, place))
        return None

    def close(self) -> None:
        """Remove the file."""
        self._db.close()
