"""Rows as CSV that a spreadsheet opens without running anything in it."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from typing import IO, Any

from handelsgraph.cli.layout import cell

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def write_csv(out: IO[str], columns: Sequence[str], rows: Sequence[Sequence[Any]], excel: bool = False) -> None:
    """Write a heading and `rows` to `out`: RFC 4180 with commas, or with `excel` as Excel in German reads it.

    That is with semicolons, decimal commas and a byte order mark.
    """
    if excel:
        out.write("\ufeff")
    writer = csv.writer(out, delimiter=";" if excel else ",", lineterminator="\r\n", quoting=csv.QUOTE_MINIMAL)
    for row in (columns, *rows):
        writer.writerow([field(value, "," if excel else ".") for value in row])


def field(value: Any, decimal: str = ".") -> str:
    """Return `value` as the text of a field; a text that a spreadsheet would take for a formula gets an apostrophe."""
    match value:
        case bool():
            return str(value).lower()
        case int():
            return str(value)
        case float():
            return repr(value).replace(".", decimal)
        case list() | tuple():
            text = " | ".join(cell(item) for item in value)
        case _:
            text = cell(value)
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text
