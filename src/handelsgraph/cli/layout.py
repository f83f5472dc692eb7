"""Tables for people: aligned columns that wrap, and under each row the sentence that gives it and where it stands."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from handelsgraph.cli.terminal import clean, one_line
from handelsgraph.cli.wrapping import GAP, column_widths, wrapped

if TYPE_CHECKING:
    from rich.console import Console

EVIDENCE = ("sentence", "title", "published", "articles", "source")
"""Columns printed under a row instead of in it, if the rows come with sentences."""

DATED_BY = "dated_by"

WHOLE = frozenset({"key", "id", "url", "source"})
"""Columns, or properties of free queries (`c.key`), whose values are of use in one piece only."""


def print_rows(
    console: Console, columns: Sequence[str], rows: Sequence[Sequence[Any]], known: Collection[str] = ()
) -> None:
    """Print `rows` on `console`, wrapped to its width.

    Left out are columns that are empty, and those that repeat one of the names in `known` in every row. What has to
    stay in one piece goes below its row if there is no room in it; if words would have to be broken even so, each row
    becomes a record: a line for each column.
    """
    below = [name for name in EVIDENCE if name in columns] if "sentence" in columns else []
    shown = [i for i, name in enumerate(columns) if name not in below and not (name == DATED_BY and "date" in columns)]
    told = [[_told(columns, row, i) for i in shown] for row in rows]
    values = [{row[i] for row in told} for i in range(len(shown))]
    kept = [i for i, found in enumerate(values) if found != {""} and not (len(found) == 1 and found <= {*known})]
    kept = kept or list(range(len(shown)))
    titles = [columns[shown[i]].replace("_", " ") for i in kept]
    cells = [[row[i] for i in kept] for row in told]
    numbers = [bool(rows) and all(number(row[shown[i]]) for row in rows) for i in kept]
    whole = [columns[shown[i]].rpartition(".")[2] in WHOLE for i in kept]
    evidence = [{name: row[columns.index(name)] for name in below} for row in rows]
    inside = list(range(len(kept)))
    widths = column_widths(titles, cells, console.width, whole)
    if widths is None and not all(whole):
        inside = [i for i in inside if not whole[i]]
        widths = column_widths([titles[i] for i in inside], [[row[i] for i in inside] for row in cells], console.width)
    if widths is None:
        _print_records(console, titles, cells, whole, evidence)
        return
    _print_line(console, [titles[i] for i in inside], widths, [numbers[i] for i in inside], "bold")
    for line, proof in zip(cells, evidence, strict=True):
        _print_line(console, [line[i] for i in inside], widths, [numbers[i] for i in inside])
        for i, title in enumerate(titles):
            if i not in inside and line[i]:
                _print_whole(console, f"{title}: {line[i]}")
        _print_evidence(console, proof)
        if below or len(inside) < len(kept):
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


def number(value: Any) -> bool:
    """Whether `value` goes well in a column of numbers."""
    return isinstance(value, int | float | None) and not isinstance(value, bool)


def _told(columns: Sequence[str], row: Sequence[Any], i: int) -> str:
    """Return a cell as it is shown; a date that is only the article's is told to be so."""
    text = cell(row[i])
    if columns[i] != "date":
        return text
    by = row[columns.index(DATED_BY)] if DATED_BY in columns else None
    return text.replace("/", " – ") + (" (article)" if by == "article" and text else "")


def _print_records(
    console: Console,
    titles: Sequence[str],
    cells: Sequence[Sequence[str]],
    whole: Sequence[bool],
    evidence: Sequence[dict[str, Any]],
) -> None:
    from rich.cells import cell_len
    from rich.text import Text

    left = min(max(map(cell_len, titles)), console.width // 3)
    room = max(console.width - left - GAP, 1)
    for line, proof in zip(cells, evidence, strict=True):
        for title, value, one_piece in zip(titles, line, whole, strict=True):
            if not value:
                continue
            named = Text(title, style="bold").wrap(console, left, overflow="fold")
            parts = [value] if one_piece else wrapped(value, room)
            for name, part in zip_longest(named, parts):
                text = name if name is not None else Text()
                text.align("left", left)
                line_text = text.append(" " * GAP).append(part or "")
                line_text.rstrip()
                console.print(line_text, soft_wrap=True)
        _print_evidence(console, proof)
        console.print()


def _print_line(
    console: Console, values: Sequence[str], widths: Sequence[int], numbers: Sequence[bool], style: str = ""
) -> None:
    from rich.text import Text

    for parts in zip_longest(*(wrapped(value, width) for value, width in zip(values, widths, strict=True))):
        line = Text()
        for part, width, right in zip(parts, widths, numbers, strict=True):
            text = Text(part or "", style=style)
            text.align("right" if right else "left", width)
            line.append_text(text).append(" " * GAP)
        line.rstrip()
        console.print(line, soft_wrap=True)


def _print_evidence(console: Console, evidence: dict[str, Any]) -> None:
    """Print the sentence, the article and its address, once each; a row that rests on several dealings has lists."""
    several = max((len(value) for value in evidence.values() if isinstance(value, list)), default=0)
    if not several:
        _print_proof(console, evidence)
        return
    proofs = [{name: value[i] for name, value in evidence.items() if isinstance(value, list)} for i in range(several)]
    for i, proof in enumerate(proofs):
        if proof not in proofs[:i]:  # one sentence may state several dealings
            _print_proof(console, proof)


def _print_proof(console: Console, evidence: dict[str, Any]) -> None:
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
        _print_whole(console, told["source"])


def _print_whole(console: Console, text: str) -> None:
    """Print what has to stay in one piece to be of use, such as an address."""
    from rich.text import Text

    console.print(Text(" " * GAP + text, style="dim"), soft_wrap=True)
