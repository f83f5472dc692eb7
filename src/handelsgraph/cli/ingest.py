"""`handelsgraph ingest`: articles in, graph out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from handelsgraph.cli.commands import add
from handelsgraph.cli.reading_options import Jobs, Threshold, jobs_or_default
from handelsgraph.cli.session import session
from handelsgraph.errors import ExitCode, HandelsgraphError

if TYPE_CHECKING:
    from handelsgraph.ingest import Outcome, Summary


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    add(app, ingest, "handelsgraph ingest seeds/ press/2017-11-27.html")


def ingest(
    ctx: typer.Context,
    paths: Annotated[list[Path], typer.Argument(help="Files and directories: .txt, .md, .html, .pdf, JSON Lines.")],
    force: Annotated[bool, typer.Option("--force", help="Read unchanged articles again, too.")] = False,
    threshold: Threshold = None,
    jobs: Jobs = None,
    as_json: Annotated[
        bool,
        typer.Option(
            "--json", help="Print JSON: articles (path, line, id, title, result, reason), counts, changes, interrupted."
        ),
    ] = False,
) -> None:
    """Read articles into the graph.

    Each article is one transaction: Ctrl-C ends after the current one, and the next run goes on from there. An article
    whose text and metadata are unchanged is left alone, unless another model or threshold is in use now. Exit code 3 if
    an article could not be read.
    """
    from handelsgraph import ingest as job
    from handelsgraph.cli.progress import article_progress
    from handelsgraph.cli.terminal import say
    from handelsgraph.places import Gazetteer

    opened = session(ctx)
    outcomes: list[Outcome] = []
    with opened.graph("write") as graph, article_progress() as progress, job.graceful_stop() as stop:

        def report(outcome: Outcome) -> None:
            outcomes.append(outcome)
            progress.advance(outcome.title or outcome.where)

        try:
            summary = job.ingest(
                paths,
                graph,
                opened.extractor(threshold),
                Gazetteer.load(),
                report,
                total=progress.total,
                force=force,
                stop=stop,
                jobs=jobs_or_default(jobs),
            )
        except HandelsgraphError:
            if outcomes:
                say(f"{len(outcomes)} articles were done before this error; the same command goes on from there")
            raise
    _show(outcomes, summary, as_json)
    if summary.interrupted:
        raise typer.Exit(ExitCode.INTERRUPTED)
    if summary.counts.get(job.Kind.FAILED):
        raise typer.Exit(ExitCode.INPUT)


def _show(outcomes: list[Outcome], summary: Summary, as_json: bool) -> None:
    from handelsgraph.cli.changes import changes_data, changes_text
    from handelsgraph.cli.layout import print_rows
    from handelsgraph.cli.terminal import print_json, say, stdout
    from handelsgraph.ingest import Kind

    if as_json:
        print_json(
            {
                "articles": [_outcome_data(o) for o in outcomes],
                "counts": {str(kind): summary.counts[kind] for kind in Kind},
                "changes": changes_data(summary.changes),
                "interrupted": summary.interrupted,
            }
        )
        return
    told = [o for o in outcomes if o.reason]
    if told:
        print_rows(stdout(), ["article", "result", "reason"], [[_place(o), str(o.kind), o.reason] for o in told])
        stdout().print()
    print_rows(stdout(), [str(kind) for kind in Kind], [[summary.counts[kind] for kind in Kind]])
    stdout().print(changes_text(summary.changes))
    if summary.interrupted:
        say("interrupted: run the same command again to go on")


def _place(outcome: Outcome) -> str:
    return f"{outcome.where}:{outcome.line}" if outcome.line else outcome.where


def _outcome_data(outcome: Outcome) -> dict[str, Any]:
    return {
        "path": outcome.where,
        "line": outcome.line,
        "id": outcome.article,
        "title": outcome.title,
        "result": str(outcome.kind),
        "reason": outcome.reason,
    }
