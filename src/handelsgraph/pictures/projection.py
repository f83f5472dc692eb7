"""The Natural Earth projection (Patterson, Savric, Jenny): a world map that looks familiar and distorts little."""

from __future__ import annotations

import math

SCALE = 180.0
"""Pixels of the map for a radian at the equator: the whole world is about 985 wide."""


def project(longitude: float, latitude: float) -> tuple[float, float]:
    """Return where a point, given in degrees, is on the map: x to the east, y to the south, (0, 0) in the middle."""
    along, phi = math.radians(longitude), math.radians(latitude)
    square = phi * phi
    fourth = square * square
    x = along * (0.8707 - 0.131979 * square + fourth * (-0.013791 + fourth * (0.003971 * square - 0.001529 * fourth)))
    y = phi * (1.007226 + square * (0.015085 + fourth * (-0.044475 + 0.028874 * square - 0.005916 * fourth)))
    return round(SCALE * x, 2), round(-SCALE * y, 2)
