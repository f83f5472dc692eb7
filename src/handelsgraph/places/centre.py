"""Where on a map a region or a country stands that is known by its towns only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def centre(towns: Sequence[tuple[float, float, int]]) -> tuple[float, float]:
    """Return the position of the town nearest to where the middle one of all inhabitants lives.

    `towns` are (latitude, longitude, population), at least one. A median is not drawn to islands beyond the date line,
    and a town is never out at sea.
    """
    latitude = _median((north, people) for north, _, people in towns)
    longitude = _median((east, people) for _, east, people in towns)
    north, east, _ = min(towns, key=lambda town: (town[0] - latitude) ** 2 + (town[1] - longitude) ** 2)
    return north, east


def _median(values: Iterable[tuple[float, int]]) -> float:
    ordered = sorted((value, max(weight, 1)) for value, weight in values)
    half = sum(weight for _, weight in ordered) / 2
    below = 0
    for value, weight in ordered:
        below += weight
        if below >= half:
            return value
    raise ValueError("there is no town")
