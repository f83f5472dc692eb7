"""Named regions of Germany (planning and metropolitan regions, landscapes) and the Kreise and towns in them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from .records import MAIN, SHORT, VARIANT, Entry, fold

_ADMINISTRATIVE = re.compile(r"place:de-\d\d(\d{3})?")
"""Keys of Länder and Kreise."""

Members = list[tuple[str, str]]
"""Keys of a place and of a named region it lies in."""


def named_regions(entries: list[Entry], lexicon: list[dict[str, Any]]) -> tuple[list[Entry], Members]:
    """Return the regions that `entries` lack, and the members of all; `entries` are all places of Germany.

    Raises ValueError for a member that is no place or more than one, and for one outside the Land its region lies in.
    """
    known = {entry.key: entry for entry in entries}
    directory = _Directory(entries)
    new: list[Entry] = []
    members: Members = []
    for item in lexicon:
        found = [directory.find(item["name"], member) for member in item["members"]]
        key = f"place:de-{fold(item['name']).replace(' ', '-')}"
        lands = {_land(entry, known) for entry in found}
        region = known.get(key)
        if region is None:
            parent = next(iter(lands)) if len(lands) == 1 else "place:de"
            region = Entry(key, item["name"], "Region", "DE", parent, population=100_000)
            region.add(item["name"], MAIN)
            known[key] = region
            new.append(region)
        elif region.parent != "place:de" and lands != {region.parent}:
            raise ValueError(f"{item['name']} lies in {region.parent}, its members in {', '.join(sorted(lands))}")
        for form in item.get("also", ()):
            region.add(form, MAIN, show=True)
        members += [(entry.key, key) for entry in found]
    return new, sorted(set(members))


def _land(entry: Entry, known: dict[str, Entry]) -> str:
    """Return the key of the Land an entry lies in or is; of Germany for towns that are a Land."""
    while entry.parent not in (None, "place:de"):
        entry = known[str(entry.parent)]
    return entry.key if entry.label == "Region" else "place:de"


class _Directory:
    """Finds a place of Germany by its name, or by "Town, Kreis"."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = [entry for entry in entries if entry.label == "City" or _ADMINISTRATIVE.fullmatch(entry.key)]
        self._names = {entry.key: entry.name for entry in self._entries}

    def find(self, region: str, member: str) -> Entry:
        town, _, kreis = member.partition(", ")
        found = [entry for entry in self._entries if entry.name == town]
        if not found:
            found = [entry for entry in self._entries if entry.forms.get(fold(town), VARIANT) <= SHORT]
        if kreis:
            found = [entry for entry in found if self._names.get(entry.parent or "") == kreis]
        if len(found) > 1:  # a Land, or a town that is a Kreis of its own, comes before its namesakes
            least = min(len(entry.parent or "") for entry in found)  # "place:de", "place:de-12", "place:de-12061"
            found = [entry for entry in found if len(entry.parent or "") == least < len("place:de-12061")] or found
        if len(found) != 1:
            raise ValueError(f"{region}: {member} names {len(found) or 'no'} places; write it as in the gazetteer")
        return found[0]
