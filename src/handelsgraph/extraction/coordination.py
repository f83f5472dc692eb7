"""Bodies and districts that share one noun in the plural: "die Handelskammern Musterstadt, Beispielheim und Probingen".

Each of them becomes a mention of its own, called by the noun in the singular and its own place; the tagger takes the
whole for one name, or the later ones for towns.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from handelsgraph.extraction.body_labels import cue_label
from handelsgraph.extraction.place_keys import gazetteer
from handelsgraph.extraction.resources import data
from handelsgraph.extraction.state import Found, Words
from handelsgraph.reading import MentionKind
from handelsgraph.schema import BODIES, PLACES, Label

_PLACE = r"(?:(?:Bad|Sankt|St\.) )?[A-ZÄÖÜ][\w-]+(?: (?:am|an der|im|in der|ob der) [A-ZÄÖÜ][\w-]+| \([A-ZÄÖÜ]\w+\))?"
_ITEM = re.compile(_PLACE)
_DISTRICT = "Landkreis"


@cache
def _pattern() -> tuple[re.Pattern[str], dict[str, str]]:
    """Return the pattern of a noun with what it is shared by, and the nouns' singular by plural ending."""
    plurals: dict[str, str] = data("bodies")["plurals"]
    endings = "|".join(sorted(map(re.escape, plurals), key=len, reverse=True))
    noun = rf"\b(?P<noun>(?:[A-ZÄÖÜ]\w+-,? ?(?:und|u\.) )?[A-ZÄÖÜ]?[\w-]*(?:{endings}))\b(?: \([A-ZÄÖÜ]{{2,5}}s?\))?"
    return re.compile(rf"{noun}(?: (?:in|von|zu))? (?P<items>{_PLACE}(?:, {_PLACE})* (?:und|sowie) {_PLACE})"), plurals


def _singular(noun: str, plurals: dict[str, str]) -> str:
    ending = max((e for e in plurals if noun.endswith(e)), key=len)
    return noun.removesuffix(ending) + plurals[ending]


def share_noun(found: list[Found], words: Words) -> list[Found]:
    """Return the mentions, in order, with such an enumeration's members in place of what was found there."""
    pattern, plurals = _pattern()
    text = words.flat()
    for match in pattern.finditer(text):
        items = [(m.start(), m.end()) for m in _ITEM.finditer(text, match.start("items"), match.end("items"))]
        first, last = words.of_characters(match.start(), items[-1][1])
        here = [m for m in found if m.start < last and first < m.end]
        own = [words.of_characters(*item) for item in items]
        placed = (_placed(text[slice(*item)], o, here) for item, o in zip(items, own, strict=True))
        if not here or not _enumerated(text, items) or not all(placed):
            continue
        singular = _singular(match.group("noun"), plurals)
        label = Label.REGION if singular == _DISTRICT else cue_label(singular) or Label.AGENCY
        confidence = max(m.confidence for m in here)
        furniture = any(m.furniture for m in here)
        own[0] = (first, own[0][1])
        members = [
            Found(start, end, f"{singular} {text[slice(*item)]}", label, MentionKind.NAME, confidence, furniture)
            for (start, end), item in zip(own, items, strict=True)
        ]
        found = sorted([*(m for m in found if m not in here), *members], key=lambda m: (m.start, m.end))
    return found


def _enumerated(text: str, items: list[tuple[int, int]]) -> bool:
    """Return whether nothing but commas and the last "und" stands between the places."""
    return all(text[a[1] : b[0]] in (", ", " und ", " sowie ") for a, b in pairwise(items))


def _placed(name: str, own: tuple[int, int], here: list[Found]) -> bool:
    """Return whether a member is called by a place: one that the gazetteer knows, or that was taken for one or for
    part of the body's name.
    """
    if gazetteer().find(name):
        return True
    return any(m.start <= own[0] and own[1] <= m.end and m.label in PLACES | BODIES for m in here)
