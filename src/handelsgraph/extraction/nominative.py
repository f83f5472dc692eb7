"""German names in the nominative, as far as their form tells."""

from __future__ import annotations

import re
from functools import cache

from handelsgraph.extraction.resources import data, word_set

_ENDINGS = {"f": "e", "m": "er", "n": "es"}


@cache
def _adjective() -> re.Pattern[str]:
    """Return a pattern of capitalised adjectives; the first group is what stays in all cases."""
    stems = "|".join(data("naming")["adjectives"])
    return re.compile(rf"^((?=[A-ZÄÖÜ])[\w-]*?(?i:{stems}))(?:en|em|er|es|e)$")


@cache
def _suffixes() -> list[tuple[str, str]]:
    """Return endings of nouns with their gender, longest first."""
    pairs = [(ending, gender) for gender, endings in data("naming")["heads"].items() for ending in endings]
    return sorted(pairs, key=lambda pair: -len(pair[0]))


def _noun(word: str) -> tuple[str, str] | None:
    """Nominative and gender of a noun whose ending is known."""
    folded = word.casefold()
    keep = any(folded.endswith(k) for k in word_set("naming", "keep_s"))
    for ending, gender in _suffixes():
        if folded.endswith(ending):
            return word, gender
        for case in ("es", "s") if gender != "f" and not keep else ():
            if folded.endswith(ending + case):
                return word[: -len(case)], gender
    return None


def nominative(name: str) -> str:
    """Return the name with its leading adjective and noun in the nominative.

    Names whose noun is not known stay as they are: a wrong form would be worse than an inflected one.
    """
    words = name.split()
    for position, word in enumerate(words[:4]):
        noun = _noun(word)
        if noun is None:
            if not _adjective().match(word) and word != "und" and not word.endswith("-"):
                return name
            continue
        words[position] = noun[0]
        for before in range(position):
            match = _adjective().match(words[before])
            if match:
                words[before] = match.group(1) + _ENDINGS[noun[1]]
        return " ".join(words)
    return name
