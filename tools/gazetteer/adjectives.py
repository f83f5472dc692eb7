"""Adjectives and inhabitants' nouns of places that no rule derives, and those of countries and regions."""

from __future__ import annotations

import re
from typing import Any

from .records import MAIN, SHORT, Entry, fold


def collect(entries: list[Entry], lexicon: dict[str, Any]) -> dict[str, list[str]]:
    """Return folded adjective stems ("chinesisch", "brandenburger") with the keys they may stand for, best first."""
    found: dict[str, list[str]] = {}

    def note(form: str, key: str | None) -> None:
        if key and key not in found.setdefault(fold(form), []):
            found[fold(form)].append(key)

    for item in lexicon["countries"]:
        key = _key(entries, item["name"], {"Country", "Region", "City"})
        for form in (*item.get("adj", []), *item.get("m", []), *item.get("f", []), *item.get("pl", [])):
            if item["name"] != "DDR":
                note(form, key)
    for item in lexicon["laender"]:
        key = _key(entries, item["name"], {"Region"}, "DE") or _key(entries, item["name"], {"City"}, "DE")
        for form in (*item.get("adj", []), *item.get("m", [])):
            if form not in {
                "rheinisch",
                "westfälisch",
                "Rheinländer",
                "Westfale",
                "hanseatisch",
                "Bremer",
                "Berliner",
                "Hamburger",
            }:
                note(form, key)
    for item in lexicon["german_regions"]:
        if ("adj" in item and not item["adj"].islower()) or "adj" in item:
            note(item["adj"], _key(entries, item["name"], {"Region"}, "DE"))
    for item in lexicon["town_adjectives"]["exceptions"]:
        key = _key(entries, item["town"], {"City"})
        for form in item["adj"]:
            note(form, key)
    return {form: keys for form, keys in found.items() if keys and re.search(r"\w", form)}


def _key(entries: list[Entry], name: str, labels: set[str], country: str | None = None) -> str | None:
    folded = fold(name)
    found = [
        e for e in entries
        if e.forms.get(folded, 9) in {MAIN, SHORT} and e.label in labels and (country is None or e.country == country)
    ]  # fmt: skip
    found.sort(key=lambda e: (e.forms[folded] * 2 + (e.country != "DE"), -e.population, e.key))
    return found[0].key if found else None
