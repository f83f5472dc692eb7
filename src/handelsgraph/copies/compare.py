"""Tell whether two texts are copies of one another.

A copy may have another headline, a byline, other furniture, lack paragraphs, and have sentences rewritten. Texts of one
template, about another trip with other names and dates, share as many words and are no copies. What tells them apart:
an edit changes stretches of the text, a template has other names and numbers in the midst of equal words. The limits
are those that did best in `benchmarks/copies.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from handelsgraph.copies.wording import Wording, fold

CONTAINED = 0.6
"""Share of the shorter text's shingles that the longer one has to have."""
MISSING = 0.25
"""Share of the shorter text's names and numbers that the longer one may lack."""
EXCHANGED, WORDS_EACH = 2, 100
"""So often names and numbers may stand in the place of others, once for so many words: a correction, no other event."""

_ALIGNED = 5_000  # words of each text; the time grows with the square
_GAP = 6  # words; more than that in a row are an edit
_ANCHOR = 2  # equal words in a row that end a gap
_SAME = 0.7  # similarity of two words from which one is a spelling of the other


def are_copies(one: Wording, other: Wording) -> bool:
    """Return whether two texts are copies of one another; the order does not matter."""
    if one.hash == other.hash or one.key == other.key:
        return True
    if set(one.bands).isdisjoint(other.bands):
        return False
    short, long = sorted((one, other), key=lambda text: (len(text.words), text.hash))
    common = len(np.intersect1d(short.shingles, long.shingles, assume_unique=True))
    if common < CONTAINED * min(len(short.shingles), len(long.shingles)):
        return False
    own = {fold(word) for word in short.words if _is_specific(word)}
    if len(own - set(map(fold, long.words))) > MISSING * len(own):
        return False
    exchanged = {*_exchanges(short.words[:_ALIGNED], long.words[:_ALIGNED])}
    return len(exchanged) <= min(EXCHANGED, len(short.words) // WORDS_EACH)


def _is_specific(word: str) -> bool:
    """Return whether a word is written like a name or a number; German nouns are, too."""
    return word[0].isupper() or not word.isalpha()


def _exchanges(short: Sequence[str], long: Sequence[str]) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Yield the names and numbers of one text in whose place the other has others, between words that are equal."""
    for first, second in _gaps(short, long):
        ours, theirs = [[*filter(_is_specific, words)] for words in (first, second)]
        gone = tuple(word for word in ours if not any(_same(word, other) for other in theirs))
        come = tuple(word for word in theirs if not any(_same(word, other) for other in ours))
        if gone and come:
            yield gone, come


def _gaps(short: Sequence[str], long: Sequence[str]) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    """Yield short stretches that stand in each other's place."""
    from rapidfuzz.distance import Levenshtein

    folded = [[*map(fold, words)] for words in (short, long)]
    start, at = 0, 0
    ends = [
        (step.src_start, step.dest_start, step.src_end, step.dest_end)
        for step in Levenshtein.opcodes(*folded)
        if step.tag == "equal" and step.src_end - step.src_start >= _ANCHOR
    ]
    for src_start, dest_start, src_end, dest_end in [*ends, (len(short), len(long), 0, 0)]:
        first, second = short[start:src_start], long[at:dest_start]
        if 0 < len(first) <= _GAP and 0 < len(second) <= _GAP:
            yield first, second
        start, at = src_end, dest_end


def _same(one: str, other: str) -> bool:
    """Return whether two words are spellings of one; numbers have to be equal."""
    from rapidfuzz.distance import Levenshtein

    if not (one.isalpha() and other.isalpha()):
        return one == other
    return Levenshtein.normalized_similarity(fold(one), fold(other)) >= _SAME
