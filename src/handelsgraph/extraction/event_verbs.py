"""Trips that a sentence tells of by a verb only ("bricht am Montag nach Polen auf")."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache
from typing import Any

from handelsgraph.extraction.resources import data
from handelsgraph.extraction.state import Sentences, Words


@cache
def _wordings() -> tuple[list[re.Pattern[str]], re.Pattern[str]]:
    """Return the patterns of sentences that tell of a trip, and what a sentence that does must not have."""
    entry = data("events")
    return [re.compile(wording) for wording in entry["travel"]], re.compile(entry["no_travel"])


def travel_verbs(words: Words, sentences: Sentences, taken: Collection[int], furniture: Any) -> Iterator[int]:
    """Yield the numbers of verbs that tell of a trip, at most one a sentence.

    `taken` are the first words of mentioned events: sentences with one are passed over. So are those of page furniture
    (`furniture`: a truth value for every word, or None).
    """
    travel, never = _wordings()
    for start, end in sentences.spans:
        first, last = words.of_characters(start, end)
        if first == last or any(first <= word < last for word in taken):
            continue
        sentence = words.flat(start, end)
        if (furniture is not None and len(furniture) and furniture[first]) or never.search(sentence):
            continue
        match = next(filter(None, (pattern.search(sentence) for pattern in travel)), None)
        if match is not None:
            yield words.of_characters(start + match.start(1), start + match.end(1))[0]
