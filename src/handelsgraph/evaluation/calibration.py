"""Whether a confidence means what it says: of the statements with confidence 0.8, eight of ten should be right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """What has a confidence from `low` up to `high`: how many, their mean confidence, the share that is right."""

    low: float
    high: float
    number: int
    confidence: float
    right: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """`error` is the expected calibration error: the bins' gaps between confidence and truth, weighed by number."""

    error: float
    bins: tuple[Bin, ...]


def calibration(judged: Sequence[tuple[float, bool]]) -> Calibration | None:
    """Return the calibration of (confidence, right) pairs by tenths of confidence; None if there are no pairs."""
    if not judged:
        return None
    groups: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for confidence, right in judged:
        groups[min(BINS - 1, int(confidence * BINS))].append((confidence, right))
    bins = tuple(
        Bin(
            number / BINS,
            (number + 1) / BINS,
            len(group),
            sum(confidence for confidence, _ in group) / len(group),
            sum(right for _, right in group) / len(group),
        )
        for number, group in enumerate(groups)
        if group
    )
    return Calibration(sum(b.number * abs(b.confidence - b.right) for b in bins) / len(judged), bins)
