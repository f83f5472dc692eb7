"""Whether a mention says what kind of event it is ("Delegationsreisen", "Herbstmesse")."""

from __future__ import annotations

import re
from functools import cache

from handelsgraph.extraction.names import fold
from handelsgraph.extraction.resources import word_set

_WORD = re.compile(r"[^\W\d_]+")
_ENDINGS = ("", "s", "es", "e", "n", "en", "se", "ses", "sen", "ern", "er")


@cache
def _nouns() -> frozenset[str]:
    return frozenset(fold(noun) for noun in word_set("naming", "event_nouns"))


def has_event_noun(text: str) -> bool:
    """Return whether a word of the text is, or ends with, a noun of the list, in any case and number."""
    nouns = _nouns()
    for word in _WORD.findall(fold(text)):
        for ending in _ENDINGS:
            stem = word.removesuffix(ending) if ending else word
            if any(stem[start:] in nouns for start in range(len(stem) - 2)):
                return True
    return False
