"""The world map: which region has dealings with which places, arcs weighted by the number of articles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from handelsgraph.pictures.data import page_data, plain
from handelsgraph.pictures.frame import frame
from handelsgraph.pictures.model import Edge, Picture, Spot
from handelsgraph.pictures.outlines import outlines
from handelsgraph.pictures.page import page
from handelsgraph.pictures.projection import project

_VIEW = """<svg id="canvas" role="img" aria-label="The map; all arcs are in the list">
<g id="world"><path id="land" d="LAND"/><path id="borders" d="BORDERS"/></g><g id="arcs"></g><g id="spots"></g>
</svg><canvas id="captions"></canvas><p id="credit">Outlines: Natural Earth</p>"""


def world_page(picture: Picture) -> str:
    """Return the HTML text of a page that shows the dealings of `picture` on a map of the world."""
    land, borders = outlines()
    view = _VIEW.replace("LAND", land).replace("BORDERS", borders)
    data = page_data(picture) | map_data(picture)
    return page(data, frame(view), ("page.css", "map.css"), ("panel.js", "captions.js", "map.js"))


def map_data(picture: Picture) -> dict[str, Any]:
    """Return spots, arcs between them, and how many dealings are not on the map as an end has no known place.

    An arc holds all dealings between two spots, whatever their direction; dealings within a spot stay with the spot.
    Dealings are given by their position among the edges of the page.
    """
    spot_of = {node.key: node.spot for node in picture.nodes}
    edges = [edge for edge in picture.edges if edge.source in spot_of and edge.target in spot_of]
    spots: dict[str, dict[str, Any]] = {}
    arcs: dict[tuple[int, int], list[int]] = {}
    lost = 0
    for number, edge in enumerate(edges):
        ends = [spot for spot in (spot_of[edge.source], spot_of[edge.target]) if spot is not None]
        if len(ends) < 2:
            lost += 1
            continue
        for spot in ends:
            spots.setdefault(spot.key, _spot(spot))
        first, second = sorted((not spots[spot.key]["home"], list(spots).index(spot.key)) for spot in ends)
        if first == second:
            spots[ends[0].key]["within"].append(number)
        else:
            arcs.setdefault((first[1], second[1]), []).append(number)
    return {
        "spots": list(spots.values()),
        "arcs": [_arc(ends, numbers, edges) for ends, numbers in arcs.items()],
        "lost": lost,
    }


def _spot(spot: Spot) -> dict[str, Any]:
    x, y = project(spot.longitude, spot.latitude)
    return {"name": plain(spot.name), "x": x, "y": y, "home": spot.home, "within": []}


def _arc(ends: tuple[int, int], numbers: list[int], edges: Sequence[Edge]) -> dict[str, Any]:
    dealings = [edges[number] for number in numbers]
    return {
        "from": ends[0],
        "to": ends[1],
        "articles": sum(edge.articles for edge in dealings),
        "edges": numbers,
        "planned": all(edge.planned for edge in dealings),
    }
