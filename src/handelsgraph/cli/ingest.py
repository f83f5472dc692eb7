"""`handelsgraph ingest`: articles in, graph out."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from handelsgraph.cli.commands import add
from handelsgraph.cli.reading_options import ShardOption, Threshold, Workers, shard_or_all, workers_or_default
from handelsgraph.cli.session import session
from handelsgraph.errors import ExitCode

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
    workers: Workers = None,
    shard: ShardOption = None,
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

    With --shard an article belongs to a share by its address, or by its path if it has none: then the files have to be
    at the same paths on all machines.
    """
    from handelsgraph import ingest as job
    from handelsgraph.cli.frame import article_frame
    from handelsgraph.places import Gazetteer
    from handelsgraph.spool import Spool

    opened = session(ctx)
    share = shard_or_all(shard)
    with Spool[job.Outcome]() as outcomes:
        with article_frame(opened) as frame:

            def report(outcome: Outcome) -> None:
                if outcome.reason or (as_json and outcome.kind is not job.Kind.ELSEWHERE):
                    outcomes.append(outcome)
                frame.advance(outcome.title or outcome.where)

            summary = job.ingest(
                paths,
                frame.graph,
                opened.extractor(threshold),
                Gazetteer.load(),
                report,
                total=frame.progress.total,
                force=force,
                stop=frame.stop,
                workers=workers_or_default(workers),
                shard=share,
            )
        (_print_json if as_json else _show)(outcomes, summary)
    if summary.interrupted:
        raise typer.Exit(ExitCode.INTERRUPTED)
    if summary.counts.get(job.Kind.FAILED):
        raise typer.Exit(ExitCode.INPUT)


def _print_json(outcomes: Iterable[Outcome], summary: Summary) -> None:
    from handelsgraph.cli.changes import changes_data
    from handelsgraph.cli.terminal import print_json_with
    from handelsgraph.ingest import Kind

    print_json_with(
        "articles",
        map(_outcome_data, outcomes),
        {
            "counts": {str(kind): summary.counts[kind] for kind in Kind},
            "changes": changes_data(summary.changes),
            "interrupted": summary.interrupted,
        },
    )


def _show(outcomes: Iterable[Outcome], summary: Summary) -> None:
    from handelsgraph.cli.changes import changes_text
    from handelsgraph.cli.layout import print_rows
    from handelsgraph.cli.terminal import say, stdout
    from handelsgraph.ingest import Kind

    if told := [[_place(outcome), str(outcome.kind), outcome.reason] for outcome in outcomes]:
        print_rows(stdout(), ["article", "result", "reason"], told)
        stdout().print()
    kinds = [kind for kind in Kind if kind is not Kind.ELSEWHERE or summary.counts[kind]]
    print_rows(stdout(), [str(kind) for kind in kinds], [[summary.counts[kind] for kind in kinds]])
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
