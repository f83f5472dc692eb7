"""Keys of events: a folded name with the month or year."""

from __future__ import annotations

import re

from handelsgraph.identity.data import naming
from handelsgraph.identity.words import words_of

_YEAR = re.compile(r"(?:19|20)\d\d")


def fold_event(form: str, date: str | None) -> tuple[str, bool]:
    """Return an event's folded name with its date, and whether it is too vague to name an event beyond its article.

    A described event ("Besuch aus Tongling") needs a month, a named one ("Hannover Messe") a year; either needs a word
    that says more than what kind of event it is.
    """
    data, when = naming(), _month(form, date)
    words = [word for word in words_of(form) if word not in data.months and not _YEAR.fullmatch(word)]
    described = is_descriptive(words)
    telling = any(word not in data.function_words and not is_descriptive([word]) for word in words)
    vague = not telling or len(when) < (7 if described else 4)
    return f"{' '.join(words)} {when if described else when[:4]}".strip(), vague


def is_descriptive(words: list[str]) -> bool:
    """Whether an event is described ("Delegationsreise nach China"), not named ("Hannover Messe")."""
    nouns = tuple(noun.removesuffix("e") for noun in naming().event_words)
    return any(word.removesuffix("s").removesuffix("e").endswith(nouns) for word in words[:4])


def _month(form: str, date: str | None) -> str:
    if date:
        return date[:7]
    year = _YEAR.search(form)
    if not year:
        return ""
    month = next((number for word in words_of(form) if (number := naming().months.get(word))), None)
    return f"{year[0]}-{month}" if month else year[0]
