"""`handelsgraph evaluate`: how often extraction is right, measured on annotated articles."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from handelsgraph.cli.commands import add
from handelsgraph.cli.reading_options import Threshold, Workers, workers_or_default
from handelsgraph.cli.session import Session, session
from handelsgraph.errors import ExitCode

if TYPE_CHECKING:
    from handelsgraph.evaluation import Article
    from handelsgraph.reading import Reading


class Format(StrEnum):
    """Forms of the report."""

    TABLE = "table"
    JSON = "json"


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    add(app, evaluate, "handelsgraph evaluate training/dev")


def evaluate(
    ctx: typer.Context,
    gold: Annotated[
        Path,
        typer.Argument(help="Annotated articles: a directory or a file, .json beside .txt or inline .txt."),
    ],
    predicted: Annotated[
        Path | None,
        typer.Argument(
            help="What `handelsgraph extract` printed for these articles. Without it they are read now.",
        ),
    ] = None,
    threshold: Threshold = None,
    workers: Workers = None,
    errors: Annotated[
        int, typer.Option("--errors", min=0, metavar="N", help="Show so many errors of each article (table only).")
    ] = 0,
    form: Annotated[
        Format,
        typer.Option("--format", help="A table, or JSON with figures, calibration and every article's errors."),
    ] = Format.TABLE,
) -> None:
    """Compare what is read in articles with what people found in them: precision, recall, F1, dates, modality.

    An entity is right if its label is and one of its names is, a relation if its type and both ends are; leniently,
    companies, agencies and institutions are one label. Optional annotations count neither way. What every relation's
    confidence is worth stands in the calibration table.

    Exit code 3 if the annotation or the predictions cannot be read, or articles lack a prediction.
    """
    from handelsgraph.cli.evaluate_table import print_errors, print_report
    from handelsgraph.cli.terminal import print_json, say, stdout
    from handelsgraph.evaluation import evaluate as compare
    from handelsgraph.evaluation import read_gold, read_predictions

    if predicted is not None and threshold is not None:
        raise typer.BadParameter("what was read before has its threshold already", param_hint="--threshold")
    articles = read_gold(gold)
    if predicted is not None:
        readings = read_predictions(predicted, [article.id for article in articles])
    else:
        readings = _read(session(ctx), articles, threshold, workers_or_default(workers))
    report = compare(articles, readings)
    if form is Format.JSON:
        print_json(report.as_data())
    else:
        print_report(stdout(), report)
        print_errors(stdout(), report, errors)
    if report.missing:
        say(f"no {'prediction' if predicted else 'German text'} for: {', '.join(report.missing)}")
        raise typer.Exit(ExitCode.INPUT)


def _read(opened: Session, articles: list[Article], threshold: float | None, workers: int) -> dict[str, Reading]:
    from contextlib import closing

    from handelsgraph.cli.progress import article_progress
    from handelsgraph.evaluation import to_read
    from handelsgraph.extraction.parallel import read_ahead

    readings = {}
    with (
        article_progress() as progress,
        closing(read_ahead(opened.extractor(threshold), articles, to_read, workers)) as read,
    ):
        progress.total(len(articles))
        for article, reading in read:
            if reading is not None:
                readings[article.id] = reading()
            progress.advance(article.title)
    return readings
