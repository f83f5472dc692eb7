"""Noun phrases around mentions, folded to the mentions they are about, in a sentence whose mentions are masked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, partial

from handelsgraph.extraction.resources import data

TOKEN = re.compile(r"⟨([A-Za-z])(\d+(?:\+\d+)*)⟩")
_PART = re.compile(r"\{([A-Z]+)\}")


@dataclass(frozen=True, slots=True)
class _Fold:
    """One step: what it matches and the class of what stays ("+": of a list)."""

    pattern: re.Pattern[str]
    to: str
    unless: re.Pattern[str] | None


def written_out(pattern: str, known: dict[str, str]) -> str:
    """Return a pattern with its parts in place of their names ("{NOUN}"), those of parts too."""
    while _PART.search(pattern):
        pattern = _PART.sub(lambda match: known[match[1]], pattern)
    return pattern


@cache
def parts() -> dict[str, str]:
    """Return the parts that patterns are made of, by name."""
    known: dict[str, str] = data("phrases")["parts"]
    return {name: written_out(part, known) for name, part in known.items()}


def _fold(entry: dict[str, str]) -> _Fold:
    unless = re.compile(entry["unless"]) if "unless" in entry else None
    return _Fold(re.compile(rf"(?<!\w){written_out(entry['fold'], parts())}"), entry.get("to", ""), unless)


@cache
def _folds() -> tuple[_Fold, ...]:
    return tuple(_fold(entry) for entry in data("phrases")["folds"])


@cache
def _contractions() -> tuple[re.Pattern[str], dict[str, str]]:
    words: dict[str, str] = data("phrases")["contractions"]
    return re.compile(rf"\b({'|'.join(words)})\b", re.IGNORECASE), words


@cache
def _relative() -> re.Pattern[str]:
    return re.compile(written_out(data("phrases")["relative"], parts()))


def _class(classes: list[str]) -> str:
    upper = {c.upper() for c in classes}
    return upper.pop() if len(upper) == 1 else "M"


def _kept(match: re.Match[str], to: str) -> str:
    kept = "".join(match[g] for g in ("k", "k2") if g in match.re.groupindex and match[g])
    if not to:
        return kept
    tokens = TOKEN.findall(kept)
    numbers = list(dict.fromkeys(n for _, group in tokens for n in group.split("+")))
    return f"⟨{_class([c for c, _ in tokens]) if to == '+' else to}{'+'.join(numbers)}⟩"


def contracted(masked: str) -> str:
    """Return the sentence with "im" written as "in dem", and the like."""
    short, words = _contractions()

    def write(match: re.Match[str]) -> str:
        word = words[match[0].lower()]
        return word if match[0].islower() else word.capitalize()

    return short.sub(write, masked)


def folded(text: str) -> list[str]:
    """Return a contracted sentence with its noun phrases folded, and again without relative clauses if it has any."""
    for fold in _folds():
        if fold.unless is None or not fold.unless.search(text):
            text = fold.pattern.sub(partial(_kept, to=fold.to), text)
    without = _relative().sub("", text)
    return [text] if without == text else [text, without]
