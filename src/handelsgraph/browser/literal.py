"""A query with its parameters written into it, so that it runs in Neo4j Browser by one click."""

from __future__ import annotations

import re
from collections.abc import Mapping

Value = str | int | float | bool | None

_PARAMETER = re.compile(
    r"""//[^\n]*|/\*.*?\*/|'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|`(?:``|[^`])*`|\$(?P<name>[A-Za-z_]\w*)""", re.DOTALL
)
_ESCAPES = {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def literal(value: Value) -> str:
    """Return a value as a Cypher literal. What is no printable character of a text becomes a blank."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    return "'" + "".join(_ESCAPES.get(c, c if c.isprintable() else " ") for c in value) + "'"


def filled_in(cypher: str, values: Mapping[str, Value]) -> str:
    """Return `cypher` with a literal in place of each parameter; texts and comments stay as they are.

    Raises KeyError for a parameter without a value.
    """
    return _PARAMETER.sub(lambda found: literal(values[found["name"]]) if found["name"] else found[0], cypher)


def comment(text: str) -> str:
    """Return a text as one comment line of Cypher."""
    return "// " + " ".join("".join(c if c.isprintable() else " " for c in text).split())
