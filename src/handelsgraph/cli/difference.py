"""`handelsgraph diff`: which edges would come and go with the present model."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from handelsgraph.cli.commands import add
from handelsgraph.cli.forms import Format, forms_of
from handelsgraph.cli.reading_options import Threshold, Workers, workers_or_default
from handelsgraph.cli.reextract import Everything, tell_failures
from handelsgraph.cli.session import session
from handelsgraph.errors import ExitCode

if TYPE_CHECKING:
    from handelsgraph.graph import EdgeInfo
    from handelsgraph.runs.preview import Preview

COLUMNS = ["change", "from", "type", "to", "articles", "planned", "sentence", "title", "published", "source"]


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    add(app, diff, "handelsgraph diff --threshold 0.8 --format csv")


def diff(
    ctx: typer.Context,
    everything: Everything = False,
    threshold: Threshold = None,
    workers: Workers = None,
    format_: Annotated[Format | None, typer.Option("--format", help="How the edges are written.")] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print JSON: version, due, edges (with the columns as names), failures.")
    ] = False,
) -> None:
    """Show which edges `handelsgraph reextract` with these options would add and remove. Nothing is changed.

    The stored texts are read with the present model, and what they say is compared with what the graph has. An edge
    that goes is shown with the sentence it rests on, one that comes with the sentence it would rest on. Edges that
    stay are not shown, even if their dates or sentences would change. Exit code 1 if an article could not be read.
    """
    from handelsgraph.cli.progress import article_progress
    from handelsgraph.cli.terminal import say
    from handelsgraph.interrupt import graceful_stop
    from handelsgraph.places import Gazetteer
    from handelsgraph.runs.preview import preview

    chosen = forms_of({"format_": format_, "json_": as_json}).rows or Format.TABLE
    opened = session(ctx)
    with opened.graph("write") as graph, article_progress() as progress, graceful_stop() as stop:
        found = preview(
            graph,
            opened.extractor(threshold),
            Gazetteer.load(),
            progress.at,
            everything=everything,
            stop=stop,
            workers=workers_or_default(workers),
        )
    if found is None:
        say("interrupted; nothing was changed")
        raise typer.Exit(ExitCode.INTERRUPTED)
    _show(found, chosen)
    if found.failures:
        raise typer.Exit(ExitCode.FAILED)


def _show(found: Preview, chosen: Format) -> None:
    from handelsgraph.cli.rows import write_rows
    from handelsgraph.cli.terminal import say

    added, removed = found.difference.added, found.difference.removed
    rows = [_row("added", edge) for edge in added] + [_row("removed", edge) for edge in removed]
    rows.sort(key=lambda row: (row[1], row[2], row[3], row[0]))
    whole: dict[str, Any] = {
        "version": found.version,
        "due": found.due,
        "edges": [dict(zip(COLUMNS, row, strict=True)) for row in rows],
        "failures": [asdict(one) for one in found.failures],
    }
    if rows or chosen is not Format.TABLE:
        write_rows(chosen, COLUMNS, rows, whole)
    say(f"{found.due} articles to read again with {found.version}: {len(added)} edges added, {len(removed)} removed")
    tell_failures(found.failures)


def _row(change: str, edge: EdgeInfo) -> list[Any]:
    proof = [edge.sentence, edge.title, edge.published, edge.source]
    return [change, edge.subject, edge.type, edge.object, edge.articles, edge.planned, *proof]
