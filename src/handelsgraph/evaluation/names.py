"""Names as an evaluation compares them: without case, titles, legal forms, brackets and punctuation."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import yaml

_BRACKETS = re.compile(r"\([^)]*\)")
_IN_BRACKETS = re.compile(r"\(([^)]+)\)")
_SIGNS = re.compile(r"[^\w\s]")
_WORD_START = 7  # letters of a word that count: endings and compounds of events differ
_SHORTEST = 3  # letters of a word of an event's name that says something


@cache
def _data() -> dict[str, Any]:
    text = (files("handelsgraph.evaluation") / "data" / "folding.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    return data


@cache
def _said_beside() -> re.Pattern[str]:
    """Legal forms and titles."""
    words = sorted([*_data()["legal_forms"], *_data()["titles"]], key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(words)})\b")


@lru_cache(100_000)
def folded(name: str) -> str:
    """Return what two spellings of one name have in common; accents stay. Never empty where the name has a letter."""
    lower = unicodedata.normalize("NFKC", name).casefold()
    plain = " ".join(_SIGNS.sub(" ", _BRACKETS.sub(" ", lower)).split())
    return " ".join(_said_beside().sub(" ", plain).split()) or plain


@lru_cache(100_000)
def forms(name: str, aliases: tuple[str, ...]) -> frozenset[str]:
    """Return all folded forms of an entity's names, and of what stands in brackets in its canonical one."""
    return frozenset(filter(None, map(folded, (name, *aliases, *_IN_BRACKETS.findall(name)))))


def event_words(names: Iterable[str]) -> set[str]:
    """Return the beginnings of the words of an event's names that say something."""
    stop = set(_data()["stop_words"])
    return {
        word[:_WORD_START]
        for name in names
        for word in folded(name).split()
        if word not in stop and len(word) >= _SHORTEST
    }
