from __future__ import annotations

import pytest

from handelsgraph.places import Gazetteer
from handelsgraph.places.centre import centre


def test_the_middle_inhabitant_decides_and_a_town_is_taken() -> None:
    towns = [(50.0, 10.0, 1000), (51.0, 11.0, 1000), (52.0, 12.0, 1000), (0.0, -170.0, 10)]
    assert centre(towns) == (51.0, 11.0)
    assert centre([(1.0, 2.0, 0)]) == (1.0, 2.0)


@pytest.mark.parametrize(
    ("key", "south", "north", "west", "east"),
    [
        ("place:de-12", 51.3, 53.6, 11.2, 14.8),
        ("place:cn", 20, 45, 95, 125),
        ("place:ru", 50, 62, 30, 70),
        ("place:us", 30, 45, -110, -75),
        ("place:fj", -19, -16, 177, 180),
        ("place:geo-2950159", 52.4, 52.6, 13.2, 13.6),
    ],
)
def test_places_are_where_they_are(key: str, south: float, north: float, west: float, east: float) -> None:
    latitude, longitude = Gazetteer.load().positions([key, key])[key]
    assert south < latitude < north
    assert west < longitude < east


def test_what_is_not_known_is_left_out() -> None:
    assert Gazetteer.load().positions(["place:nowhere", "body:x", "place:va"]) == {}
    assert Gazetteer.load().positions([]) == {}
