"""What a Cypher text uses and returns, as far as checking a query file needs it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TOKEN = re.compile(
    r"""
      (?P<comment>//[^\n]*|/\*.*?\*/)
    | (?P<string>'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")
    | (?P<quoted>`(?:``|[^`])*`)
    | (?P<parameter>\$[A-Za-z_]\w*)
    | (?P<word>[^\W\d]\w*)
    | (?P<open>[(\[{])
    | (?P<close>[)\]}])
    | (?P<other>\S)
    """,
    re.VERBOSE | re.DOTALL,
)
_END_OF_COLUMNS = {"ORDER", "SKIP", "LIMIT", "UNION"}


@dataclass(frozen=True, slots=True)
class Token:
    """A token of Cypher outside strings and comments, with the line it is on (from 0) and its bracket depth."""

    kind: str
    text: str
    line: int
    depth: int


def tokens(cypher: str) -> Iterator[Token]:
    """Yield the tokens of `cypher`, leaving out comments and giving strings as empty ones."""
    depth = 0
    for match in _TOKEN.finditer(cypher):
        kind, text = str(match.lastgroup), match.group()
        if kind == "comment":
            continue
        if kind == "close":
            depth -= 1
        yield Token(kind, "" if kind == "string" else text, cypher.count("\n", 0, match.start()), depth)
        if kind == "open":
            depth += 1


def used_parameters(cypher: str) -> dict[str, int]:
    """Return the parameters with the line (from 0) of their first use."""
    used: dict[str, int] = {}
    for token in tokens(cypher):
        if token.kind == "parameter":
            used.setdefault(token.text[1:], token.line)
    return used


def returned_columns(cypher: str) -> tuple[list[str], int]:
    """Return the columns of the last RETURN outside brackets, in order, and its line (from 0).

    A column is named by its alias or is a plain variable; any other expression counts as its own text.
    """
    flat = list(tokens(cypher))
    starts = [i for i, t in enumerate(flat) if t.kind == "word" and t.depth == 0 and t.text.upper() == "RETURN"]
    if not starts:
        return [], 0
    columns: list[str] = []
    current: list[Token] = []
    for token in flat[starts[-1] + 1 :]:
        top = token.depth == 0
        if top and (token.text == ";" or (token.kind == "word" and token.text.upper() in _END_OF_COLUMNS)):
            break
        if top and token.text == ",":
            columns.append(_column(current))
            current = []
        elif current or token.text.upper() != "DISTINCT":
            current.append(token)
    columns.append(_column(current))
    return columns, flat[starts[-1]].line


def _column(expression: list[Token]) -> str:
    named = len(expression) > 1 and expression[-2].text.upper() == "AS"
    if named or len(expression) == 1:
        return expression[-1].text.strip("`")
    return "".join(t.text for t in expression)
