"""`handelsgraph sources fetch`: visit the sources and tell what is there, without a database."""

from __future__ import annotations

import json
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from handelsgraph.cli.commands import add
from handelsgraph.cli.session import session
from handelsgraph.cli.sources import FileOption
from handelsgraph.errors import ExitCode, InputError

if TYPE_CHECKING:
    from handelsgraph.web import Item, SqliteState


def register(group: typer.Typer) -> None:
    """Add the command to `group`."""
    add(group, fetch, "handelsgraph sources fetch --file seeds/sources.toml")


def fetch(
    ctx: typer.Context,
    name: Annotated[str | None, typer.Argument(help="One source, enabled or not (else all that are enabled).")] = None,
    file: FileOption = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Append the articles to this file, as JSON Lines for ingest.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="With --output: write and remember nothing.")] = False,
) -> None:
    """Visit the sources and tell what is there: a table on a terminal, else one JSON object a line and address.

    Addresses that are not due are not asked. Only with --output is remembered what was seen, so that the next call
    gives what is new since; without it this is a look at what would be fetched. Exit code 3 if something failed.
    """
    from handelsgraph.cli.layout import print_rows
    from handelsgraph.cli.progress import article_progress
    from handelsgraph.cli.sources import chosen, sources_path
    from handelsgraph.cli.terminal import print_json, say, stdout
    from handelsgraph.interrupt import graceful_stop
    from handelsgraph.web import Failed, Fetched, SqliteState, collect, state_path

    sources = chosen(sources_path(ctx, file), name)
    settings = session(ctx).settings()
    if settings.contact is None and any(source.kind != "files" for source in sources):
        say("hint: set HANDELSGRAPH_CONTACT to a mail or web address, so that sites can tell you when you disturb them")
    keep = output is not None and not dry_run
    rows: list[list[Any]] = []
    failed = False
    table = sys.stdout.isatty()
    with ExitStack() as stack:
        state = stack.enter_context(SqliteState(state_path(settings)) if keep else _copy(state_path(settings)))
        target = stack.enter_context(_opened(output)) if output and keep else None
        stop = stack.enter_context(graceful_stop())
        progress = stack.enter_context(article_progress())
        for item in collect(sources, state, settings, stop=stop):
            failed |= isinstance(item, Failed)
            if target is not None:
                if isinstance(item, Fetched):
                    target.write(json.dumps(_article(item), ensure_ascii=False) + "\n")
                    target.flush()
                item.acknowledge(state)
            progress.advance(item.url)
            if table:
                rows.append(_row(item))
            else:
                print_json(_data(item), indent=None)
        stopped = stop()
    if table:
        print_rows(stdout(), ["source", "result", "why", "date", "title", "address"], rows)
    if stopped:
        raise typer.Exit(ExitCode.INTERRUPTED)
    if failed:
        raise typer.Exit(ExitCode.INPUT)


def _copy(path: Path) -> SqliteState:
    """Return what is remembered, in memory: what is seen now shall leave no trace."""
    from handelsgraph.web import SqliteState

    if not path.exists():
        return SqliteState()
    with SqliteState(path) as kept:
        return kept.copy()


def _opened(path: Path) -> Any:
    try:
        return path.open("a", encoding="utf-8")
    except OSError as error:
        raise InputError(f"cannot write {path}: {error.strerror}") from None


def _why(item: Item) -> str | None:
    reason = getattr(item, "reason", None)
    return f"{reason}: {item.detail}" if reason is not None else None  # type: ignore[union-attr]


def _row(item: Item) -> list[Any]:
    content = getattr(item, "content", None)
    found = [content.published, content.title] if content else [None, None]
    return [item.source.name, type(item).__name__.lower(), _why(item), *found, item.canonical or item.url]


def _article(item: Any) -> dict[str, Any]:
    content = item.content
    return {
        "url": content.url,
        "title": content.title,
        "date": content.published,
        "source": content.source,
        "text": content.text,
    }


def _data(item: Item) -> dict[str, Any]:
    content = getattr(item, "content", None)
    http = item.http
    return {
        "source": item.source.name,
        "result": type(item).__name__.lower(),
        "url": item.url,
        "canonical": item.canonical,
        "article": item.article,
        "reason": getattr(item, "reason", None),
        "detail": getattr(item, "detail", None),
        "retryable": getattr(item, "retryable", None),
        "times": getattr(item, "times", None),
        "title": content.title if content else None,
        "date": content.published if content else None,
        "characters": len(content.text) if content else None,
        "http": {name: getattr(http, name) for name in http.__slots__} if http else None,
    }
