"""The lists of general knowledge that naming rests on (names.yaml, legal_forms.yaml), read on first use."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

import yaml

from handelsgraph.identity.words import person_words, words_of


def _load(name: str) -> dict[str, Any]:
    text = (resources.files("handelsgraph.identity") / "data" / name).read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    return data


def _phrases(items: list[str]) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(words_of(item)) for item in items)


def _single(items: list[str]) -> frozenset[str]:
    return frozenset(word for item in items for word in person_words(item))


@dataclass(frozen=True, slots=True)
class NamingData:
    """All lists, folded."""

    legal_forms: frozenset[tuple[str, ...]]
    legal_prefixes: frozenset[tuple[str, ...]]
    heads: dict[tuple[str, ...], str]
    head_acronyms: frozenset[str]
    acronyms: dict[str, tuple[tuple[str, ...], ...]]
    generic_words: frozenset[str]
    generic_phrases: frozenset[tuple[str, ...]]
    function_words: frozenset[str]
    placed_heads: frozenset[str]
    titles: frozenset[str]
    frequent_first: frozenset[str]
    frequent_last: frozenset[str]
    event_words: tuple[str, ...]
    months: dict[str, str]


@lru_cache(maxsize=1)
def naming() -> NamingData:
    """Return the lists."""
    bodies, generic, people, events, legal = (
        _load(f"{name}.yaml") for name in ("acronyms", "generic", "people", "events", "legal_forms")
    )
    return NamingData(
        legal_forms=_phrases(legal["after"]),
        legal_prefixes=_phrases(legal["before"]),
        heads={tuple(words_of(long)): short for short, longs in bodies["heads"].items() for long in longs},
        head_acronyms=frozenset(bodies["heads"]),
        acronyms={short: tuple(tuple(words_of(name)) for name in names) for short, names in bodies["bodies"].items()},
        generic_words=frozenset(word for item in generic["words"] for word in words_of(item)),
        generic_phrases=_phrases(generic["phrases"]),
        placed_heads=frozenset(word for item in generic["placed_heads"] for word in words_of(item)),
        function_words=frozenset(generic["function_words"]),
        titles=_single([*people["titles"], *people["offices"]]),
        frequent_first=_single(people["frequent_first_names"]),
        frequent_last=_single(people["frequent_surnames"]),
        event_words=tuple(events["descriptive"]),
        months={name: number for number, names in events["months"].items() for name in names},
    )
