"""Keys of places: the gazetteer's, or the bare name."""

from __future__ import annotations

from collections.abc import Collection

from handelsgraph.identity.words import words_of
from handelsgraph.places import Gazetteer, Place
from handelsgraph.places.readings import asks_for_region
from handelsgraph.schema import Label

_LIKELY = 7.0
_CERTAIN = 9.5
"""Least scores of `Gazetteer.ranked` to believe a place that has the label the reader gave it, or another."""


def unknown_place_key(form: str, label: Label) -> str:
    """Return the key of a place the gazetteer does not have."""
    return f"place:?{label.value.lower()}:{' '.join(words_of(form)) or '?'}"


def find_place(forms: Collection[str], label: Label, gazetteer: Gazetteer, near: Collection[str]) -> Place | None:
    """Return the place that these forms of one article name, if one is likely enough.

    The first form that names any place decides; others count where they name one of the same places. "Landkreis X" is
    never the town X.
    """
    rankings = [gazetteer.ranked(form, label, near) for form in dict.fromkeys(forms)]
    if label == Label.REGION and any(map(asks_for_region, forms)):
        rankings = [[item for item in ranking if item[1].label == Label.REGION] for ranking in rankings]
    first = next((ranking for ranking in rankings if ranking), None)
    if first is None:
        return None
    candidates = {place.key: place for _, place in first}
    useful = [ranking for ranking in rankings if any(place.key in candidates for _, place in ranking)]
    totals = dict.fromkeys(candidates, 0.0)
    for ranking in useful:
        for score, place in ranking:
            if place.key in totals:
                totals[place.key] += score
    best = candidates[min(totals, key=lambda key: (-totals[key], key))]
    least = _LIKELY if best.label == label else _CERTAIN
    return best if totals[best.key] / len(useful) >= least else None
