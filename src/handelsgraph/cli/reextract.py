"""`handelsgraph reextract`: have the present model read again what another one has read."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from handelsgraph.cli.commands import add
from handelsgraph.cli.reading_options import ShardOption, Threshold, Workers, shard_or_all, workers_or_default
from handelsgraph.cli.session import session
from handelsgraph.errors import ExitCode

if TYPE_CHECKING:
    from handelsgraph.runs.reextract import Reread
    from handelsgraph.runs.reread import Failure

Everything = Annotated[
    bool, typer.Option("--all", help="All articles, those that the present model has read included.")
]


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    add(app, reextract, "handelsgraph reextract --workers 2")


def reextract(
    ctx: typer.Context,
    everything: Everything = False,
    threshold: Threshold = None,
    workers: Workers = None,
    shard: ShardOption = None,
    as_json: Annotated[
        bool,
        typer.Option(
            "--json",
            help="Print JSON: version, due, done, left, failures (id, url, title, reason), changes, interrupted.",
        ),
    ] = False,
) -> None:
    """Read the stored texts again that another model, version or threshold has read.

    `handelsgraph diff` shows beforehand which edges would come and go. Each article is one transaction and remembers
    what has read it: Ctrl-C and SIGTERM end after the current one, and the same command goes on from there (with --all
    it begins anew). Articles that somebody changes or forgets meanwhile are left alone. The changes are added up over
    the articles: what goes with one and comes back with another counts twice. Exit code 1 if an article could not be
    read; it keeps what it has.
    """
    from handelsgraph.cli.frame import article_frame
    from handelsgraph.places import Gazetteer
    from handelsgraph.runs.reextract import reextract as job

    opened = session(ctx)
    share = shard_or_all(shard)
    with article_frame(opened) as frame:
        done = job(
            frame.graph,
            opened.extractor(threshold),
            Gazetteer.load(),
            lambda article: frame.advance(article.title or article.url),
            total=frame.progress.total,
            everything=everything,
            stop=frame.stop,
            workers=workers_or_default(workers),
            shard=share,
        )
    _show(done, as_json)
    if done.interrupted:
        raise typer.Exit(ExitCode.INTERRUPTED)
    if done.failures:
        raise typer.Exit(ExitCode.FAILED)


def tell_failures(failures: list[Failure]) -> None:
    """Say on stderr which articles could not be read, and why."""
    from handelsgraph.cli.terminal import one_line, say

    for found in failures:
        say(f"could not be read: {one_line(found.title or found.url)} ({found.url}): {one_line(found.reason)}")


def _show(done: Reread, as_json: bool) -> None:
    from handelsgraph.cli.changes import changes_data, changes_text
    from handelsgraph.cli.terminal import print_json, say, stdout

    if as_json:
        print_json(asdict(done) | {"changes": changes_data(done.changes)})
    else:
        told = [f"{done.done} of {done.due} articles read again with {done.version}"]
        told += [f"{len(done.failures)} failed"] if done.failures else []
        told += [f"{done.left} changed or forgotten by others meanwhile"] if done.left else []
        none = f"nothing to do: no article is there that {done.version} has not read"
        stdout().print(f"{', '.join(told)}\n{changes_text(done.changes)}" if done.due else none, soft_wrap=True)
    tell_failures(done.failures)
    if done.interrupted:
        say("interrupted: run the same command again to go on")
