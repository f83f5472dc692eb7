"""From the header of a query to a command with typed options."""

from __future__ import annotations

import inspect
import keyword
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.markup import escape

from handelsgraph.cli.session import session
from handelsgraph.queries import Kind, Parameter, Query, catalogue

_METAVAR = {Kind.INT: "NUMBER", Kind.DATE: "DATE", Kind.TEXT: "TEXT"}


def commands(folder: Path | None) -> Iterator[Any]:
    """Yield a command for every query of the catalogue, those of the user's folder included."""
    for query in catalogue(folder).values():
        app = typer.Typer(add_completion=False, rich_markup_mode="rich", pretty_exceptions_enable=False)
        app.command(query.name, help=help_text(query), epilog=epilog(query))(_function(query))
        yield typer.main.get_command(app)


def example(query: Query) -> str:
    """Return the example call of `query` as typed in a shell."""
    options = []
    for name, value in query.example().items():
        options.append(_option(name) if value is True else f"{_option(name)} {shlex.quote(str(value))}")
    return " ".join(["handelsgraph", "query", query.name, *options])


def help_text(query: Query) -> str:
    """Return the help of the command: the question in both languages."""
    return f"{escape(query.question.en)}\n\n{escape(query.question.de)}"


def epilog(query: Query) -> str:
    """Return what stands below the options: an example, and what the columns of the answer hold."""
    columns = "\n\n".join(f"[bold]{name}[/bold]: {escape(what)}" for name, what in query.columns.items())
    return f"Example: {escape(example(query))}\n\nThe answer has these columns:\n\n{columns}"


def _option(parameter: str) -> str:
    return f"--{parameter.replace('_', '-')}"


def _function(query: Query) -> Any:
    names = {_python_name(name): name for name in query.parameters}

    def command(ctx: typer.Context, exact_: bool, json_: bool, cypher_: bool, **given: Any) -> None:
        from handelsgraph.cli.answer import ask, show

        params = {names[key]: value for key, value in given.items()}
        if cypher_:
            show(session(ctx), query, params, exact_)
        else:
            ask(session(ctx), query, params, exact_, json_)

    parameters = [_signature(python, query.parameters[name], name) for python, name in names.items()]
    own = [
        _keyword("exact_", bool, typer.Option("--exact", help="Take names as they stand: no other forms."), False),
        _keyword(
            "cypher_", bool, typer.Option("--cypher", help="Print the query for Neo4j Browser, do not ask."), False
        ),
        _keyword(
            "json_", bool, typer.Option("--json", help="Print JSON: query, parameters, entities, columns, rows."), False
        ),
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
    if parameter.example is not None and not parameter.required:
        help_text += f" For instance {escape(str(parameter.example))}."
    kind: Any = int if parameter.type is Kind.INT else str
    info = typer.Option(option, help=help_text, metavar=_METAVAR.get(parameter.type, "NAME"))
    if parameter.required:
        return _keyword(python, kind, info, inspect.Parameter.empty)
    return _keyword(python, kind | None, info, parameter.default)


def _keyword(name: str, kind: Any, info: Any, default: Any) -> inspect.Parameter:
    return inspect.Parameter(
        name, inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=Annotated[kind, info], default=default
    )


def _python_name(parameter: str) -> str:
    return f"{parameter}_parameter" if keyword.iskeyword(parameter) or parameter == "ctx" else parameter
