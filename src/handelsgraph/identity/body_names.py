"""Folding of the names of bodies (companies, agencies, institutions)."""

from __future__ import annotations

import re

from handelsgraph.identity.data import naming
from handelsgraph.identity.words import words_of
from handelsgraph.places import Gazetteer

_BRACKETS = re.compile(r"\(([^()]*)\)")
_ENDINGS = ("", "e", "en", "es", "er", "s", "n", "em")
_PLACE_SCORE = 10.0
_HEAD_LINKS = frozenset({"zu", "in", "der", "des", "für", "im", "von"})
_ARTICLES = frozenset({"der", "die", "das", "des", "dem", "den", "the", "ein", "eine", "einer"})


def fold_body(form: str, gazetteer: Gazetteer | None = None) -> str:
    """Return a body's name without legal form, article, endings and bracketed acronym, long heads as acronyms."""
    without = _BRACKETS.sub(lambda m: " " if any(map(is_acronym, m[1].split())) else m[0], form)
    words = words_of(without) or words_of(form)
    words = _strip_legal_forms(_strip_articles(words))
    return " ".join(_with_head_acronym(words, gazetteer))


def is_acronym(form: str) -> bool:
    """Whether a form is an acronym: one word of few letters, mostly capitals ("LKT", "IHK", "GTAI", "BMWi")."""
    letters = [c for c in form if c.isalpha()]
    capitals = sum(c.isupper() for c in letters)
    return " " not in form and 2 <= len(letters) <= 8 and capitals >= 2 and capitals * 2 >= len(letters)


def bracketed_acronyms(form: str) -> list[str]:
    """Return the acronyms a name carries in brackets: they are names of their own."""
    return [content for content in _BRACKETS.findall(form) if any(map(is_acronym, content.split()))]


def is_generic(folded: str, gazetteer: Gazetteer | None = None) -> bool:
    """Whether a folded body name fits many bodies ("stadtverwaltung", "ministerium für wirtschaft").

    With a gazetteer, names that begin like a ministry's and name no place are generic too.
    """
    data, words = naming(), folded.split()
    if tuple(words) in data.generic_phrases or tuple(words) in data.legal_forms:
        return True
    if all(word in data.function_words or _is_generic(word) for word in words):
        return True
    if gazetteer is None or words[0] not in data.placed_heads:
        return False
    return not any(names_place(word, gazetteer) for word in words[1:])


def names_place(word: str, gazetteer: Gazetteer) -> bool:
    """Whether a folded word is the name of a sizeable place or an adjective of one."""
    noun = word.capitalize()
    if gazetteer.wide(noun) or gazetteer.wide(word) or gazetteer.adjective(noun):
        return True
    ranked = gazetteer.ranked(noun)
    return bool(ranked) and ranked[0][0] >= _PLACE_SCORE


def _is_generic(word: str) -> bool:
    known = naming().generic_words
    return any(word.endswith(ending) and word.removesuffix(ending) in known for ending in _ENDINGS)


def _strip_articles(words: list[str]) -> list[str]:
    while len(words) > 1 and words[0] in _ARTICLES:
        words = words[1:]
    return words


def _strip_legal_forms(words: list[str]) -> list[str]:
    data = naming()
    changed = True
    while changed:
        changed = False
        for length in range(min(5, len(words) - 1), 0, -1):
            if tuple(words[-length:]) in data.legal_forms:
                words, changed = words[:-length], True
                break
        for length in (2, 1):
            if len(words) > length and tuple(words[:length]) in data.legal_prefixes:
                words, changed = words[length:], True
                break
        while len(words) > 1 and words[-1] in {"und", "u"}:
            words, changed = words[:-1], True
    return words


def _with_head_acronym(words: list[str], gazetteer: Gazetteer | None) -> list[str]:
    """Write long heads as acronyms; after one, linking words say nothing, and "Cottbuser IHK" is "IHK Cottbus"."""
    out = _shorten_heads(words)
    heads = naming().head_acronyms
    first = next((index for index, word in enumerate(out) if word in heads), None)
    if first is None:
        return out
    head = out[first]
    out = [*out[:first], head, *(word for word in out[first + 1 :] if word not in _HEAD_LINKS and word != head)]
    if gazetteer is not None and first == 1 and len(out) == 2 and out[0].endswith("er"):
        place = gazetteer.adjective(out[0].capitalize())
        return [head, *words_of(place.name)] if place else out
    return out


def _shorten_heads(words: list[str]) -> list[str]:
    heads = naming().heads
    out: list[str] = []
    index = 0
    while index < len(words):
        lengths = (n for n in range(min(6, len(words) - index), 0, -1) if tuple(words[index : index + n]) in heads)
        length = next(lengths, 0)
        out.append(heads[tuple(words[index : index + length])] if length else words[index])
        index += length or 1
    return out
