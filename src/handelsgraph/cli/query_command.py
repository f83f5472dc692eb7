"""From the header of a query to a command with typed options."""

from __future__ import annotations

import inspect
import keyword
from typing import Annotated, Any

import typer
from rich.markup import escape

from handelsgraph.cli.complete import names
from handelsgraph.cli.forms import options
from handelsgraph.cli.session import session
from handelsgraph.queries import Kind, Parameter, Query, Scope

_METAVAR = {Kind.INT: "NUMBER", Kind.NUMBER: "NUMBER", Kind.DATE: "DATE", Kind.TEXT: "TEXT"}
_TYPES: dict[Kind, Any] = {Kind.INT: int, Kind.NUMBER: float}


def command(query: Query) -> Any:
    """Return the command that asks a query."""
    app = typer.Typer(add_completion=False, rich_markup_mode="rich", pretty_exceptions_enable=False)
    app.command(query.name, help=help_text(query), epilog=epilog(query))(_function(query))
    return typer.main.get_command(app)


def help_text(query: Query) -> str:
    """Return the help of the command: the question in both languages, and what it is good for."""
    parts = [query.question.en, query.question.de, query.purpose or ""]
    if query.scope is Scope.WHOLE_GRAPH:
        parts.append("It reads the whole graph, which takes a moment on a large one.")
    return "\n\n".join(escape(part) for part in parts if part)


def epilog(query: Query) -> str:
    """Return what stands below the options: an example, and what the columns of the answer hold."""
    columns = query.all_columns(evidence=True)
    told = "\n\n".join(f"[bold]{name}[/bold]: {escape(what)}" for name, what in columns.items())
    return f"Example: {escape(query.call())}\n\nThe answer has these columns:\n\n{told}"


def _option(parameter: str) -> str:
    return f"--{parameter.replace('_', '-')}"


def _function(query: Query) -> Any:
    names_of = {_python_name(name): name for name in query.parameters}
    forms = options()

    def command(ctx: typer.Context, exact_: bool, evidence_: bool, cypher_: bool, **given: Any) -> None:
        from handelsgraph.cli.answer import ask, show

        params = {name: given[key] for key, name in names_of.items()}
        if cypher_:
            show(session(ctx), query, params, exact_)
        else:
            ask(session(ctx), query, params, exact_, evidence_, {option.name: given[option.name] for option in forms})

    parameters = [_signature(python, query.parameters[name], name) for python, name in names_of.items()]
    evidence = "Add to each row its best sentence, and the article's title, date and address."
    if query.counts:
        evidence = (
            "Add to each row the best sentence of one of its dealings, with the article's title, date and address."
        )
    elif not query.dealings:
        evidence = "Changes nothing here: the answer has its evidence." if query.shows_evidence else ""  # else hidden
    own = [
        _keyword("exact_", bool, typer.Option("--exact", help="Take names as they stand: no other forms."), False),
        _keyword("evidence_", bool, typer.Option("--evidence", help=evidence, hidden=not evidence), False),
        _keyword(
            "cypher_", bool, typer.Option("--cypher", help="Print the query for Neo4j Browser, do not ask."), False
        ),
        *forms,
    ]
    context = inspect.Parameter("ctx", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context)
    # typer reads a command's options off its signature and its annotations
    command.__signature__ = inspect.Signature([context, *parameters, *own])  # type: ignore[attr-defined]
    command.__annotations__ = {p.name: p.annotation for p in (context, *parameters, *own)}
    return command


def _signature(python: str, parameter: Parameter, name: str) -> inspect.Parameter:
    help_text = escape(parameter.help)
    option = _option(name)
    if parameter.type is Kind.FLAG:
        return _keyword(python, bool, typer.Option(option, help=help_text), bool(parameter.default))
    if parameter.example is not None and not parameter.required and parameter.default is None:
        help_text += f" For instance {escape(str(parameter.example))}."
    kind: Any = _TYPES.get(parameter.type, str)
    complete = names(parameter.type) if parameter.type.labels else None
    metavar = _METAVAR.get(parameter.type, "NAME")
    info = typer.Option(option, help=help_text, metavar=metavar, autocompletion=complete)
    if parameter.required:
        return _keyword(python, kind, info, inspect.Parameter.empty)
    return _keyword(python, kind | None, info, parameter.default)


def _keyword(name: str, kind: Any, info: Any, default: Any) -> inspect.Parameter:
    return inspect.Parameter(
        name, inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=Annotated[kind, info], default=default
    )


def _python_name(parameter: str) -> str:
    return f"{parameter}_parameter" if keyword.iskeyword(parameter) or parameter == "ctx" else parameter
