"""Where entities are on a map: German ones in their Land, others in the town, region or country they are in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from handelsgraph.pictures import Spot
from handelsgraph.places import Gazetteer

if TYPE_CHECKING:
    from handelsgraph.graph import Graph

_LAND = re.compile(r"place:de-\d\d\Z")
_STEPS = 4
_NEXT = """
UNWIND $keys AS key
MATCH (e:Entity {key: key})-[r:LOCATED_IN|EVENT_IN|REPRESENTS]->(p:Entity)
RETURN key, type(r) AS how, p.key AS place, p.name AS name
"""


@dataclass(frozen=True, slots=True)
class Located:
    """The name of what an entity lies in, and its spot on the map; None where it is not known."""

    place: str | None = None
    spot: Spot | None = None


def locate(graph: Graph, keys: Iterable[str], gazetteer: Gazetteer | None = None) -> dict[str, Located]:
    """Return where the entities with these keys are.

    A person is where the body is that the person represents, an event where it takes place.
    """
    wanted = dict.fromkeys(keys)
    known = gazetteer or Gazetteer.load()
    names: dict[str, str] = {}
    at = {key: key for key in wanted}
    for step in range(_STEPS):
        open_ends = {place for place in at.values() if step == 0 or known.get(place) is None}
        ways: dict[str, tuple[str, str]] = {}
        # the first in order is taken: a seat before others, then by key, so that it is always the same one
        for key, how, place, name in sorted(graph.read(_NEXT, {"keys": sorted(open_ends)}).rows):
            if step == 0 and how != "REPRESENTS":
                names.setdefault(key, name)
            if key not in ways or (how, place) < ways[key]:
                ways[key] = how, place
        at = {key: ways[place][1] if known.get(place) is None and place in ways else place for key, place in at.items()}
    spots = {key: _spot_key(place, known) for key, place in at.items()}
    positions = known.positions(spot for spot in spots.values() if spot)
    return {key: Located(names.get(key), _spot(spots[key], positions, known)) for key in wanted}


def _spot_key(place: str, known: Gazetteer) -> str | None:
    found = known.get(place)
    if found is None:
        return None
    return next((key for key in (found.key, *found.parents) if _LAND.match(key)), found.key)


def _spot(key: str | None, positions: dict[str, tuple[float, float]], known: Gazetteer) -> Spot | None:
    place = known.get(key) if key else None
    if key is None or place is None or key not in positions:
        return None
    return Spot(key, place.name, *positions[key], home=place.country == "DE")
