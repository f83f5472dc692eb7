"""Read access to the gazetteer's data file, an SQLite database that tools/build_gazetteer.py makes."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from functools import lru_cache
from importlib import resources
from pathlib import Path

from handelsgraph.places.place import Place
from handelsgraph.schema import Label

_LABELS = {"C": Label.CITY, "R": Label.REGION, "N": Label.COUNTRY}
_TOWN = "place:geo-"
_TOWNS_WITHIN = """
WITH RECURSIVE asked(place, id) AS (SELECT key, id FROM place WHERE key IN (SELECT value FROM json_each(?))),
within(place, id) AS (
  SELECT place, id FROM asked
  UNION SELECT asked.place, member.place FROM asked JOIN member ON member.region = asked.id
  UNION SELECT within.place, place.id FROM place JOIN within ON place.parent = within.id)
SELECT within.place, place.latitude / 10000.0, place.longitude / 10000.0, place.population
FROM place JOIN within USING (id) WHERE place.latitude IS NOT NULL ORDER BY within.place, place.id
"""
_MEMBERS = (
    "SELECT member.place, place.key, place.id FROM member JOIN place ON place.id = member.region ORDER BY place.key"
)
_PLACE = "SELECT id, key, name, label, country, parent, latitude, longitude, population, aliases FROM place "


class Store:
    """Look-ups by folded form and by key. Rows are cached; the file is opened read-only and shared by threads."""

    def __init__(self, path: Path) -> None:
        uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        self._database = sqlite3.connect(uri, uri=True, check_same_thread=False)
        self.forms = lru_cache(maxsize=20_000)(self._forms)
        self.place = lru_cache(maxsize=20_000)(self._place)
        self.number = lru_cache(maxsize=20_000)(self._number)
        self.adjectives = lru_cache(maxsize=5_000)(self._adjectives)
        self._regions: dict[int, tuple[str, ...]] | None = None
        self._overlapping: set[int] = set()

    def _forms(self, folded: str) -> tuple[tuple[int, int], ...]:
        """Return (place number, rank) for each place of the folded form."""
        rows = self._database.execute("SELECT place, rank FROM form WHERE form = ?", (folded,))
        return tuple(rows.fetchall())

    def _adjectives(self, folded: str) -> tuple[int, ...]:
        """Return the places an irregular adjective stands for, best first."""
        rows = self._database.execute("SELECT place FROM adjective WHERE form = ? ORDER BY rank", (folded,))
        return tuple(number for (number,) in rows)

    def wide(self) -> dict[str, tuple[bool, str]]:
        """Return the words that name a country or Land, or are adjectives of one, with the place's key."""
        rows = self._database.execute("SELECT form, adjective, place FROM wide").fetchall()
        return {form: (bool(adjective), self.place(number).key) for form, adjective, number in rows}

    def regions(self) -> dict[int, tuple[str, ...]]:
        """Return the keys of the named regions of each place that is a part of some, by its number."""
        if self._regions is None:
            found: dict[int, tuple[str, ...]] = {}
            for place, key, region in self._database.execute(_MEMBERS):
                found[place] = (*found.get(place, ()), key)
                self._overlapping.add(region)
            self._regions = found
        return self._regions

    def _place(self, number: int) -> Place:
        regions = self.regions().get(number, ())
        row = self._database.execute(_PLACE + "WHERE id = ?", (number,)).fetchone()
        _, key, name, label, country, parent, latitude, longitude, population, aliases = row
        parents: tuple[str, ...] = ()
        if parent is not None:
            above = self.place(parent)
            parents = (above.key, *above.parents)
        return Place(
            key or f"{_TOWN}{number}",
            name,
            _LABELS[label],
            country,
            parents,
            None if latitude is None else latitude / 10_000,
            None if longitude is None else longitude / 10_000,
            population,
            tuple(aliases.split("\n")) if aliases else (),
            regions,
            number in self._overlapping,
        )

    def _number(self, key: str) -> int | None:
        """Return the number of the place with this key."""
        if key.startswith(_TOWN):
            text = key.removeprefix(_TOWN)[:18]
            found = self._database.execute("SELECT id FROM place WHERE id = ? AND key IS NULL", (text,))
        else:
            found = self._database.execute("SELECT id FROM place WHERE key = ?", (key,))
        row = found.fetchone()
        return None if row is None else int(row[0])

    def towns_within(self, keys: Iterable[str]) -> list[tuple[str, float, float, int]]:
        """Return (key of the region or country, latitude, longitude, population) for each town that lies in one."""
        return self._database.execute(_TOWNS_WITHIN, (json.dumps(list(keys)),)).fetchall()

    def sources(self) -> dict[str, str]:
        """Return the data sources with their licences."""
        return dict(self._database.execute("SELECT name, licence FROM source").fetchall())

    @classmethod
    def packaged(cls) -> Store:
        """Open the data file of the package."""
        return cls(Path(str(resources.files("handelsgraph.places") / "data" / "gazetteer.sqlite")))
