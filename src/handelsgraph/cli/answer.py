"""Asking a canned question and showing the answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from handelsgraph.cli.forms import forms_of
from handelsgraph.cli.rows import write_rows
from handelsgraph.cli.session import Session
from handelsgraph.cli.terminal import print_text, say
from handelsgraph.errors import InputError
from handelsgraph.queries import Match, Query, Result, browser_text, prepare, run


def ask(
    opened: Session, query: Query, params: Mapping[str, Any], exact: bool, evidence: bool, forms: Mapping[str, Any]
) -> None:
    """Run `query` and show its answer in the forms chosen; a name that was read as another one is told on stderr."""
    chosen = forms_of(forms)
    files = list(chosen.pictures())
    if files and not query.dealings:
        raise InputError(
            f"the question {query.name} cannot be drawn: its rows are not about dealings",
            f"leave out --{files[0][0]}; --format csv and others work for every question",
        )
    with opened.graph("read") as graph:
        result = run(graph, query, params, exact, evidence)
        _tell(params, result.entities)
        if files and result.rows:
            from handelsgraph.cli.picture import picture_of

            picture = picture_of(graph, query.title, result)
    if files and result.rows:
        from handelsgraph.cli.draw import draw

        draw(picture, files)
    if chosen.rows and (result.rows or chosen.format):
        known = {match.name for match in result.entities.values()}
        write_rows(chosen.rows, result.columns, result.rows, as_data(query, result), known)
    if result.rows and chosen.rows and not chosen.format:
        say(f"{len(result.rows)} {'row' if len(result.rows) == 1 else 'rows'}")
    elif not result.rows and chosen.format in (None, "table", "md"):
        others = ", ".join(f"`handelsgraph query {name}`" for name in query.see_also)
        say(f"nothing found{'; see also ' if others else ''}{others}")
    if result.truncated:
        say("there are more rows; --limit shows more" if "limit" in query.parameters else "there are more rows")


def show(opened: Session, query: Query, params: Mapping[str, Any], exact: bool) -> None:
    """Print `query` and its parameters as Neo4j Browser takes them."""
    with opened.graph("read") as graph:
        values, entities = prepare(graph, query, params, exact)
    _tell(params, entities)
    print_text(browser_text(query, values))


def _tell(params: Mapping[str, Any], entities: Mapping[str, Match]) -> None:
    for name, match in entities.items():
        if str(params.get(name)) not in (match.name, match.key):
            say(f"{name}: {params.get(name)!s} is read as {match.describe()}")


def as_data(query: Query, result: Result) -> dict[str, Any]:
    """Return the answer in the form that JSON shows: query, parameters, entities, columns, rows as objects."""
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
