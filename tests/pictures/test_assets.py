"""What is shipped of others is what they published, with its licence."""

from __future__ import annotations

import hashlib
import json

from handelsgraph.pictures.outlines import outlines
from handelsgraph.pictures.page import asset
from handelsgraph.pictures.projection import SCALE, project

CYTOSCAPE = "081591ab735b2b6a3b31a3c60f8f3a3e2fee8c92939e0c7820ad1208571b6cd8"
"""Of dist/cytoscape.min.js in the npm package cytoscape 3.34.4."""


def test_cytoscape_is_as_published() -> None:
    assert hashlib.sha256(asset("cytoscape.min.js").encode()).hexdigest() == CYTOSCAPE
    assert "Permission is hereby granted, free of charge" in asset("cytoscape.LICENSE.txt")


def test_the_world_lies_within_its_borders() -> None:
    world = json.loads(asset("world.json"))
    assert world["licence"] == "public domain"
    assert "naturalearthdata" in world["source"]
    for line in world["land"] + world["borders"]:
        x = y = 0
        for dx, dy in zip(line[::2], line[1::2], strict=True):
            assert (x, y) == (0, 0) or abs(dx) < 90 * world["unit"]
            x, y = x + dx, y + dy
            assert abs(x) <= 180 * world["unit"]
            assert -60 * world["unit"] < y <= 90 * world["unit"]


def test_outlines_are_paths() -> None:
    land, borders = outlines()
    assert land.count("M") == land.count("Z") > 100
    assert borders.startswith("M")


def test_the_projection_is_that_of_its_authors() -> None:
    # the values of d3-geo's geoNaturalEarth1 at unit scale
    assert project(0, 0) == (0, 0)
    assert [round(value / SCALE, 3) for value in project(180, 0)] == [2.735, 0]
    assert [round(value / SCALE, 3) for value in project(0, 90)] == [0, -1.422]
    east, west = project(13.4, 52.4), project(-13.4, 52.4)
    assert west == (-east[0], east[1])
