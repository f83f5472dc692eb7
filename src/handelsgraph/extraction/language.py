"""Is a text German prose? Told by its function words; no model."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice

from handelsgraph.extraction.resources import data

_WORD = re.compile(r"[^\W\d_]+")
_LOOKED_AT = 5000  # words


def is_german(text: str) -> bool:
    """Return whether the text may be German prose.

    Texts of a few words get the benefit of the doubt, and so do texts (lists, tables) in which no language's function
    words are frequent.
    """
    settings = data("language")
    words = Counter(m.group().casefold() for m in islice(_WORD.finditer(text), _LOOKED_AT))
    total = words.total()
    if total < settings["shortest"]:
        return True
    german = set(settings["german"])
    foreign = set(settings["others"]) - german
    own = sum(count for word, count in words.items() if word in german) / total
    other = sum(count for word, count in words.items() if word in foreign) / total
    return own >= other if own < settings["share"] else own * 2 >= other
