"""Make the outlines of land and the borders of countries for the world map of an answer.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python tools/build_outlines.py package/countries-110m.json src/handelsgraph/pictures/assets/world.json

The input is Natural Earth (public domain), 1:110m, as TopoJSON. The output has lines in hundredths of a degree: the
first point, then steps. Antarctica is left out; rings that cross the date line are cut there.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

Point = tuple[float, float]
UNIT = 100
SOUTHERNMOST = -60.0


def main(source: Path, target: Path) -> None:
    """Read the TopoJSON file `source` and write `target`."""
    topology = json.loads(source.read_text(encoding="utf-8"))
    arcs = [list(_absolute(arc, topology["transform"])) for arc in topology["arcs"]]
    land = [part for ring in _rings(topology["objects"]["land"]) for part in _cut(_joined(ring, arcs))]
    uses = Counter(
        index if index >= 0 else ~index for ring in _rings(topology["objects"]["countries"]) for index in ring
    )
    borders = [arcs[index] for index, count in uses.items() if count > 1]
    data = {
        "source": "Natural Earth 4.1.0, 1:110m, https://www.naturalearthdata.com, through npm world-atlas 2.0.2",
        "licence": "public domain",
        "unit": UNIT,
        "land": [_steps(ring) for ring in land if min(y for _, y in ring) > SOUTHERNMOST],
        "borders": [_steps(line) for line in borders if min(y for _, y in line) > SOUTHERNMOST],
    }
    target.write_text(json.dumps(data, separators=(",", ":")) + "\n", encoding="utf-8")


def _absolute(arc: list[list[int]], transform: dict[str, list[float]]) -> Iterator[Point]:
    (scale_x, scale_y), (left, bottom) = transform["scale"], transform["translate"]
    x = y = 0
    for dx, dy in arc:
        x, y = x + dx, y + dy
        yield x * scale_x + left, y * scale_y + bottom


def _rings(geometry: dict[str, Any]) -> Iterator[list[int]]:
    match geometry["type"]:
        case "GeometryCollection":
            for part in geometry["geometries"]:
                yield from _rings(part)
        case "Polygon":
            yield from geometry["arcs"]
        case "MultiPolygon":
            for polygon in geometry["arcs"]:
                yield from polygon


def _joined(ring: list[int], arcs: list[list[Point]]) -> list[Point]:
    """Return the points of a ring, its longitudes running on beyond 180 degrees where it crosses the date line."""
    points: list[Point] = []
    for index in ring:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        for x, y in arc[1:] if points else arc:
            before = points[-1][0] if points else x
            points.append((x - 360 * round((x - before) / 360), y))
    return points


def _cut(ring: list[Point]) -> list[list[Point]]:
    """Return the parts of a ring that lie in each turn of the globe, moved to -180 to 180 degrees."""
    turns = range(round(min(x for x, _ in ring) / 360), round(max(x for x, _ in ring) / 360) + 1)
    parts = []
    for turn in turns:
        kept = _clipped(_clipped(ring, 360 * turn - 180, 1), 360 * turn + 180, -1)
        parts.append([(x - 360 * turn, y) for x, y in kept])
    return [part for part in parts if len(part) > 2]


def _clipped(ring: list[Point], edge: float, side: int) -> list[Point]:
    """Return the part of a ring on one side of a meridian (1: east, -1: west)."""
    kept = []
    for (x0, y0), (x1, y1) in zip([ring[-1], *ring] if ring else [], ring, strict=False):
        inside, was = side * (x1 - edge) >= 0, side * (x0 - edge) >= 0
        if inside != was:
            kept.append((edge, y0 + (y1 - y0) * (edge - x0) / (x1 - x0)))
        if inside:
            kept.append((x1, y1))
    return kept


def _steps(line: list[Point]) -> list[int]:
    whole = [(round(x * UNIT), round(y * UNIT)) for x, y in line]
    steps = list(whole[0])
    for (x0, y0), (x1, y1) in pairwise(whole):
        if (x0, y0) != (x1, y1):
            steps += [x1 - x0, y1 - y0]
    return steps


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
