"""A place of the gazetteer."""

from __future__ import annotations

from dataclasses import dataclass

from handelsgraph.schema import Label


@dataclass(frozen=True, slots=True)
class Place:
    """A town, region or country.

    `key` is stable: "place:geo-<GeoNames id>" for towns, "place:de-<official key>" for German Kreise and Länder,
    "place:<ISO code>" for countries. `country` is the upper-case ISO code, or "" where a place belongs to none.
    `parents` are keys, nearest first. `aliases` are other written names. `regions` are keys of named regions beside
    this hierarchy ("Lausitz", a planning region) that the place is a part of itself; `overlaps` says that it is one.
    """

    key: str
    name: str
    label: Label
    country: str
    parents: tuple[str, ...] = ()
    latitude: float | None = None
    longitude: float | None = None
    population: int = 0
    aliases: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    overlaps: bool = False
