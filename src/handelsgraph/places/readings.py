"""Ways to read a written place name: without article, kind word ("Landkreis ...") or case ending, or as a district."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import yaml

from handelsgraph.places.folding import fold

_ENDINGS = ("s", "es", "n", "en")
_ADJECTIVE = re.compile(r"(?<=\w{3})e[nrs]?$")


@dataclass(frozen=True, slots=True)
class NameReading:
    """A folded form to look up, the kind of place the wording asks for ("city", "district", "region", "country" or
    None), and how much the reading departs from what is written.
    """

    folded: str
    kind: str | None
    cost: float


@dataclass(frozen=True, slots=True)
class _Words:
    before: dict[str, tuple[str, ...]]
    after: dict[str, str]
    articles: frozenset[str]


@lru_cache(maxsize=1)
def _words() -> _Words:
    text = (resources.files("handelsgraph.places") / "forms.yaml").read_text(encoding="utf-8")
    data: dict[str, list[str]] = yaml.safe_load(text)
    before: dict[str, tuple[str, ...]] = {}
    for kind in ("city", "district", "region", "country"):
        for word in data[kind]:
            for form in (fold(word), *(fold(word) + ending for ending in _ENDINGS)):
                before[form] = tuple(dict.fromkeys((*before.get(form, ()), kind)))
    after = {fold(word): kind for kind in ("city", "region") for word in data[f"{kind}_after"]}
    return _Words(before, after, frozenset(fold(word) for word in data["articles"]))


def is_kind_of_region(word: str) -> bool:
    """Whether a word says that the name behind it is a region's ("Landkreis", "Oblast")."""
    return bool({"district", "region"} & set(_words().before.get(fold(word), ())))


def asks_for_region(name: str) -> bool:
    """Whether a name carries such a word itself ("Landkreis Gotha", "Greenville County")."""
    words = fold(name).split()
    return len(words) > 1 and (is_kind_of_region(words[0]) or _words().after.get(words[-1]) == "region")


@lru_cache(maxsize=20_000)
def readings(name: str) -> tuple[NameReading, ...]:
    """Return the readings of a name, the most literal first. Every reading is tried; the caller ranks what it finds."""
    found: dict[tuple[str, str | None], NameReading] = {}
    for reading in _readings(fold(name)):
        found.setdefault((reading.folded, reading.kind), reading)
    return tuple(found.values())


def _readings(folded: str) -> Iterator[NameReading]:
    words = folded.split()
    if not words:
        return
    yield from _inflected(folded, None, 0.0)
    if words[0] in _words().articles and len(words) > 1:
        yield from _inflected(" ".join(words[1:]), None, 0.2)
        words = words[1:]
    yield from _without_kind(words)
    if len(words) > 1:  # a district after its town ("Potsdam-Babelsberg")
        yield NameReading(words[0], "part", 4.0)
        if len(words) > 2:
            yield NameReading(" ".join(words[:2]), "part", 3.5)


def _without_kind(words: list[str]) -> Iterator[NameReading]:
    table = _words()
    for cut in (2, 1):
        head, rest = " ".join(words[:cut]), words[cut:]
        while rest and rest[0] in table.articles | {"von", "of"}:
            rest = rest[1:]
        if rest and head in table.before:
            for kind in table.before[head]:
                yield from _inflected(" ".join(rest), kind, 0.2)
    if len(words) > 1 and (kind_after := table.after.get(re.sub("s$", "", words[-1])) or table.after.get(words[-1])):
        rest = words[:-1]
        yield from _inflected(" ".join(rest), kind_after, 0.3)
        if rest[-1].endswith("er"):  # "Leningrader Gebiet"
            yield from _inflected(" ".join([*rest[:-1], rest[-1][:-2]]), kind_after, 0.6)


def _inflected(folded: str, kind: str | None, cost: float) -> Iterator[NameReading]:
    """Yield the form and what it may be the genitive, dative or weak adjective form of ("Vereinigten Staaten")."""
    yield NameReading(folded, kind, cost)
    if len(folded) > 3 and folded.endswith("s"):
        yield NameReading(folded[:-1], kind, cost + 0.5)
        if folded.endswith("es"):
            yield NameReading(folded[:-2], kind, cost + 0.7)
    if len(folded) > 6 and folded.endswith("en"):  # "in den Niederlanden"
        yield NameReading(folded[:-1], kind, cost + 0.7)
    *first, last = folded.split()
    if not any(_ADJECTIVE.search(word) for word in first):
        return
    for ending in ("e", "er", "es"):
        changed = [_ADJECTIVE.sub("", word) + ending if _ADJECTIVE.search(word) else word for word in first]
        for noun, more in ((last, 0.5), (last[:-1], 0.8)):
            if (changed != first or noun != last) and (noun == last or last.endswith(("n", "s"))):
                yield NameReading(" ".join([*changed, noun]), kind, cost + more)
