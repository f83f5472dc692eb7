"""The evaluation as a whole: readings of many articles against their annotation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from handelsgraph.evaluation.calibration import Calibration, calibration
from handelsgraph.evaluation.figures import Figures, added, figures, interval
from handelsgraph.evaluation.gold import Article
from handelsgraph.evaluation.score import Count, Done, Score, Told, score
from handelsgraph.reading import Reading


@dataclass(frozen=True, slots=True)
class Part:
    """Figures of the entities or of the relations; `strict` and `lenient` over all, `kinds` strict by label or type."""

    strict: Figures
    lenient: Figures
    kinds: dict[str, Figures]
    calibration: Calibration | None


@dataclass(frozen=True, slots=True)
class ArticleFigures:
    """One article, strictly. `errors`: "+" was found and is not so, "-" is so and was not found."""

    id: str
    entities: Figures
    relations: Figures
    errors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """The whole. `missing` are annotated articles without a reading: all they say counts as missed."""

    extractor: str
    entities: Part
    relations: Part
    modality: Told
    date: Told
    done: Done
    articles: tuple[ArticleFigures, ...]
    missing: tuple[str, ...]

    def as_data(self) -> dict[str, Any]:
        """Return the report as plain data."""
        return asdict(self)


def evaluate(golds: Sequence[Article], readings: Mapping[str, Reading]) -> Report:
    """Compare the readings, by article id, with the annotation of the articles."""
    missing = tuple(gold.id for gold in golds if gold.id not in readings)
    strict, lenient = (
        [score(gold, readings.get(gold.id, Reading()), leniently) for gold in golds] for leniently in (False, True)
    )
    return Report(
        next((reading.extractor for reading in readings.values()), ""),
        _part("entities", strict, lenient),
        _part("relations", strict, lenient),
        Told(sum(s.modality.right for s in strict), sum(s.modality.of for s in strict)),
        Told(sum(s.date.right for s in strict), sum(s.date.of for s in strict)),
        Done(
            sum(s.done.given for s in strict),
            sum(s.done.right for s in strict),
            sum(s.done.planned for s in strict),
            sum(s.done.denied for s in strict),
        ),
        tuple(
            ArticleFigures(
                gold.id,
                figures(added(one.entities.values())),
                figures(added(one.relations.values())),
                tuple(one.errors),
            )
            for gold, one in zip(golds, strict, strict=True)
        ),
        missing,
    )


def _part(name: str, strict: Sequence[Score], lenient: Sequence[Score]) -> Part:
    tables: list[dict[str, Count]] = [getattr(one, name) for one in strict]
    kinds = sorted({kind for table in tables for kind in table})
    judged = [pair for one in strict for pair in getattr(one, f"judged_{name}")]
    return Part(
        _over_all(name, strict),
        _over_all(name, lenient),
        {kind: figures(added(table[kind] for table in tables if kind in table)) for kind in kinds},
        calibration(judged),
    )


def _over_all(name: str, scores: Sequence[Score]) -> Figures:
    counts = [added(getattr(one, name).values()) for one in scores]
    return figures(added(counts), interval(counts))
