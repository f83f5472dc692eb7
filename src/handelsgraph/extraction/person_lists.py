"""Persons in a list with party or office in brackets: "Anna Muster (SPD), Bert Probe (Grüne) und Cora Lang (FDP)".

Where two of the list are taken for persons, all of it are: in the training articles 19 of 19.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handelsgraph.extraction.names import without_title
from handelsgraph.extraction.state import Found, Words
from handelsgraph.reading import MentionKind
from handelsgraph.schema import Label

_PART = r"[A-ZÄÖÜÀ-Þ][\w'’-]+"
_ITEM = re.compile(rf"(?P<name>(?:{_PART}\.? |von |van |de |[A-Z]\. ){{1,4}}{_PART}) \([^()\n]{{1,60}}\)")
_JOINED = re.compile(r"(?:,|;| und| sowie) ?")
_LEAST, _KNOWN = 3, 2  # members of such a list, and how many of them are taken for persons
_SURE = 0.8  # confidence of another mention that stands against it


def whole_lists(found: list[Found], words: Words) -> list[Found]:
    """Return the mentions, in order, with all persons of such lists by their whole names."""
    for items in _lists(words.flat()):
        where = [words.of_characters(*item) for item in items]
        here = [[m for m in found if m.start < end and start < m.end] for start, end in where]
        known = [any(m.label is Label.PERSON and m.kind is MentionKind.NAME for m in inside) for inside in here]
        against = any(m.label is not Label.PERSON and m.confidence >= _SURE for inside in here for m in inside)
        if sum(known) < _KNOWN or against:
            continue
        confidence = max(m.confidence for inside in here for m in inside)
        furniture = any(m.furniture for inside in here for m in inside)
        for (start, end), inside in zip(where, here, strict=True):
            if inside and inside[0].label is Label.PERSON and inside[0].kind is MentionKind.NAME:
                start = inside[0].start  # "die Kreisräte| Anna Muster (SPD)"
            if any(m.end == end and m.start == start for m in inside):
                continue
            person = Found(start, end, words.written(start, end), Label.PERSON, MentionKind.NAME, confidence, furniture)
            found = [*(m for m in found if m not in inside), person]
    return sorted(found, key=lambda m: (m.start, m.end))


def _lists(text: str) -> Iterator[list[tuple[int, int]]]:
    """Yield lists as the characters of their members' names, titles apart."""
    run: list[tuple[int, int]] = []
    last = 0
    for match in _ITEM.finditer(text):
        if run and not _JOINED.fullmatch(text, last, match.start()):
            if len(run) >= _LEAST:
                yield run
            run = []
        name = without_title(match["name"])
        run.append((match.end("name") - len(name), match.end("name")))
        last = match.end()
    if len(run) >= _LEAST:
        yield run
