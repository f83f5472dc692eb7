"""How wide the columns of a table may be, and where the lines in them end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

GAP = 2
_SPACE = re.compile(r"\s+(?!–)")
_JOINT = re.compile(r"(?<=[^\W\d_][-/])(?=[^\W\d_])")
_PATH = re.compile(r"\S*/\S*/\S*")
LONGEST_WORD = (24, 16, 12)
"""Longer words are broken, where the room calls for it; what does not fit even so is no table."""


def column_widths(
    titles: Sequence[str], cells: Sequence[Sequence[str]], available: int, whole: Sequence[bool] = ()
) -> list[int] | None:
    """Return the width of each column, the widest ones narrowed until all of them fit into `available` columns.

    None if that would break words, or what `whole` says is to stay in one piece.
    """
    from rich.cells import cell_len

    columns = [[title, *(row[i] for row in cells)] for i, title in enumerate(titles)]
    widths = [max(cell_len(line) for text in texts for line in text.split("\n")) for texts in columns]
    words = [[word for text in texts for word, _ in _words(text)] for texts in columns]
    room = available - GAP * (len(titles) - 1)
    for longest in LONGEST_WORD:
        floors = [
            width if one_piece else max(_least(word, longest) for word in column)
            for width, column, one_piece in zip(widths, words, whole or [False] * len(titles), strict=True)
        ]
        if sum(floors) <= room:
            break
    else:
        return None
    while sum(widths) > room:
        spare = [width - floor if width > floor else 0 for width, floor in zip(widths, floors, strict=True)]
        widths[max(range(len(widths)), key=lambda i: (spare[i] > 0, widths[i]))] -= 1
    return widths


def wrapped(text: str, width: int) -> list[str]:
    """Return `text` in lines of at most `width` columns; a longer word is broken, a path stands out."""
    from rich.cells import cell_len, chop_cells

    lines = []
    for paragraph in text.split("\n"):
        line = ""
        for word, space in _words(paragraph):
            if line and cell_len(line + word) > width:
                lines.append(line.rstrip())
                line = ""
            if cell_len(word) > width and not _PATH.fullmatch(word):
                *pieces, word = chop_cells(word, width)
                lines += pieces
            line += word + space
        lines.append(line.rstrip())
    return lines


def _words(text: str) -> Iterator[tuple[str, str]]:
    """Yield the words, each with the white space behind it.

    A line may end at white space but before a dash, and after a hyphen or a slash between letters, but not in a path.
    """
    start = 0
    for end, after in (*(found.span() for found in _SPACE.finditer(text)), (len(text), len(text))):
        word = text[start:end]
        *parts, last = [word] if _PATH.fullmatch(word) else _JOINT.split(word)
        yield from ((part, "") for part in parts)
        yield last, text[end:after]
        start = after


def _least(word: str, longest: int) -> int:
    """Return how many columns a word needs if longer ones than `longest` may be broken; paths are not."""
    from rich.cells import cell_len

    return cell_len(word) if _PATH.fullmatch(word) else min(cell_len(word), longest)
