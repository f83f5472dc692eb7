"""The text of an article cut where mentions and evidence begin and end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from handelsgraph.reading import Mention, Reading

Evidence = dict[tuple[int, int], int]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text. `mention` is the shortest one over it; `first` and `last`: it begins and ends here.

    `sentences` are the numbers of the evidence sentences it is part of.
    """

    text: str
    mention: Mention | None
    first: bool
    last: bool
    sentences: tuple[int, ...]


def evidence(reading: Reading) -> Evidence:
    """Return a number for each stretch of text that statements rest on, in order of the statements."""
    return {place: n for n, place in enumerate(dict.fromkeys((s.start, s.end) for s in reading.statements))}


def pieces(text: str, reading: Reading) -> Iterator[Piece]:
    """Yield the whole text, piece by piece."""
    mentions = [mention for mention in reading.mentions if 0 <= mention.start < mention.end <= len(text)]
    sentences = evidence(reading)
    opening: defaultdict[int, list[Mention | int]] = defaultdict(list)
    closing: defaultdict[int, list[Mention | int]] = defaultdict(list)
    for mention in mentions:
        opening[mention.start].append(mention)
        closing[mention.end].append(mention)
    for (start, end), number in sentences.items():
        opening[start].append(number)
        closing[end].append(number)
    over: list[Mention | int] = []
    at = 0
    for cut in sorted({*opening, *closing, len(text)}):
        if cut > at:
            yield _piece(text, at, cut, over)
            at = cut
        over = [one for one in over if one not in closing[cut]] + opening[cut]


def _piece(text: str, start: int, end: int, over: list[Mention | int]) -> Piece:
    mention = min((one for one in over if isinstance(one, Mention)), key=lambda m: m.end - m.start, default=None)
    return Piece(
        text[start:end],
        mention,
        mention is not None and mention.start == start,
        mention is not None and mention.end == end,
        tuple(sorted(one for one in over if isinstance(one, int))),
    )
