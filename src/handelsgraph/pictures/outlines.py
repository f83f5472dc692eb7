"""The outlines of land and the borders of countries, as paths of SVG."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import lru_cache

from handelsgraph.pictures.page import asset
from handelsgraph.pictures.projection import project


@lru_cache
def outlines() -> tuple[str, str]:
    """Return the path of the land and the path of the borders, projected."""
    world = json.loads(asset("world.json"))
    land = "".join(f"{_path(line, world['unit'])}Z" for line in world["land"])
    return land, "".join(_path(line, world["unit"]) for line in world["borders"])


def _path(steps: Sequence[int], unit: int) -> str:
    points = (f"{x:.1f} {y:.1f}" for x, y in (project(x / unit, y / unit) for x, y in _points(steps)))
    return "M" + "L".join(points)


def _points(steps: Sequence[int]) -> Iterator[tuple[int, int]]:
    x = y = 0
    for dx, dy in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + dx, y + dy
        yield x, y
