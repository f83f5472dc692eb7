"""The gazetteer as extraction uses it: loaded when the first place asks for it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from handelsgraph.schema import PLACES, Label

if TYPE_CHECKING:
    from handelsgraph.places import Gazetteer

_CLEAR = 3.0  # a place of the wanted label may score so much less than the best one


@cache
def gazetteer() -> Gazetteer:
    """Return the gazetteer."""
    from handelsgraph.places import Gazetteer

    return Gazetteer.load()


def place_key(name: str, label: Label) -> str | None:
    """Return the key of the place that a name denotes under a label, or None if the gazetteer has none."""
    if label not in PLACES:
        return None
    ranked = gazetteer().ranked(name, label)
    return next((p.key for score, p in ranked if p.label is label and score >= ranked[0][0] - _CLEAR), None)
