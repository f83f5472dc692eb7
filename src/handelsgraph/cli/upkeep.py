"""`status`, `forget`, `rebuild` and `digest`: looking after the graph."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from handelsgraph.cli.commands import add
from handelsgraph.cli.session import session

if TYPE_CHECKING:
    from handelsgraph.graph import Status

StatusJson = Annotated[
    bool,
    typer.Option(
        "--json",
        help="Print JSON: engine, articles, statements, names, entities, edges, last_ingest, extractors, schema, "
        "rebuilding.",
    ),
]
ForgetJson = Annotated[bool, typer.Option("--json", help="Print JSON: article, changes.")]
RebuildJson = Annotated[bool, typer.Option("--json", help="Print JSON: changes.")]


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    add(app, status, "handelsgraph status --json")
    add(app, forget, "handelsgraph forget https://example.org/news/delegation.html")
    add(app, rebuild, "handelsgraph rebuild")
    add(app, digest, "handelsgraph digest")


def status(ctx: typer.Context, as_json: StatusJson = False) -> None:
    """Show the engine, what the graph holds, and when and by which model it was last fed."""
    from handelsgraph.cli.layout import print_rows
    from handelsgraph.cli.terminal import print_json, stdout

    with session(ctx).graph("read") as graph:
        found = graph.status()
    if as_json:
        print_json(found)
    else:
        print_rows(stdout(), ["status", "value"], [[name.replace("_", " "), v] for name, v in _flat(found).items()])


def _flat(found: Status) -> dict[str, Any]:
    """Return the status with its parts under names of their own."""
    data = asdict(found)
    engine = data.pop("engine")
    extractors = data.pop("extractors")
    return {
        "engine": f"{engine['name']} {engine['version']}",
        "location": engine["location"],
        # the address of an engine that ends with this command is no use to anybody
        **({} if engine["owned"] else {"address": engine["uri"]}),
        **data,
        "rebuilding": "yes" if data["rebuilding"] else "no",
        "models": [f"{name} ({number} articles)" for name, number in extractors.items()],
    }


def forget(
    ctx: typer.Context,
    article: Annotated[str, typer.Argument(help="Its id, URL, path or whole title.")],
    as_json: ForgetJson = False,
) -> None:
    """Remove an article, and with it every claim that no other article makes."""
    from handelsgraph.cli.changes import changes_data, changes_text
    from handelsgraph.cli.terminal import clean, print_json, stdout
    from handelsgraph.queries import find_exactly

    with session(ctx).graph("write") as graph:
        found = find_exactly(graph, article)
        changes = graph.forget(found.id)
    if as_json:
        print_json({"article": asdict(found), "changes": changes_data(changes)})
    else:
        stdout().print(clean(f"forgotten: {found.title or found.url}\n{changes_text(changes)}"))


def rebuild(ctx: typer.Context, as_json: RebuildJson = False) -> None:
    """Make entities and relationships anew from the evidence, for instance after a change of the judgement file."""
    from handelsgraph.cli.changes import changes_data, changes_text
    from handelsgraph.cli.terminal import print_json, stdout

    with session(ctx).graph("write") as graph:
        changes = graph.rebuild()
    if as_json:
        print_json({"changes": changes_data(changes)})
    else:
        stdout().print(changes_text(changes))


def digest(ctx: typer.Context) -> None:
    """Print a hash of entities and relationships: two graphs with the same digest say the same."""
    with session(ctx).graph("read") as graph:
        typer.echo(graph.digest())
