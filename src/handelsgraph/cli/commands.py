"""Adding commands to the application: every command has a help text and an example."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

import typer
from rich.markup import escape


def add(app: typer.Typer, function: Callable[..., Any], example: str, name: str | None = None) -> None:
    """Add `function` to `app`: its docstring is the help, `example` is shown below it."""
    app.command(name, help=folded(inspect.getdoc(function) or ""), epilog=f"Example: {escape(example)}")(function)


def folded(text: str) -> str:
    """Return `text` with the lines of each paragraph joined, so that the terminal wraps them."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in text.split("\n\n"))
