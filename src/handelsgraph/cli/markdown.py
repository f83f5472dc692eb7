"""Rows as a table of Markdown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from handelsgraph.cli.layout import cell, number
from handelsgraph.cli.terminal import one_line

_SPECIAL = re.compile(r"([\\`*_\[\]|~#])")
_ADDRESS = re.compile(r"https?://[^\s<>|\\]+\Z")


def markdown(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """Return a heading and `rows` as a table; texts are shown as they stand, addresses are links."""
    numbers = [bool(rows) and all(number(row[i]) for row in rows) for i in range(len(columns))]
    rule = ["--:" if number else "---" for number in numbers]
    lines = [[_text(column.replace("_", " ")) for column in columns], rule, *([_text(v) for v in row] for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _text(value: Any) -> str:
    text = one_line(cell(value))
    if _ADDRESS.match(text):
        return f"<{text}>"
    return _SPECIAL.sub(r"\\\1", text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
