"""What kind of event a mention names ("Delegationsreise": a trip), and which kinds can be one event."""

from __future__ import annotations

import re
from functools import cache

from handelsgraph.extraction.resources import data, word_set
from handelsgraph.extraction.state import Found, Words

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_PLACE = re.compile(r"^[^.;:!?,]*?\b(?:nach|in|ins|durch)(?: (?:den|die|das))? ([A-ZÄÖÜ][\w-]+)")
_AHEAD = 7  # words behind a trip that can name where it goes

TOLD, OTHER, ASPECT = "told", "other", "aspect"


@cache
def _kinds() -> list[tuple[str, re.Pattern[str]]]:
    entry = data("events")
    return [
        (kind, re.compile(rf"(?:{nouns})(?:{entry['endings']})?$", re.IGNORECASE))
        for kind, nouns in entry["kinds"].items()
    ]


def kind(text: str) -> str:
    """Return the kind of event that the last telling noun names; `OTHER` if none does, `TOLD` without any noun."""
    words = _WORD.findall(text)
    nouns = [word for word in words if word[0].isupper()]
    for word in reversed(nouns or words):
        for name, pattern in _kinds():
            if pattern.search(word):
                return name
    return OTHER if nouns else TOLD


def apart(one: str, other: str) -> bool:
    """Return whether events of these kinds are never the same."""
    pairs: list[list[list[str]]] = data("events")["apart"]
    return any((one in a and other in b) or (one in b and other in a) for a, b in pairs)


def definite(mention: Found, words: Words) -> bool | None:
    """Return whether it is "the" event (True) or "an" event (False); None if its article says neither."""
    own = [word.casefold() for word in mention.text.split()[:-1]]
    before = [words.text[slice(*words.spans[n])].casefold() for n in range(max(0, mention.start - 2), mention.start)]
    for word in reversed(before + own):
        if word in word_set("events", "definite"):
            return True
        if word in word_set("events", "indefinite"):
            return False
    return None


@cache
def _plain() -> re.Pattern[str]:
    nouns = "|".join(sorted(word_set("events", "plain")))
    return re.compile(rf"(?:{nouns})(?:{data('events')['endings']})?$", re.IGNORECASE)


def plain(text: str) -> bool:
    """Return whether a mention says no more than that there was a trip ("der Reise")."""
    words = [word for word in text.split() if word.casefold() not in word_set("events", "definite")]
    return len(words) == 1 and _plain().match(words[0]) is not None


@cache
def _project() -> re.Pattern[str]:
    entry = data("events")
    return re.compile(rf"(?:{entry['projects']})(?:{entry['endings']})?$", re.IGNORECASE)


def is_project(start: int, end: int, text: str, spans: list[tuple[int, int]]) -> bool:
    """Return whether a name (word numbers) is that of a project or network, as the noun before it says."""
    before = start - 1
    while before > 0 and start - before <= 2 and text[slice(*spans[before])] in word_set("events", "openers"):
        before -= 1
    named = text[spans[start][0] : spans[end - 1][1]]
    return before >= 0 and kind(named) == OTHER and _project().search(text[slice(*spans[before])]) is not None


def destination(mention: Found, words: Words) -> str | None:
    """Return the first word of the place that a trip goes to, as far as the words right behind the noun say it."""
    end = words.spans[min(mention.end + _AHEAD, len(words.spans)) - 1][1]
    match = _PLACE.match(words.flat(words.spans[mention.start][0], end))
    return match.group(1) if match else None
