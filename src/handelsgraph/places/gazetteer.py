"""The gazetteer: which place a written name denotes."""

from __future__ import annotations

import math
import threading
from collections.abc import Collection, Iterable
from dataclasses import replace
from functools import lru_cache
from itertools import groupby
from operator import itemgetter

from handelsgraph.places.centre import centre
from handelsgraph.places.folding import fold
from handelsgraph.places.place import Place
from handelsgraph.places.readings import NameReading, asks_for_region, readings
from handelsgraph.places.store import Store
from handelsgraph.schema import Label

# How much each piece of evidence counts; population counts with its decimal logarithm (0 to 9).
_RANK = (6.0, 5.5, 4.0, 1.0)  # name, name without addition, other name, district
_HOME = 1.5  # German press means the German place
_SPELT = 0.5  # the very spelling, marks included
_LABEL = 1.0
_NEAR = {"same": 3.0, "kreis": 3.0, "land": 2.5, "country": 2.0, "km": 1.5}
_NEAR_KM = 60.0
_UNPEOPLED = 2.5  # stands for the logarithm of the population where none is known
_REGION = 100_000  # a region counts as a town of so many people, however many live in it
_FAR_MORE = 10  # so many times the people of a town abroad: a region of another country is meant by the name of both
_PART_OF_AT_LEAST = 20_000
_TOWN_STEMS = ("", "e", "en", "a", "o", "s", "n")


class Gazetteer:
    """Places by name, adjective and key. Use `Gazetteer.load()`; the object is shared and safe for threads."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._adjective_cache: dict[str, Place | None] = {}
        self._wide: dict[str, tuple[bool, str]] | None = None
        self.wide = lru_cache(maxsize=20_000)(self._wide_place)

    @staticmethod
    @lru_cache(maxsize=1)
    def load() -> Gazetteer:
        """Return the gazetteer of the package, opened once."""
        return Gazetteer(Store.packaged())

    def get(self, key: str) -> Place | None:
        """Return the place with this key."""
        with self._lock:
            number = self._store.number(key)
            return None if number is None else self._store.place(number)

    def parents(self, key: str) -> tuple[Place, ...]:
        """Return what the place lies in, nearest first."""
        place = self.get(key)
        found = (self.get(parent) for parent in place.parents) if place else ()
        return tuple(parent for parent in found if parent is not None)

    def positions(self, keys: Iterable[str]) -> dict[str, tuple[float, float]]:
        """Return latitude and longitude, in degrees, of places; of regions and countries where most people live.

        Keys that are unknown, or of regions without a known town, are left out.
        """
        found = {key: place for key in dict.fromkeys(keys) if (place := self.get(key))}
        wide = [key for key, place in found.items() if place.latitude is None]
        with self._lock:
            towns = self._store.towns_within(wide) if wide else []
        at = {
            key: (p.latitude, p.longitude)
            for key, p in found.items()
            if p.latitude is not None and p.longitude is not None
        }
        for key, rows in groupby(towns, key=itemgetter(0)):
            at[key] = centre([row[1:] for row in rows])
        return at

    def sources(self) -> dict[str, str]:
        """Return the data sources of the gazetteer with their licences."""
        return self._store.sources()

    def find(self, name: str, label: Label | None = None, near: Collection[str] = ()) -> list[Place]:
        """Return the places a written name may denote, best first.

        `name` may be inflected or carry a kind word ("des Landkreises Gotha"). `label` is what the reader took the
        place for, a hint only. `near` are keys of places of the context; homonyms near them come first.
        """
        return [place for _, place in self.ranked(name, label, near)]

    def ranked(self, name: str, label: Label | None = None, near: Collection[str] = ()) -> list[tuple[float, Place]]:
        """Return what `find` returns with the scores; a difference of 2 or more is a clear decision."""
        with self._lock:
            scored: dict[str, tuple[float, Place]] = {}
            context = self._context(near)
            whole = asks_for_region(name)
            for reading in readings(name):
                found = [(self._store.place(number), rank) for number, rank in self._store.forms(reading.folded)]
                town = any(place.label == Label.CITY and place.country == "DE" and rank < 2 for place, rank in found)
                for place, rank in found:
                    if not _suits(place, reading, rank):
                        continue
                    score = _RANK[rank] - reading.cost + _size(place) + _kind(place, reading)
                    if whole and reading.kind is None and reading.cost == rank == 0:
                        score += _kind(place, replace(reading, kind="region"))  # "Region Trier" is all of its name
                    score += _HOME if place.country == "DE" else 0.0
                    if place.label == label and not (town and reading.kind is None and _is_kreis(place.key)):
                        score += _LABEL
                    score += _SPELT if _spelt(place.name, name) else 0.0
                    score += _nearness(place, context)
                    if place.key not in scored or scored[place.key][0] < score:
                        scored[place.key] = (score, place)
        order = sorted(scored.values(), key=lambda item: (-item[0], item[1].key))
        return _better_known_region(_same_named_region(order, label))

    def _context(self, near: Iterable[str]) -> list[Place]:
        numbers = (self._store.number(key) for key in near)
        return [self._store.place(number) for number in numbers if number is not None]

    def _wide_place(self, word: str) -> str | None:
        """Return the key of the country or Land that a single word of a text names ("Polen", "polnischen")."""
        if not (word[:1].isupper() or "isch" in word or "deutsch" in word):
            return None
        if self._wide is None:
            with self._lock:
                self._wide = self._store.wide()
        folded = fold(word)
        for ending in ("", "s", "e", "en", "er", "es", "em", "n"):
            known = self._wide.get(folded.removesuffix(ending)) if folded.endswith(ending) else None
            if known and (known[0] or (word[0].isupper() and ending in ("", "s"))):
                return known[1]
        return None

    def adjective(self, form: str) -> Place | None:
        """Return the place an adjective or inhabitant's noun is made of ("chinesische", "Luckauer")."""
        if form not in self._adjective_cache:
            if len(self._adjective_cache) > 20_000:
                self._adjective_cache.clear()
            self._adjective_cache[form] = self._adjective(form)
        return self._adjective_cache[form]

    def _adjective(self, form: str) -> Place | None:
        folded = fold(form)
        with self._lock:
            for ending in ("", "e", "en", "er", "es", "em", "n", "s"):
                if folded.endswith(ending) and (found := self._store.adjectives(folded.removesuffix(ending))):
                    return self._store.place(found[0])
        if not form[:1].isupper() or not folded.endswith("er") or len(folded) < 5:
            return None
        stem = folded[:-2]
        candidates = [stem + ending for ending in _TOWN_STEMS]
        if stem.endswith("n"):  # "Münchner"
            candidates.append(stem[:-1] + "en")
        found_places = [p for candidate in candidates for p in self._towns(candidate)]
        return max(found_places, key=lambda p: (p.country == "DE", p.population, p.key), default=None)

    def _towns(self, folded: str) -> list[Place]:
        with self._lock:
            places = [(rank, self._store.place(number)) for number, rank in self._store.forms(folded)]
        towns = [place for rank, place in places if rank < 2 and place.label == Label.CITY]
        return [town for town in towns if town.country == "DE" or town.population > 100_000]


def _same_named_region(order: list[tuple[float, Place]], label: Label | None) -> list[tuple[float, Place]]:
    """Let the reader's label decide between a foreign town and the region of its name around it ("Kursk").

    In Germany the bare name means the town; the Kreis is called "Landkreis ...".
    """
    if label is None or not order or order[0][1].label == label or order[0][1].country == "DE":
        return order
    best, first = order[0]
    for index, (score, place) in enumerate(order[1:], start=1):
        if place.label == label and score > best - 5 and (place.key in first.parents or first.key in place.parents):
            return [(best + 0.1, place), *order[:index], *order[index + 1 :]]
    return order


def _better_known_region(order: list[tuple[float, Place]]) -> list[tuple[float, Place]]:
    """Let a region abroad that is as good a reading come before a much smaller town of another country ("Virginia")."""
    if not order or order[0][1].label != Label.CITY or order[0][1].country == "DE":
        return order
    best, town = order[0]
    for index, (score, place) in enumerate(order[1:], start=1):
        if score <= best - 1:
            break
        elsewhere = place.label == Label.REGION and place.country not in (town.country, "DE")
        if elsewhere and place.population >= _FAR_MORE * town.population:
            return [(best + 0.1, place), *order[:index], *order[index + 1 :]]
    return order


def _suits(place: Place, reading: NameReading, rank: int) -> bool:
    if reading.kind == "part":
        return place.label == Label.CITY and rank < 2 and place.population >= _PART_OF_AT_LEAST
    if reading.kind == "district":
        return place.label == Label.REGION
    if reading.kind == "city":
        return place.label == Label.CITY
    return True


def _spelt(full: str, name: str) -> bool:
    return full == name or full.startswith((f"{name} ", f"{name}/"))


def _is_kreis(key: str) -> bool:
    return key.startswith("place:de-") and key[9:].isdigit() and len(key) == len("place:de-00000")


def _kind(place: Place, reading: NameReading) -> float:
    if reading.kind in ("region", "country"):
        return 4.0 if place.label == (Label.REGION if reading.kind == "region" else Label.COUNTRY) else -2.0
    if reading.kind == "district":
        return 4.0 if _is_kreis(place.key) else 0.0
    return 2.0 if reading.kind == "city" else 0.0


def _size(place: Place) -> float:
    if place.label == Label.REGION and place.country != "DE":
        return math.log10(min(place.population, _REGION)) if place.population else _UNPEOPLED
    return max(_UNPEOPLED, math.log10(place.population)) if place.population else _UNPEOPLED


def _nearness(place: Place, context: list[Place]) -> float:
    best = 0.0
    for other in context:
        if other.key == place.key:
            best = max(best, _NEAR["same"])
            continue
        common = next((p for p in place.parents if p == other.key or p in other.parents), None)
        if other.key in place.parents or common:
            level = common or other.key
            kind = "country" if len(level) <= len("place:de") else "kreis" if _is_kreis(level) else "land"
            if not (kind == "country" and place.country == "DE"):
                best = max(best, _NEAR[kind])
        if place.label == Label.CITY and other.label == Label.CITY and _kilometres(place, other) < _NEAR_KM:
            best = max(best, _NEAR["km"])
    return best


def _kilometres(first: Place, second: Place) -> float:
    if None in (first.latitude, first.longitude, second.latitude, second.longitude):
        return math.inf
    north = (first.latitude - second.latitude) * 111.2  # type: ignore[operator]
    east = (first.longitude - second.longitude) * 111.2 * math.cos(math.radians(first.latitude or 0.0))  # type: ignore[operator]
    return math.hypot(north, east)
