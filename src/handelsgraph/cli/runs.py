"""`handelsgraph runs` and `handelsgraph healthcheck`: what the runs did, and whether the last good one is recent."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from handelsgraph.cli.commands import add
from handelsgraph.cli.reading_options import shard_or_all
from handelsgraph.cli.session import session
from handelsgraph.errors import ExitCode, InputError

if TYPE_CHECKING:
    from handelsgraph.graph import Report, Run

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
REPORT_COLUMNS = ["source", "result", "reason", "title", "address"]


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    group = typer.Typer(
        no_args_is_help=True,
        rich_markup_mode="rich",
        help="What the runs of `update` and `watch` did.",
        epilog="Example: handelsgraph runs list",
    )
    add(group, listing, "handelsgraph runs list --limit 5", "list")
    add(group, show, "handelsgraph runs show 1")
    app.add_typer(group, name="runs")
    add(app, healthcheck, "handelsgraph healthcheck --max-age 26h")


def listing(
    ctx: typer.Context,
    limit: Annotated[int, typer.Option("--limit", min=1, help="How many, the latest first.")] = 20,
    as_json: AsJson = False,
) -> None:
    """List the runs: when, how they ended, how many addresses were new, changed, withdrawn, failed."""
    from handelsgraph.cli.layout import print_rows
    from handelsgraph.cli.terminal import print_json, say, stdout

    with session(ctx).graph("read") as graph:
        runs = graph.runs.last(limit)
    if as_json:
        print_json([_data(run) for run in runs])
        return
    if not runs:
        say("there was no run yet: see handelsgraph update --help")
        return
    columns = ["run", "shard", "started", "took", "outcome", "addresses", "edges", "reason"]
    print_rows(stdout(), columns, [_row(run) for run in runs])


def show(
    ctx: typer.Context,
    number: Annotated[int | None, typer.Argument(help="Number of the run (else the last one).")] = None,
    as_json: AsJson = False,
) -> None:
    """Show what became of each address of a run, and why. Unchanged ones are only counted."""
    from handelsgraph.cli.layout import print_rows
    from handelsgraph.cli.terminal import print_json, say, stdout

    with session(ctx).graph("read") as graph:
        last = graph.runs.last(1)
        if number is None and not last:
            say("there was no run yet: see handelsgraph update --help")
            raise typer.Exit(ExitCode.NOT_FOUND)
        run = graph.runs.run(number if number is not None else last[0].number)
        reports = graph.runs.reports(run.number)
    if as_json:
        print_json({**_data(run), "reports": [asdict(report) for report in reports]})
        return
    print_rows(stdout(), ["run", "value"], [[name, value] for name, value in _data(run).items() if value])
    if reports:
        stdout().print()
        print_rows(stdout(), REPORT_COLUMNS, [report_row(report) for report in reports])


def healthcheck(
    ctx: typer.Context,
    max_age: Annotated[str, typer.Option("--max-age", help="An interval such as 90m, 26h or 2d.")] = "26h",
    shard: Annotated[
        str | None, typer.Option("--shard", metavar="I/N", help="Look only at the runs of this shard, and of all.")
    ] = None,
) -> None:
    """Fail if the last good run is too long ago; for monitoring and for Docker's HEALTHCHECK.

    Exit code 0 if it ended within --max-age, 1 if not or if there was none, 5 if the database does not answer.
    """
    from handelsgraph.cli.terminal import say
    from handelsgraph.web.schedule import interval

    try:
        allowed = interval(max_age)
    except ValueError as error:
        raise InputError(f"--max-age: {error}") from None
    share = shard_or_all(shard)
    with session(ctx).graph("read") as graph:
        good = graph.runs.last_good(share)
    if good is None:
        say("there was no good run yet")
        raise typer.Exit(ExitCode.FAILED)
    ended = good.ended or good.heard
    age = datetime.now(ended.tzinfo) - ended
    too_old = age > allowed
    told = f", longer than {max_age}" if too_old else ""
    say(f"run {good.number}, the last good one, ended {_length(age.total_seconds())} ago{told}")
    if too_old:
        raise typer.Exit(ExitCode.FAILED)


def report_row(report: Report) -> list[Any]:
    """Return a report as a row under REPORT_COLUMNS."""
    return [report.source, str(report.result), report.reason, report.title, report.url]


def _row(run: Run) -> list[Any]:
    took = ((run.ended or run.heard) - run.started).total_seconds()
    counts = ", ".join(f"{number} {result}" for result, number in run.counts.items())
    edges = f"+{run.edges_added} -{run.edges_removed}"
    started = run.started.astimezone().strftime("%Y-%m-%d %H:%M")
    return [run.number, run.shard, started, _length(took), run.outcome, counts, edges, run.reason]


def _data(run: Run) -> dict[str, Any]:
    values = asdict(run)
    return {
        name: value.isoformat(timespec="seconds") if isinstance(value, datetime) else value
        for name, value in values.items()
    }


def _length(seconds: float) -> str:
    """Return a length of time in its largest fitting units."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    if days:
        return f"{days} d {hours} h"
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
