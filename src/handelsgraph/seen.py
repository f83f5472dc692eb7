"""What a run has read so far, on disk: a run may have any number of articles."""

from __future__ import annotations

import sqlite3


class Seen:
    """Articles with the place where each was first read. To be used by one thread; nothing is left when it is gone."""

    def __init__(self) -> None:
        self._db = sqlite3.connect("", isolation_level=None)  # a file without a name that SQLite makes when it has to
        self._db.execute("PRAGMA journal_mode = OFF")
        self._db.execute("CREATE TABLE seen (article TEXT PRIMARY KEY, place TEXT NOT NULL) WITHOUT ROWID")
        self._db.execute("BEGIN")

    def add(self, article: str, place: str) -> str | None:
        """Remember the article's id; return where it was read before, None if it was not."""
        found: tuple[str] | None
        found = self._db.execute("SELECT place FROM seen WHERE article = ?", (article,)).fetchone()
        if found is not None:
            return found[0]
        self._db.execute("INSERT INTO seen VALUES (?, ?)", (article, place))
        return None

    def close(self) -> None:
        """Remove the file."""
        self._db.close()
