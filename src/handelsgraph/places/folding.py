"""Folding of place names: spellings that differ only in form have one folded name."""

from __future__ import annotations

import re
import unicodedata

# Letters that Unicode does not decompose into a base letter and a mark.
_LETTERS = str.maketrans({"ł": "l", "đ": "d", "ø": "o", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ə": "e"})
_DROPPED = re.compile(r"['’‘ʼ`´ʻ·]|\.(?!\w)")
_BREAKS = re.compile(r"[^\w]+|_")
# "Frankfurt an der Oder", "Frankfurt a. d. Oder", "Frankfurt/Oder" and "Frankfurt (Oder)" are one name.
_LINKS = "an der|an den|an|a d|ad|am|a|in der|in dem|in|im|i d|i|bei der|bei|b|ob der|ob|vor der|vor|auf der|auf"
_INFIX = re.compile(rf"(?<=\w) (?:{_LINKS}) (?=\w)")
_WORDS = {"st": "sankt", "saint": "sankt"}


def fold(name: str) -> str:
    """Return the folded name: no case, marks, hyphens, brackets or linking prepositions. Idempotent."""
    plain = unicodedata.normalize("NFKD", name.casefold()).casefold()
    plain = "".join(c for c in plain if not unicodedata.combining(c)).translate(_LETTERS)
    plain = unicodedata.normalize("NFC", plain)
    spaced = _BREAKS.sub(" ", _DROPPED.sub("", plain)).strip()
    words = " ".join(_WORDS.get(word, word) for word in spaced.split())
    while (shorter := _INFIX.sub(" ", words)) != words:
        words = shorter
    return words
