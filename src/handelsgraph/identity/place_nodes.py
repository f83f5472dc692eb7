"""Places as entities of the graph."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from handelsgraph.evidence import ResolvedEntity
from handelsgraph.places import Gazetteer, Place


def place_entity(place: Place, names: tuple[str, ...] = (), forms: tuple[str, ...] = ()) -> ResolvedEntity:
    """Return the entity of a place, with the written forms articles use for it among its aliases."""
    properties: list[tuple[str, str | int | float]] = []
    if place.country:
        properties.append(("country", place.country))
    if place.latitude is not None and place.longitude is not None:
        properties += [("latitude", place.latitude), ("longitude", place.longitude)]
    if place.population and place.key.startswith("place:geo-"):
        properties.append(("population", place.population))
    aliases = tuple(sorted({*place.aliases, *forms} - {place.name}))
    return ResolvedEntity(
        place.key,
        place.label,
        place.name,
        aliases,
        names or (place.key,),
        place.parents,
        tuple(properties),
        place.regions,
    )


def place_entities(keys: Collection[str], gazetteer: Gazetteer) -> list[ResolvedEntity]:
    """Return the entities of these places and of everything they lie in, in key order; unknown keys are left out.

    Nobody is known to be in a named region that no article names but those who are in its parts, and these have a Land
    of their own: it lies in nothing here, so that no second way leads up through it.
    """
    found: dict[str, ResolvedEntity] = {}
    for key in keys:
        place = gazetteer.get(key)
        for item in (place, *gazetteer.parents(key)) if place else ():
            for one in (item, *(region for key in item.regions if (region := gazetteer.get(key)))):
                found.setdefault(one.key, _unnamed(one))
    return [found[key] for key in sorted(found)]


def _unnamed(place: Place) -> ResolvedEntity:
    entity = place_entity(place)
    return replace(entity, places=()) if place.overlaps else entity
