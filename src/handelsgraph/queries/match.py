"""An entity found for a name, and how well the name fits it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from handelsgraph.schema import ENTITY, Label

LOCAL = "@"
"""Follows the name in keys of names that hold within one article only."""

QUALIFIED = ","
"""Follows the name in keys of names that are told apart by what stands behind it."""


class Fit(IntEnum):
    """How a name fits an entity, best first."""

    NAME = 0
    ALIAS = 1
    FOLDED = 2
    ADJECTIVE = 3


@dataclass(frozen=True, slots=True)
class Match:
    """An entity of the graph. `place` is the name of what it lies in, `within` the keys of all of that."""

    key: str
    name: str
    label: Label
    articles: int
    aliases: tuple[str, ...] = ()
    place: str | None = None
    within: frozenset[str] = field(default=frozenset())

    def describe(self) -> str:
        """Return name, kind and place, as shown to a person who has to choose."""
        return f"{self.name} ({self.label}{f', {self.place}' if self.place else ''})"

    def fit(self, text: str) -> Fit | None:
        """Return how the name `text` as it stands fits, or None."""
        wanted = same(text)
        if wanted == same(self.key):
            return Fit.NAME
        if wanted == same(self.name):
            # a name too general to hold beyond its article ("IHK") is no better than a short form of another
            return Fit.ALIAS if LOCAL in self.key else Fit.NAME
        return Fit.ALIAS if any(wanted == same(alias) for alias in self.aliases) else None


def same(text: str) -> str:
    """Return what two spellings share that differ in case, white space or Unicode form only."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def from_rows(rows: Iterable[Sequence[Any]]) -> list[Match]:
    """Return the matches in rows of key, name, aliases, labels, articles, names and keys of what it lies in."""
    found = []
    for key, name, aliases, labels, articles, places, within in rows:
        label = next((Label(kind) for kind in labels if kind != ENTITY), None)
        if label is not None:
            place = min(places, default=None)  # they come in no order
            found.append(Match(key, name, label, articles or 0, tuple(aliases or ()), place, frozenset(within)))
    return found
