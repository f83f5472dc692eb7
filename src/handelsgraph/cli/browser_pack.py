"""`handelsgraph browser-pack`: what Neo4j Browser needs for this graph, as files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from handelsgraph.cli.commands import add
from handelsgraph.cli.session import session


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    add(app, browser_pack, "handelsgraph browser-pack neo4j-browser/", name="browser-pack")


def browser_pack(
    ctx: typer.Context, folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where to write the files.")]
) -> None:
    """Write style sheet, favourites and guide for Neo4j Browser.

    Drag style.grass and favourites.zip into the window of the Browser; guide.html is a page to read. The favourites are
    the questions of `handelsgraph query list`, filled in with names that the graph has.
    """
    from handelsgraph.browser.favourites import favourites
    from handelsgraph.browser.pack import contents, write
    from handelsgraph.browser.start import starting_points
    from handelsgraph.cli.terminal import print_text, say
    from handelsgraph.queries import catalogue

    queries = catalogue(session(ctx).settings().queries).values()
    with session(ctx).graph("read") as graph:
        items = favourites(graph, queries, starting_points())
    for path in write(folder, contents(items)):
        print_text(f"{path}\n")
    left_out = len(queries) + len(starting_points()) - len(items)
    if left_out:
        say(f"{left_out} questions have no favourite: the graph has no name for them yet")
