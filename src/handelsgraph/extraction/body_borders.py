"""Bodies whose name was cut, or begins or ends with what is no part of it.

"Hotel|- und Gaststättenverband Nord", "Muster| Maschinen e. K.", "Muster| Gruppe", "Hersteller |Muster", "IHK| Gäste".
"""

from __future__ import annotations

import re

from handelsgraph.extraction.names import legal_form
from handelsgraph.extraction.resources import word_set
from handelsgraph.extraction.state import Found, Words
from handelsgraph.schema import Label

_HALF = re.compile(r"- ?(?:und|u\.|&) [A-ZÄÖÜ][\wäöüß-]+")  # the other half of a name with a shared last part
_GROUP = re.compile(r" (?:Gruppe|Group|Holding)\b")


def whole_bodies(found: list[Found], words: Words) -> list[Found]:
    """Return the mentions, in order, with the whole names of bodies and nothing but their names."""
    text = words.flat()
    whole: list[Found] = []
    for mention in found:
        before = whole[-1] if whole else None
        if before is not None and mention.start < before.end:  # taken in by the one before
            continue
        if mention.names_body:
            _extend(mention, text, words)
            if before is not None and before.names_body and _touches(before, mention, words):
                _join(before, mention, words)
                continue
            _strip_maker(mention, words)
        whole.append(mention)
    names = {mention.text for mention in whole if mention.names_body}
    for mention in whole:
        _strip_companions(mention, names, words)
    return whole


def _move(mention: Found, start: int, end: int, words: Words) -> None:
    """Set the borders, and the text to what is written between them."""
    mention.start, mention.end, mention.text = start, end, words.written(start, end)


def _extend(mention: Found, text: str, words: Words) -> None:
    """Take in what belongs to the name behind it."""
    for rest in (_HALF, _GROUP) if mention.label is Label.COMPANY else (_HALF,):
        match = rest.match(text, words.spans[mention.end - 1][1])
        if match is not None:
            _move(mention, mention.start, words.of_characters(match.start(), match.end())[1], words)


def _touches(before: Found, mention: Found, words: Words) -> bool:
    """Return whether a blank is all that is between two bodies: nobody names two of them so."""
    return words.text[words.spans[before.end - 1][1] : words.spans[mention.start][0]] == " "


def _join(before: Found, mention: Found, words: Words) -> None:
    """Make one name of two; the part with the legal form says what it is."""
    before.label = mention.label if legal_form(mention.text) else before.label
    before.confidence = min(before.confidence, mention.confidence)
    _move(before, before.start, mention.end, words)


def _strip_maker(mention: Found, words: Words) -> None:
    """Take off a noun for whoever makes or does something, which hardly any name begins with."""
    first = words.text[slice(*words.spans[mention.start])].casefold()
    longer = mention.end - mention.start > 1 and first.endswith(tuple(word_set("descriptions", "makers")))
    if longer and words.text[words.spans[mention.start + 1][0]].isupper():
        _move(mention, mention.start + 1, mention.end, words)


def _strip_companions(mention: Found, names: set[str], words: Words) -> None:
    """Take off a noun of the sentence's, where the text has the name without it, too."""
    rest, _, last = mention.text.rpartition(" ")
    if mention.names_body and rest in names and last.casefold() in word_set("bodies", "companions"):
        _move(mention, mention.start, mention.end - 1, words)
