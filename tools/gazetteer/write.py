"""Writing of the data file."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

from .records import SHORT, Entry

_SCHEMA = """
PRAGMA page_size = 4096;
CREATE TABLE place (id INTEGER PRIMARY KEY, key TEXT, name TEXT NOT NULL, label TEXT NOT NULL, country TEXT NOT NULL,
  parent INTEGER, latitude INTEGER, longitude INTEGER, population INTEGER NOT NULL, aliases TEXT);
CREATE TABLE form (form TEXT NOT NULL, place INTEGER NOT NULL, rank INTEGER NOT NULL,
  PRIMARY KEY (form, place)) WITHOUT ROWID;
CREATE TABLE adjective (form TEXT NOT NULL, rank INTEGER NOT NULL, place INTEGER NOT NULL,
  PRIMARY KEY (form, rank)) WITHOUT ROWID;
CREATE TABLE wide (form TEXT PRIMARY KEY, adjective INTEGER NOT NULL, place INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE member (place INTEGER NOT NULL, region INTEGER NOT NULL, PRIMARY KEY (place, region)) WITHOUT ROWID;
CREATE TABLE source (name TEXT PRIMARY KEY, licence TEXT NOT NULL) WITHOUT ROWID;
"""
_TOWN = "place:geo-"
_LABELS = {"City": "C", "Region": "R", "Country": "N"}


def write(
    path: Path,
    entries: list[Entry],
    adjectives: dict[str, list[str]],
    members: list[tuple[str, str]],
    sources: dict[str, str],
) -> None:
    """Write the gazetteer; `members` are keys of places and of named regions they lie in.

    The same entries give the same bytes, whatever SQLite version wrote them.
    """
    draft = path.with_suffix(".draft")  # the file in place may be in use
    draft.unlink(missing_ok=True)
    numbers = _numbers(entries)
    database = sqlite3.connect(draft)
    database.executescript(_SCHEMA)
    with database:
        places = [_row(entry, numbers) for entry in sorted(entries, key=lambda e: e.key)]
        database.executemany("INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?)", places)
        rows = sorted((form, numbers[e.key], rank) for e in entries for form, rank in e.forms.items())
        database.executemany("INSERT INTO form VALUES (?,?,?)", rows)
        for form, keys in sorted(adjectives.items()):
            for rank, key in enumerate(keys):
                database.execute("INSERT INTO adjective VALUES (?,?,?)", (form, rank, numbers[key]))
        database.executemany("INSERT INTO wide VALUES (?,?,?)", _wide(entries, adjectives, numbers))
        pairs = sorted((numbers[place], numbers[region]) for place, region in members)
        database.executemany("INSERT INTO member VALUES (?,?)", pairs)
        database.executemany("INSERT INTO source VALUES (?,?)", sorted(sources.items()))
        database.execute("CREATE UNIQUE INDEX place_key ON place (key) WHERE key IS NOT NULL")
    database.execute("VACUUM")
    database.close()
    _normalise(draft)
    draft.replace(path)


def _row(entry: Entry, numbers: dict[str, int]) -> tuple[object, ...]:
    key = None if entry.key.startswith(_TOWN) else entry.key
    parent = numbers[entry.parent] if entry.parent else None
    where = (_fixed(entry.latitude), _fixed(entry.longitude))
    aliases = "\n".join(entry.aliases) or None
    label = _LABELS[entry.label]
    return numbers[entry.key], key, entry.name, label, entry.country, parent, *where, entry.population, aliases


def _numbers(entries: list[Entry]) -> dict[str, int]:
    """Return the places' numbers: of towns the GeoNames id, which makes their key too, of others from 100 million."""
    others = sorted(e.key for e in entries if not e.key.startswith(_TOWN))
    numbers = {key: number for number, key in enumerate(others, start=100_000_000)}
    return numbers | {e.key: int(e.key.removeprefix(_TOWN)) for e in entries if e.key.startswith(_TOWN)}


def _wide(
    entries: list[Entry], adjectives: dict[str, list[str]], numbers: dict[str, int]
) -> list[tuple[str, int, int]]:
    """Words that tell which country or Land a text is about, so that they can be held in memory."""
    wide = {e.key for e in entries if e.label == "Country" or re.fullmatch(r"place:de-\d\d", e.key)}
    rows = {
        form: (0, numbers[e.key])
        for e in entries if e.key in wide
        for form, rank in e.forms.items() if rank <= SHORT and " " not in form and len(form) > 2
    }  # fmt: skip
    for form, keys in adjectives.items():
        if keys[0] in wide and " " not in form:
            rows.setdefault(form, (1, numbers[keys[0]]))
    return sorted((form, kind, place) for form, (kind, place) in rows.items())


def _fixed(degrees: float | None) -> int | None:
    return None if degrees is None else round(degrees * 10_000)


def _normalise(path: Path) -> None:
    """Blank the version number of the writing library and the change counters in SQLite's file header."""
    data = bytearray(path.read_bytes())
    data[24:28] = data[92:96] = (1).to_bytes(4, "big")
    data[96:100] = (3_040_000).to_bytes(4, "big")
    path.write_bytes(data)
