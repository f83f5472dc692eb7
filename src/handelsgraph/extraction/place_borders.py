"""Places whose name goes on behind what was tagged: "Neustadt| in Holstein", "Leningrader| Gebiet".

The gazetteer decides: the longer name has to be a place of its own.
"""

from __future__ import annotations

import re

from handelsgraph.extraction.place_keys import gazetteer
from handelsgraph.extraction.state import Found, Words
from handelsgraph.reading import MentionKind
from handelsgraph.schema import PLACES

_REST = re.compile(r"(?: (?:in|in der|im|an der|am|bei|vor der|ob der) |-)[A-ZÄÖÜ][\w-]+")
_DISTRICT = re.compile(r" (?:Gebiet|Oblast|Land|Kreis|Bezirk|Provinz)\b")  # after an adjective
_KNOWN = 9.0  # score by which the gazetteer knows a name


def whole_places(found: list[Found], words: Words) -> list[Found]:
    """Return the mentions, in order, with the whole names of places; what such a name takes in is no mention."""
    text = words.flat()
    whole: list[Found] = []
    for mention in found:
        if whole and mention.start < whole[-1].end:
            continue
        if mention.label in PLACES and mention.kind is not MentionKind.REFERENCE:
            _extend(mention, text, words)
        whole.append(mention)
    return whole


def _extend(mention: Found, text: str, words: Words) -> None:
    start, end = words.spans[mention.start][0], words.spans[mention.end - 1][1]
    rest = (_DISTRICT if mention.kind is MentionKind.ADJECTIVE else _REST).match(text, end)
    if rest is None:
        return
    ranked = gazetteer().ranked(text[start : rest.end()])
    if not ranked or ranked[0][0] < _KNOWN:
        return
    place = ranked[0][1]
    if rest.re is _REST and not place.name.endswith(rest.group()):  # "Halle in Westfalen" may be a Halle, and Westfalen
        return
    if rest.re is _DISTRICT and any(p.key == place.key for _, p in gazetteer().ranked(text[start:end])):
        return
    mention.end = words.of_characters(start, rest.end())[1]
    mention.text, mention.kind, mention.label = text[start : rest.end()], MentionKind.NAME, place.label
