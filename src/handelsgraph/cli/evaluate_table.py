"""The report of an evaluation as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handelsgraph.cli.layout import print_rows
from handelsgraph.cli.terminal import one_line

if TYPE_CHECKING:
    from rich.console import Console

    from handelsgraph.evaluation.calibration import Calibration
    from handelsgraph.evaluation.figures import Figures
    from handelsgraph.evaluation.report import Part, Report
    from handelsgraph.evaluation.score import Told

COLUMNS = ["precision", "recall", "F1", "right", "wrong", "missed", "95 % of F1"]


def print_report(console: Console, report: Report) -> None:
    """Print all tables."""
    for name, part in (("entities", report.entities), ("relations", report.relations)):
        _print_part(console, name, part)
        console.print()
    done = report.done
    print_rows(
        console,
        ["of what was found rightly", "right", "of", "share"],
        [["modality", *_told(report.modality)], ["date", *_told(report.date)]],
    )
    console.print()
    print_rows(
        console,
        ["given as done", "right", "only announced", "denied"],
        [[done.given, done.right, done.planned, done.denied]],
    )
    for name, found in (("entities", report.entities.calibration), ("relations", report.relations.calibration)):
        if found is not None:
            console.print()
            _print_calibration(console, name, found)


def print_errors(console: Console, report: Report, most: int) -> None:
    """Print the errors of each article, `most` of them."""
    for article in report.articles:
        if most and article.errors:
            figures = f"entities F1 {article.entities.f1:.3f}, relations F1 {article.relations.f1:.3f}"
            console.print(f"\n{one_line(article.id)}: {figures}", soft_wrap=True)
            for error in article.errors[:most]:
                console.print(f"  {one_line(error)}", soft_wrap=True)


def _print_part(console: Console, name: str, part: Part) -> None:
    rows = [[kind, *_row(figures)] for kind, figures in part.kinds.items()]
    rows += [[kind, *_row(figures)] for kind, figures in (("strict", part.strict), ("lenient", part.lenient))]
    print_rows(console, [name, *COLUMNS], rows)


def _row(figures: Figures) -> list[str | int]:
    shares = [f"{share:.3f}" for share in (figures.precision, figures.recall, figures.f1)]
    known = figures.low is not None and figures.high is not None
    interval = f"{figures.low:.3f} – {figures.high:.3f}" if known else ""
    return [*shares, figures.right, figures.wrong, figures.missed, interval]


def _told(told: Told) -> list[str | int]:
    return [told.right, told.of, f"{told.right / told.of:.3f}" if told.of else ""]


def _print_calibration(console: Console, name: str, found: Calibration) -> None:
    rows = [[f"{b.low:.1f} – {b.high:.1f}", b.number, f"{b.confidence:.3f}", f"{b.right:.3f}"] for b in found.bins]
    print_rows(console, [f"confidence of {name}", "number", "mean", "share right"], rows)
    console.print(f"expected calibration error {found.error:.3f}")
