"""`handelsgraph update` and `handelsgraph watch`: bring the graph up to date with its sources, once or for ever."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from handelsgraph.cli.commands import add
from handelsgraph.cli.reading_options import ShardOption, Threshold, Workers, shard_or_all, workers_or_default
from handelsgraph.cli.session import session
from handelsgraph.cli.sources import FileOption
from handelsgraph.errors import ExitCode

if TYPE_CHECKING:
    from handelsgraph.graph import Report
    from handelsgraph.runs import Options, Summary

Confirmations = Annotated[
    int, typer.Option("--confirmations", min=1, help="Visits in a row that must find an article gone.")
]
Prune = Annotated[bool, typer.Option("--prune", help="Take back an article as soon as it is gone.")]


def _writable(path: Path | None) -> Path | None:
    if path is not None:
        from handelsgraph.runs.metrics import check_metrics

        check_metrics(path)
    return path


MetricsFile = Annotated[
    Path | None,
    typer.Option(
        "--metrics",
        callback=_writable,
        help="Write what the run did to this file, in Prometheus text format.",
    ),
]


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    add(app, update, "handelsgraph update --file seeds/sources.toml")
    add(app, watch, "handelsgraph watch --file seeds/sources.toml --metrics /var/lib/node_exporter/handelsgraph.prom")


def update(
    ctx: typer.Context,
    name: Annotated[str | None, typer.Argument(help="One source, enabled or not (else all that are enabled).")] = None,
    file: FileOption = None,
    accept: Annotated[
        bool, typer.Option("--accept-removals", help="Let the run remove however many edges it will.")
    ] = False,
    confirmations: Confirmations = 3,
    prune: Prune = False,
    metrics: MetricsFile = None,
    threshold: Threshold = None,
    workers: Workers = None,
    shard: ShardOption = None,
) -> None:
    """Visit the sources once: new articles in, changed ones replaced, those withdrawn taken back.

    An article that has only left its feed stays. A run that would remove more than 5 % of the edges, and more than 20,
    removes nothing and says which sources would have caused it. Each run is recorded: see `handelsgraph runs list`.
    Without a terminal, one JSON object a line and address is printed, those unchanged left out, and one for the run.
    Exit code 1 if the run was stopped or nothing could be read, 5 if another run is going on or the database is away.

    With --shard all addresses of a host belong to one share; runs of different shards may go on at the same time.
    """
    from handelsgraph.cli.sources import chosen, sources_path
    from handelsgraph.interrupt import graceful_stop
    from handelsgraph.runs import Guard, Options

    sources = chosen(sources_path(ctx, file), name)
    share = shard_or_all(shard)
    options = Options(Guard(accept=accept), confirmations, prune, workers_or_default(workers), share)
    with graceful_stop() as stop:
        summary = _run(ctx, sources, options, threshold, metrics, stop)
    if summary.outcome == "interrupted":
        raise typer.Exit(ExitCode.INTERRUPTED)
    if summary.outcome != "done":
        raise typer.Exit(ExitCode.FAILED)


def watch(
    ctx: typer.Context,
    file: FileOption = None,
    confirmations: Confirmations = 3,
    prune: Prune = False,
    metrics: MetricsFile = None,
    threshold: Threshold = None,
    workers: Workers = None,
    shard: ShardOption = None,
) -> None:
    """Visit each source when its schedule says so, until SIGTERM or Ctrl-C.

    A source that was never visited is due at once; of the times missed while nothing ran, one is made up for. The
    sources file is read again before each run. If the database is away, the run is tried again a minute later.
    """
    from datetime import datetime

    from handelsgraph.cli.sources import chosen, sources_path
    from handelsgraph.cli.terminal import say
    from handelsgraph.errors import DatabaseError, InputError
    from handelsgraph.interrupt import StoppedError, graceful_stop, pause
    from handelsgraph.runs import Guard, Options
    from handelsgraph.runs.schedule import due, due_at

    path = sources_path(ctx, file)
    chosen(path, None)  # a faulty file is told at once; later ones are told and waited for
    options = Options(Guard(), confirmations, prune, workers_or_default(workers), shard_or_all(shard))
    told = None
    with graceful_stop() as stop:
        while not stop():
            seconds = 60.0
            try:
                sources = chosen(path, None)
                now = datetime.now().astimezone()
                with session(ctx).graph("read") as graph:
                    begun = graph.runs.begun(options.shard)
                ready = due(sources, begun, now)
                if ready:
                    _run(ctx, ready, options, threshold, metrics, stop)
                    continue
                following = min((due_at(source, begun, now) for source in sources), default=None)
                if following is not None and following != told:
                    say(f"next run at {following:%Y-%m-%d %H:%M}")
                    told = following
                if following is not None:
                    seconds = min(60.0, max(1.0, (following - now).total_seconds()))
            except (DatabaseError, InputError) as error:
                say(f"{error.message}; trying again in a minute")
            except StoppedError as error:
                say(error.message)
            pause(seconds)
    say("stopped")


def _run(
    ctx: typer.Context, sources: list[Any], options: Options, threshold: float | None, metrics: Path | None, stop: Any
) -> Summary:
    from handelsgraph.cli.progress import article_progress
    from handelsgraph.places import Gazetteer
    from handelsgraph.runs import update as run
    from handelsgraph.runs.metrics import write_metrics
    from handelsgraph.web import SqliteState, state_path

    opened = session(ctx)
    settings = opened.settings()
    reports: list[Report] = []
    table = sys.stdout.isatty()
    with (
        opened.graph("write") as graph,
        SqliteState(state_path(settings)) as state,
        article_progress() as progress,
    ):

        def report(found: Report) -> None:
            progress.advance(found.title or found.url)
            if found.result == "unchanged":
                return
            if table:
                reports.append(found)
            else:
                _line(found)

        summary = run(
            sources, graph, opened.extractor(threshold), Gazetteer.load(), state, settings, report, options, stop=stop
        )
        _show(summary, reports, table)  # first, because the database may be away
        if metrics is not None:
            write_metrics(metrics, graph.runs.run(summary.number), graph.runs.last_good(options.shard))
    return summary


def _line(found: Report) -> None:
    from dataclasses import asdict

    from handelsgraph.cli.terminal import print_json

    print_json({"event": "address", **asdict(found)}, indent=None)


def _show(summary: Summary, reports: list[Report], table: bool) -> None:
    from handelsgraph.cli.changes import changes_data, changes_text
    from handelsgraph.cli.layout import print_rows
    from handelsgraph.cli.runs import REPORT_COLUMNS, report_row
    from handelsgraph.cli.terminal import print_json, say, stdout

    counts = {str(result): number for result, number in sorted(summary.counts.items())}
    if not table:
        values = {"run": summary.number, "outcome": summary.outcome, "reason": summary.reason, "counts": counts}
        print_json({"event": "run", **values, "changes": changes_data(summary.changes)}, indent=None)
    else:
        if reports:
            print_rows(stdout(), REPORT_COLUMNS, [report_row(found) for found in reports])
            stdout().print()
        told = ", ".join(f"{number} {result}" for result, number in counts.items()) or "nothing was due"
        stdout().print(f"run {summary.number}: {summary.outcome}: {told}\n{changes_text(summary.changes)}")
    if summary.reason:
        say(summary.reason)
    if summary.outcome == "stopped":
        say("look at the sources; if the removals are right, run handelsgraph update with --accept-removals, too")
