"""Asking a canned question and showing the answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from handelsgraph.cli.forms import forms_of
from handelsgraph.cli.rows import write_rows
from handelsgraph.cli.session import Session
from handelsgraph.cli.terminal import print_text, say
from handelsgraph.errors import InputError
from handelsgraph.queries import Kind, Match, Query, Result, browser_text, prepare, run


def ask(
    opened: Session, query: Query, params: Mapping[str, Any], exact: bool, evidence: bool, forms: Mapping[str, Any]
) -> None:
    """Run `query` and show its answer in the forms chosen; a name that was read as another one is told on stderr."""
    chosen = forms_of(forms)
    files = list(chosen.pictures())
    if files and not query.drawable:
        raise InputError(
            f"the question {query.name} cannot be drawn: its rows are not about dealings",
            f"leave out --{files[0][0]}; --format csv and others work for every question",
        )
    if query.counts and any(kind == "timeline" for kind, _ in files):
        raise InputError(
            f"the question {query.name} has no timeline: its rows count dealings of different dates",
            "leave out --timeline; --map and --graph draw it",
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
        say(f"nothing found{_why(query, params)}")
    if result.truncated:
        say("there are more rows; --limit shows more" if "limit" in query.parameters else "there are more rows")


def _why(query: Query, params: Mapping[str, Any]) -> str:
    """Return what it means that there are no rows, and what may give some."""
    parts = [f": {query.empty}"] if query.empty else []
    if "planned" in query.parameters and not params.get("planned"):
        parts.append("; --planned also shows what was only announced")
    narrowing = [
        f"--{name.replace('_', '-')}"
        for name, parameter in query.parameters.items()
        if params.get(name) is not None and not parameter.required and parameter.default is None
        if parameter.type is not Kind.FLAG
    ]
    if narrowing:
        parts.append(f"; without {' or '.join(narrowing)} there may be more")
    others = ", ".join(f"`handelsgraph query {name}`" for name in query.see_also)
    return "".join(parts) + (f"; see also {others}" if others else "")


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
