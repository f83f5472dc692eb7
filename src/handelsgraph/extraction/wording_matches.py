"""What a sentence with masked mentions says in so many words: matches of the wordings, denied ones left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from handelsgraph.extraction.phrases import TOKEN, contracted, folded
from handelsgraph.extraction.resources import pattern
from handelsgraph.extraction.wording_frames import Wording, wordings

_CLAUSE = re.compile(r"[,;:.!?–]")


class Said(NamedTuple):
    """A relation that a sentence states, its ends by number; `subject` is None for the event that it is about."""

    wording: Wording
    subject: int | None
    object: int


def _denied(text: str, match: re.Match[str], *, strict: bool) -> bool:
    """Return whether the clauses of the match deny it or hold it only possible; of a strict one, the sentence."""
    denials = pattern("wordings", "denials")
    if strict:
        return denials.search(text) is not None or pattern("wordings", "strict").search(text) is not None
    before = [m.end() for m in _CLAUSE.finditer(text, 0, match.start())]
    after = _CLAUSE.search(text, match.end())
    return denials.search(text, before[-1] if before else 0, after.start() if after else len(text)) is not None


def _numbers(match: re.Match[str], group: str) -> list[int]:
    """Return the numbers of the mentions in a group of the match."""
    if group not in match.re.groupindex or match[group] is None:
        return []
    return [int(number) for _, numbers in TOKEN.findall(match[group]) for number in numbers.split("+")]


def _ends(wording: Wording, match: re.Match[str]) -> Iterator[tuple[int | None, int]]:
    subjects, objects, both = (_numbers(match, group) for group in "sob")
    if wording.of_event:
        yield from ((None, end) for end in objects)
    for one in subjects:
        yield from ((other, one) if wording.turned else (one, other) for other in objects if other != one)
    for position, one in enumerate(both):
        yield from ((one, other) for other in both[position + 1 :] if other != one)


def said(sentence: str) -> Iterator[Said]:
    """Yield the relations that a sentence with masked mentions states in so many words; none of a question."""
    mentions = sentence.count("⟨")
    if not mentions or sentence.endswith("?"):
        return
    plain = contracted(sentence)
    texts: list[str] = []

    @cache
    def has(words: re.Pattern[str], text: str) -> bool:
        return words.search(text) is not None

    for wording in wordings():
        if mentions < 2 and not wording.of_event:
            continue
        if not has(wording.cue, plain):
            continue
        texts = texts or folded(plain)
        for text in [plain] if wording.unfolded else texts:
            if not all(has(words, text) for words in wording.needs):
                continue
            for match in wording.pattern.finditer(text):
                if not _denied(text, match, strict=wording.strict):
                    yield from (Said(wording, *ends) for ends in _ends(wording, match))
