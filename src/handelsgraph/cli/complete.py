"""Shell completion of names from the graph: quick, and silent where there is no graph to ask."""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Callable
from dataclasses import fields
from typing import Any

import typer

from handelsgraph.cli.session import Session
from handelsgraph.queries import Kind

SECONDS = 5.0
"""Longest time a completion waits for the graph."""

_BASH = "complete_bash"
_SPECIAL = re.compile(r"([^\w@%+=:,./-])")


class _Offered(str):
    """A completion that stands although it does not begin as was typed: other case, or marks of the shell in it."""

    __slots__ = ()

    def startswith(self, *_: Any) -> bool:
        """Let typer keep it."""
        return True


def names(kind: Kind) -> Callable[[typer.Context, str], list[str]]:
    """Return what completes the names a parameter of this kind may take."""

    def complete(ctx: typer.Context, incomplete: str) -> list[str]:
        found: list[str] = []
        session = _session(ctx)

        def look() -> None:
            try:
                found.extend(_starting(session, incomplete, kind))
            except Exception:  # a shell that completes has no place for an error
                found.clear()

        thread = threading.Thread(target=look, name="handelsgraph-complete", daemon=True)
        thread.start()
        thread.join(SECONDS)
        return [_Offered(_quoted(name)) for name in found]

    return complete


def _session(ctx: typer.Context) -> Session:
    """Return the session of the command line so far: while completing, the main command does not run."""
    given = ctx.find_root().params
    return Session(**{field.name: given[field.name] for field in fields(Session) if given.get(field.name) is not None})


def _starting(session: Session, incomplete: str, kind: Kind) -> list[str]:
    from handelsgraph.queries.names import starting

    settings = session.settings()
    if settings.neo4j_uri is None and not settings.data.is_dir():
        return []
    with session.graph("read") as graph:
        return starting(graph, incomplete, kind.labels)


def _quoted(name: str) -> str:
    """Return `name` as the shell has to have it: bash puts in what it is given as it stands."""
    bash = any(key.endswith("_COMPLETE") and value == _BASH for key, value in os.environ.items())
    return _SPECIAL.sub(r"\\\1", name) if bash else name
