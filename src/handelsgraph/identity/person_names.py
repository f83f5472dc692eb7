"""Folding of the names of persons."""

from __future__ import annotations

import re

from handelsgraph.identity.data import naming
from handelsgraph.identity.words import person_words


def fold_person(form: str) -> str:
    """Return a person's name without titles, brackets and additions after a comma."""
    bare = re.sub(r"\(.*?\)|,.*$", " ", form)
    words = person_words(bare)
    titles = naming().titles
    while len(words) > 1 and titles.issuperset(words[0].split("-")):
        words = words[1:]
    while len(words) > 2 and titles.issuperset(words[-1].split("-")):
        words = words[:-1]
    return " ".join(words)


def is_surname(folded: str) -> bool:
    """Whether a folded name is one word only: it names a person within an article, not beyond."""
    return len(folded.split()) < 2


def is_frequent_name(folded: str) -> bool:
    """Whether a full name is made of a frequent first name and a frequent surname, in either order."""
    words, data = folded.split(), naming()
    if len(words) < 2:
        return False
    pairs = ((words[0], words[-1]), (words[-1], words[0]))
    return any(first in data.frequent_first and last in data.frequent_last for first, last in pairs)
