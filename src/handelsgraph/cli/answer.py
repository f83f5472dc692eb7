"""Asking a canned question and showing the answer."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from handelsgraph.cli.layout import print_rows
from handelsgraph.cli.session import Session
from handelsgraph.cli.terminal import print_json, print_text, say, stdout
from handelsgraph.queries import Match, Query, Result, prepare, run


def ask(opened: Session, query: Query, params: Mapping[str, Any], exact: bool, as_json: bool) -> None:
    """Run `query` and print its answer; a name that was read as another one is told on stderr."""
    with opened.graph("read") as graph:
        result = run(graph, query, params, exact)
    _tell(params, result.entities)
    if as_json:
        print_json(as_data(query, result))
    elif result.rows:
        print_rows(stdout(), result.columns, result.rows, known={m.name for m in result.entities.values()})
        say(f"{len(result.rows)} {'row' if len(result.rows) == 1 else 'rows'}")
    else:
        others = ", ".join(f"`handelsgraph query {name}`" for name in query.see_also)
        say(f"nothing found{'; see also ' if others else ''}{others}")


def show(opened: Session, query: Query, params: Mapping[str, Any], exact: bool) -> None:
    """Print `query` and its parameters as Neo4j Browser takes them."""
    with opened.graph("read") as graph:
        values, entities = prepare(graph, query, params, exact)
    _tell(params, entities)
    settings = ", ".join(f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in values.items())
    print_text(f":params {{{settings}}}\n\n{query.cypher}")


def _tell(params: Mapping[str, Any], entities: Mapping[str, Match]) -> None:
    for name, match in entities.items():
        if str(params.get(name)) not in (match.name, match.key):
            say(f"{name}: {params.get(name)!s} is read as {match.describe()}")


def as_data(query: Query, result: Result) -> dict[str, Any]:
    """Return the answer in the form that --json prints: query, parameters, entities, columns, rows as objects."""
    return {
        "query": query.name,
        "parameters": result.parameters,
        "entities": {
            name: {"key": m.key, "name": m.name, "label": m.label, "place": m.place}
            for name, m in result.entities.items()
        },
        "columns": result.columns,
        "rows": [dict(zip(result.columns, row, strict=True)) for row in result.rows],
    }
