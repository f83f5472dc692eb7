"""`handelsgraph cypher`: free Cypher, read-only."""

from __future__ import annotations

import json
import sys
from typing import Annotated, Any

import typer

from handelsgraph.cli.commands import add
from handelsgraph.cli.session import session

ROWS = 1000
SECONDS = 30.0


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    add(app, cypher, 'handelsgraph cypher "MATCH (c:Company) RETURN c.name ORDER BY c.name LIMIT 10"')


def cypher(
    ctx: typer.Context,
    statement: Annotated[str, typer.Argument(help="The Cypher to run; - reads it from standard input.")],
    param: Annotated[
        list[str] | None,
        typer.Option("--param", metavar="NAME=VALUE", help="A parameter; the value is JSON, else text. Repeatable."),
    ] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="Most rows to return.")] = ROWS,
    timeout: Annotated[float, typer.Option("--timeout", min=0.1, help="Most seconds to wait.")] = SECONDS,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON: columns, and rows as objects.")] = False,
) -> None:
    """Run Cypher of your own, read-only: what would write is refused.

    The graph's labels and relationship types are those of the project's ARCHITECTURE.md. Entities have a second label,
    Entity, and a key.
    """
    from handelsgraph.cli.layout import print_rows
    from handelsgraph.cli.terminal import print_json, say, stdout

    text = sys.stdin.read() if statement == "-" else statement
    parameters = dict(_parameter(p) for p in param or ())
    with session(ctx).graph("read") as graph:
        answer = graph.read(text, parameters, row_limit=limit, time_limit=timeout)
    if as_json:
        print_json(
            {"columns": answer.columns, "rows": [dict(zip(answer.columns, r, strict=True)) for r in answer.rows]}
        )
    elif answer.rows:
        print_rows(stdout(), answer.columns, answer.rows)
    else:
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
