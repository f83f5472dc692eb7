"""Tables for people: aligned columns that wrap, and under each row the sentence that gives it and where it stands."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from handelsgraph.cli.terminal import clean, one_line

if TYPE_CHECKING:
    from rich.console import Console

EVIDENCE = ("sentence", "title", "published", "articles", "source")
"""Columns printed under a row instead of in it, if the rows come with sentences."""

GAP = 2
NARROWEST = 8
_BREAK = re.compile(r"\s+(?!–)")
LONGEST_WORD = 24


def print_rows(
    console: Console, columns: Sequence[str], rows: Sequence[Sequence[Any]], known: Collection[str] = ()
) -> None:
    """Print `rows` on `console`, wrapped to its width.

    Left out are columns that are empty, and those that repeat one of the names in `known` in every row.
    """
    below = [name for name in EVIDENCE if name in columns] if "sentence" in columns else []
    shown = [i for i, name in enumerate(columns) if name not in below]
    told = [[_date(row[i]) if columns[i] == "date" else cell(row[i]) for i in shown] for row in rows]
    values = [{row[i] for row in told} for i in range(len(shown))]
    kept = [i for i, found in enumerate(values) if found != {""} and not (len(found) == 1 and found <= {*known})]
    kept = kept or list(range(len(shown)))
    titles = [columns[shown[i]].replace("_", " ") for i in kept]
    cells = [[row[i] for i in kept] for row in told]
    numbers = [bool(rows) and all(isinstance(row[shown[i]], int | float | None) for row in rows) for i in kept]
    widths = column_widths(titles, cells, console.width)
    _print_line(console, titles, widths, numbers, "bold")
    for row, line in zip(rows, cells, strict=True):
        _print_line(console, line, widths, numbers)
        if below:
            _print_evidence(console, {name: row[columns.index(name)] for name in below})
            console.print()


def cell(value: Any) -> str:
    """Return `value` as a table shows it."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else ""
        case list() | tuple():
            return ", ".join(cell(v) for v in value if v is not None)
        case dict():
            return ", ".join(f"{one_line(str(k))}: {cell(v)}" for k, v in value.items())
        case float():
            return f"{value:.2f}"
        case _:
            return clean(str(value))


def column_widths(titles: Sequence[str], cells: Sequence[Sequence[str]], available: int) -> list[int]:
    """Return the width of each column, the widest ones narrowed until all of them fit into `available` columns.

    Words are broken only if it does not fit otherwise.
    """
    from rich.cells import cell_len

    columns = [[title, *(row[i] for row in cells)] for i, title in enumerate(titles)]
    widths = [max(cell_len(line) for text in texts for line in text.split("\n")) for texts in columns]
    words = [max(cell_len(word) for text in texts for word in _BREAK.split(text)) for texts in columns]
    room = available - GAP * (len(titles) - 1)
    for floors in ([min(word, LONGEST_WORD) for word in words], [NARROWEST] * len(words)):
        while sum(widths) > room:
            spare = [width - floor if width > floor else 0 for width, floor in zip(widths, floors, strict=True)]
            if not any(spare):
                break
            widths[max(range(len(widths)), key=lambda i: (spare[i] > 0, widths[i]))] -= 1
    return widths


def _date(value: Any) -> str:
    return cell(value).replace("/", " – ")


def _print_line(
    console: Console, values: Sequence[str], widths: Sequence[int], numbers: Sequence[bool], style: str = ""
) -> None:
    from rich.text import Text

    wrapped = [
        Text(value, style=style).wrap(console, width, overflow="fold")
        for value, width in zip(values, widths, strict=True)
    ]
    for parts in zip_longest(*wrapped):
        line = Text()
        for part, width, number in zip(parts, widths, numbers, strict=True):
            text = part if part is not None else Text()
            text.rstrip()
            text.align("right" if number else "left", width)
            line.append_text(text).append(" " * GAP)
        line.rstrip()
        console.print(line, soft_wrap=True)


def _print_evidence(console: Console, evidence: dict[str, Any]) -> None:
    from rich.text import Text

    told = {name: one_line(str(value)) for name, value in evidence.items() if value}
    article = ", ".join(told[name] for name in ("title", "published") if name in told)
    if int(told.get("articles", 1)) > 1:
        article += f"{', ' if article else ''}one of {told['articles']} articles that say so"
    for text, style in ((f"“{told['sentence']}”" if "sentence" in told else "", ""), (article, "dim")):
        for line in Text(text, style=style).wrap(console, console.width - GAP) if text else ():
            line.rstrip()
            console.print(Text(" " * GAP) + line, soft_wrap=True)
    if "source" in told:
        # an address has to stay in one piece to be of use
        console.print(Text(" " * GAP + told["source"], style="dim"), soft_wrap=True)
