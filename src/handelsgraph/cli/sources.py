"""`handelsgraph sources`: the file that says where articles come from, and a look at what is there."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from handelsgraph.cli.commands import add as command
from handelsgraph.cli.session import session
from handelsgraph.errors import ExitCode, InputError, NotFoundError

if TYPE_CHECKING:
    from handelsgraph.web import Source

FileOption = Annotated[
    Path | None,
    typer.Option("--file", "-f", help="The sources file (else HANDELSGRAPH_SOURCES, else sources.toml here)."),
]


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    from handelsgraph.cli import sources_fetch

    group = typer.Typer(
        no_args_is_help=True,
        rich_markup_mode="rich",
        help="Where articles come from: check, list and extend the sources file, and look at what is there.",
        epilog="Example: handelsgraph sources check seeds/sources.toml",
    )
    command(group, check, "handelsgraph sources check seeds/sources.toml")
    command(group, listing, "handelsgraph sources list --file seeds/sources.toml", "list")
    command(group, add, "handelsgraph sources add https://www.example.org/presse/ --region Brandenburg")
    sources_fetch.register(group)
    app.add_typer(group, name="sources")


def sources_path(ctx: typer.Context, named: Path | None) -> Path:
    """Return the sources file to use."""
    return named or session(ctx).settings().sources or Path("sources.toml")


def check(
    ctx: typer.Context,
    file: Annotated[Path | None, typer.Argument(help="The sources file (else as for --file elsewhere).")] = None,
) -> None:
    """Tell everything that is wrong in the sources file, with its line: keys, values, names, paths, regions.

    Nothing is fetched. Exit code 3 if there is anything to mend.
    """
    from handelsgraph.cli.terminal import print_text, say
    from handelsgraph.web.check import check_sources

    path = sources_path(ctx, file)
    sources, problems = check_sources(path)
    for problem in problems:
        print_text(f"{path}:{problem.line}: {problem}\n")
    if problems:
        raise typer.Exit(ExitCode.INPUT)
    say(f"{path}: {_number(len(sources), 'source')}, nothing wrong")


def listing(
    ctx: typer.Context,
    file: FileOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, with all defaults filled in.")] = False,
) -> None:
    """List the sources of the file."""
    from handelsgraph.cli.layout import print_rows
    from handelsgraph.cli.terminal import print_json, stdout
    from handelsgraph.web import faultless

    sources = faultless(sources_path(ctx, file)).sources()
    if as_json:
        print_json([source.model_dump(mode="json") for source in sources])
        return
    columns = ["name", "kind", "where", "region", "schedule", "enabled"]
    print_rows(stdout(), columns, [[s.name, s.kind, _where(s), s.region, s.schedule, s.enabled] for s in sources])


def add(
    ctx: typer.Context,
    url: Annotated[str, typer.Argument(help="A page, a feed or a sitemap.")],
    file: FileOption = None,
    name: Annotated[str | None, typer.Option("--name", help="What to call the source (else after its host).")] = None,
    region: Annotated[str | None, typer.Option("--region", help="The region it writes about.")] = None,
    private: Annotated[
        list[str] | None,
        typer.Option("--private", help="A network of your own that may be asked, such as 192.168.7.0/24. Repeatable."),
    ] = None,
) -> None:
    """Find the feed of a page and add it to the sources file.

    Looked at are the address itself, the feeds the page links to, and the paths where feeds usually lie; without a
    feed, the sitemap of the site is taken. Comments and order of the file stay as they are.
    """
    from handelsgraph.cli.terminal import print_text, say
    from handelsgraph.interrupt import graceful_stop
    from handelsgraph.web.add import add_source

    path = sources_path(ctx, file)
    settings = session(ctx).settings()
    with graceful_stop() as stop, _busy("looking for a feed, with a pause between requests"):
        added, others = add_source(path, url, settings, stop, name=name, region=region, private=private or ())
    for other in others:
        say(f"also there: {other.url} ({other.kind}, {_number(other.entries, 'entry', 'entries')})")
    print_text(f"{added['name']}\t{added['kind']}\t{added['url']}\n")
    say(f"added to {path}")


def chosen(path: Path, name: str | None) -> list[Source]:
    """Return the source of this name, or all that are enabled. Raises InputError if the file is faulty or has none."""
    from handelsgraph.web import faultless

    sources = faultless(path).sources()
    if name is None:
        if enabled := [source for source in sources if source.enabled]:
            return enabled
        raise InputError(f"{path}: no source is enabled", "add one with: handelsgraph sources add URL")
    found = [source for source in sources if source.name == name]
    if not found:
        raise NotFoundError(f"{path} has no source {name!r}", f"it has: {', '.join(s.name for s in sources) or 'none'}")
    return found


def _busy(message: str) -> AbstractContextManager[object]:
    """Show on a terminal that something is going on."""
    from handelsgraph.cli.terminal import stderr

    return stderr().status(message) if sys.stderr.isatty() else nullcontext()


def _where(source: Any) -> str:
    return ", ".join(source.paths) if source.kind == "files" else ", ".join(getattr(source, "urls", [source.url]))


def _number(count: int, one: str, many: str | None = None) -> str:
    return f"{count} {one if count == 1 else many or one + 's'}"
