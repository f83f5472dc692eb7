"""`handelsgraph cypher`: free Cypher, read-only."""

from __future__ import annotations

import json
import sys
from typing import Annotated, Any

import typer

from handelsgraph.cli.commands import add
from handelsgraph.cli.forms import Forms, with_forms
from handelsgraph.cli.session import session

ROWS = 1000
SECONDS = 30.0


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    add(app, with_forms(cypher), 'handelsgraph cypher "MATCH (c:Company) RETURN c.name ORDER BY c.name LIMIT 10"')


def cypher(
    ctx: typer.Context,
    statement: Annotated[str, typer.Argument(help="The Cypher to run; - reads it from standard input.")],
    param: Annotated[
        list[str] | None,
        typer.Option("--param", metavar="NAME=VALUE", help="A parameter; the value is JSON, else text. Repeatable."),
    ] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="Most rows to return.")] = ROWS,
    timeout: Annotated[float, typer.Option("--timeout", min=0.1, help="Most seconds to wait.")] = SECONDS,
    *,
    forms: Forms,
) -> None:
    """Run Cypher of your own, read-only: what would write, or LOAD CSV, is refused before it runs.

    The graph's labels and relationship types are those of the project's ARCHITECTURE.md. Entities have a second label,
    Entity, and a key.
    """
    from handelsgraph.cli.rows import write_rows
    from handelsgraph.cli.terminal import say

    text = sys.stdin.read() if statement == "-" else statement
    parameters = dict(_parameter(p) for p in param or ())
    with session(ctx).graph("read") as graph:
        answer = graph.read(text, parameters, row_limit=limit, time_limit=timeout, free=True)
        if files := list(forms.pictures()):
            from handelsgraph.cli.draw import draw
            from handelsgraph.cli.picture import picture_of_rows

            draw(picture_of_rows(graph, text, answer.rows), files)
    if forms.rows and (answer.rows or forms.format):
        rows = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
        write_rows(forms.rows, answer.columns, answer.rows, {"columns": answer.columns, "rows": rows})
    elif forms.rows:
        say("no rows")
    if answer.truncated:
        say(f"only the first {limit} rows are shown; --limit shows more")


def _parameter(text: str) -> tuple[str, Any]:
    name, equals, value = text.partition("=")
    if not equals or not name.isidentifier():
        raise typer.BadParameter(f"{text!r} is not NAME=VALUE", param_hint="--param")
    try:
        return name, json.loads(value)
    except ValueError:
        return name, value
