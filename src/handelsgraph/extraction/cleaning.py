"""Text as given -> text as read, and the way back for offsets.

The model has seen composed characters, whole words and one line a paragraph. Combining marks are composed, soft hyphens
and other invisible characters dropped, hard-wrapped lines joined; each character read knows where it came from.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

LONGEST = 400_000
"""Characters read of one text. The model's window limit (some 20,000 words) lies well below."""

_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_COMBINING = re.compile("[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]")
_CHANGES = re.compile(
    f"[{_INVISIBLE}]|\r\n?|.(?:{_COMBINING.pattern})+|[\ud800-\udfff\u2028\u2029\x85\x0b\x0c\x00]", re.DOTALL
)
_NARROWEST, _WIDEST = 40, 160  # characters of a line that can have been wrapped by width
_LINE_ENDS = "\n\u2028\u2029\x85\x0b\x0c"


@dataclass(frozen=True, slots=True)
class Cleaned:
    """`text` as read; `starts[i]` and `ends[i]` delimit its i-th character in the text as given."""

    text: str
    starts: list[int] | None
    ends: list[int] | None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the offsets in the text as given of a non-empty span of the text as read."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]


def _substitute(piece: str) -> str:
    """Return what is read for one stretch that cannot be read as it stands."""
    if piece in _INVISIBLE:
        return ""
    if piece[0] == "\r" or piece in _LINE_ENDS:
        return "\n"
    composed = unicodedata.normalize("NFC", piece)
    # a mark that composes with nothing stays: it is a character of the word, and dropping it would change the name
    return composed if composed != piece or len(piece) > 1 else "\ufffd"


def clean(given: str) -> Cleaned:
    """Return the text as read. Only the first `LONGEST` characters are read."""
    text = given[:LONGEST]
    if not _CHANGES.search(text):
        return Cleaned(_unwrap(text), None, None)
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for match in _CHANGES.finditer(text):
        parts.append(text[at : match.start()])
        starts.extend(range(at, match.start()))
        ends.extend(range(at + 1, match.start() + 1))
        new = _substitute(match.group())
        parts.append(new)
        starts.extend([match.start()] * len(new))
        ends.extend([match.end()] * len(new))
        at = match.end()
    parts.append(text[at:])
    starts.extend(range(at, len(text)))
    ends.extend(range(at + 1, len(text) + 1))
    return Cleaned(_unwrap("".join(parts)), starts, ends)


def _unwrap(text: str) -> str:
    """Replace line breaks that only keep a width by spaces; the length stays."""
    out = list(text)
    for at in _wraps(text):
        out[at] = " "
    return "".join(out)


def _wraps(text: str) -> Iterator[int]:
    """Return the positions of line breaks inside hard-wrapped paragraphs.

    A paragraph was wrapped by width if on no line but the last there was room for the next line's first word.
    """
    at = 0
    for blank, group in groupby(text.split("\n"), key=lambda line: not line.strip()):
        lines = list(group)
        if not blank and _wrapped([line.rstrip() for line in lines]):
            position = at
            for line in lines[:-1]:
                position += len(line)
                yield position
                position += 1
        at += sum(len(line) + 1 for line in lines)


def _wrapped(lines: list[str]) -> bool:
    width = max(map(len, lines))
    if len(lines) < 2 or not _NARROWEST <= width <= _WIDEST:
        return False
    return all(len(line) + 1 + len(after.split(maxsplit=1)[0]) > width for line, after in pairwise(lines))
