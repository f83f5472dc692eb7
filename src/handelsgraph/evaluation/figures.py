"""Precision, recall and F1 over articles, and how far they can be relied on."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from handelsgraph.evaluation.score import Count

SAMPLES = 1000
_SEED = 7
_LOW, _HIGH = 0.025, 0.975  # a 95 % interval


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares of 1; `low` and `high` delimit the bootstrap 95 % interval of F1, where it was asked for."""

    precision: float
    recall: float
    f1: float
    right: int
    wrong: int
    missed: int
    low: float | None = None
    high: float | None = None


def added(counts: Iterable[Count]) -> Count:
    """Return the sum."""
    total = Count()
    for count in counts:
        total.right += count.right
        total.wrong += count.wrong
        total.missed += count.missed
    return total


def figures(count: Count, interval: tuple[float, float] | None = None) -> Figures:
    """Return the figures of a count; what is divided by nothing is 0."""
    low, high = interval or (None, None)
    precision = _share(count.right, count.right + count.wrong)
    recall = _share(count.right, count.right + count.missed)
    return Figures(precision, recall, f1(count), count.right, count.wrong, count.missed, low, high)


def f1(count: Count) -> float:
    """Return the harmonic mean of precision and recall."""
    return _share(2 * count.right, 2 * count.right + count.wrong + count.missed)


def interval(articles: Sequence[Count]) -> tuple[float, float]:
    """Return the 95 % interval of F1 if other articles of the same kind had been drawn (bootstrap, always the same)."""
    chance = random.Random(_SEED)  # noqa: S311 - no secret
    drawn = (chance.choices(articles, k=len(articles)) for _ in range(SAMPLES))
    values = sorted(f1(added(sample)) for sample in drawn)
    return values[int(_LOW * SAMPLES)], values[int(_HIGH * SAMPLES)]


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
