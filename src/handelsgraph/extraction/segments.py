"""Component `segments`: sentence boundaries of German press text."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from spacy.attrs import SENT_START
from spacy.language import Language
from spacy.tokens import Doc

from handelsgraph.extraction.pieces import WORD
from handelsgraph.extraction.resources import word_set
from handelsgraph.extraction.state import Sentences

_STOPS = frozenset(".!?…")
_CLOSING = frozenset("\"'“”»«)]’‘›‹")
_OPENING = frozenset("\"'„“»«‚(–-—›‹+•*")


def _goes_on(before: str, after: str) -> bool:
    """Return whether a full stop between these words belongs to the word before it."""
    if before.isdigit():
        return len(before) <= 2 and after.casefold() not in word_set("segmentation", "openers")
    return (len(before) == 1 and before.isalpha()) or before.casefold() in word_set("segmentation", "abbreviations")


def _starts(text: str, spans: list[tuple[int, int]]) -> list[int]:
    """Numbers of the words that begin a sentence."""
    starts = []
    stop: str | None = None  # the word before a pending stop mark; "" if the mark is not a full stop
    previous, end = "", 0
    for number, (start, stop_at) in enumerate(spans):
        word = text[start:stop_at]
        gap = text[end:start]
        if (
            "\n" in gap
            or number == 0
            or (
                stop is not None
                and gap
                and (word[0].isupper() or word[0].isdigit() or word in _OPENING)
                and not (stop and _goes_on(stop, word))
            )
        ):
            starts.append(number)
            stop = None
        if word in _STOPS:
            stop = previous if word == "." and previous not in _STOPS else ""
        elif word not in _CLOSING:
            stop = None
        previous, end = word, stop_at
    return starts


def _of_words(text: str, spans: list[tuple[int, int]]) -> tuple[list[int], Sentences]:
    """Return the numbers of the words that begin a sentence, and the sentences."""
    starts = _starts(text, spans)
    return starts, Sentences([(spans[a][0], spans[b - 1][1]) for a, b in pairwise([*starts, len(spans)])])


def sentences(text: str) -> Sentences:
    """Return the sentences of a text."""
    return _of_words(text, [match.span() for match in WORD.finditer(text)])[1]


class Segments:
    """Marks sentence starts. A line break always ends a sentence: wrapped lines were joined before."""

    def __call__(self, doc: Doc) -> Doc:
        """Process a document."""
        starts, doc._.sentences = _of_words(doc._.words.text, doc._.words.spans)
        # one array for all tokens: setting them one by one takes time in the square of their number
        marks = np.full(len(doc), -1, np.int64)
        marks[[doc._.words.tokens[number] for number in starts]] = 1
        marks[:1] = 1
        if len(doc):
            doc.from_array([SENT_START], marks.astype(np.uint64))  # type: ignore[arg-type]
        return doc


@Language.factory("handelsgraph_segments", assigns=["token.is_sent_start", "doc._.sentences"])
def make_segments(nlp: Language, name: str) -> Segments:  # noqa: ARG001 - spaCy's signature
    """Make the component."""
    return Segments()
