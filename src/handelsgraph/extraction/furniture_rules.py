"""Page furniture by the form of lines: contact blocks, captions, crumbs, teasers, share bars, cookie notices."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from handelsgraph.extraction.resources import data

_DENSE = 0.4  # of the weight of the lines to the end
_STOP = re.compile(r"[.!?…](?:\s|$)")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text and the rule it fits, if any."""

    start: int
    end: int
    words: int
    sentences: int
    kind: str | None
    terminal: bool
    block: bool


@dataclass(frozen=True, slots=True)
class _Rule:
    kind: str
    words: int
    pattern: re.Pattern[str]
    terminal: bool
    block: bool


@cache
def _rules() -> list[_Rule]:
    return [
        _Rule(r["kind"], r["words"], re.compile(r["re"]), r.get("terminal", False), r.get("block", False))
        for r in data("furniture")["lines"]
    ]


def lines(text: str) -> list[Line]:
    """Return the lines that are not blank."""
    return [_line(text, m.start(), m.end()) for m in re.finditer(r"[^\n]+", text) if not m.group().isspace()]


def _line(text: str, start: int, end: int) -> Line:
    content = text[start : min(end, start + 2000)].strip()
    words, sentences = len(content.split()), len(_STOP.findall(content))
    limits = data("furniture")["paragraph"]
    if words < limits["words"] or sentences < limits["sentences"]:
        for rule in _rules():
            if words <= rule.words and rule.pattern.match(content):
                return Line(start, end, words, sentences, rule.kind, rule.terminal, rule.block)
    return Line(start, end, words, sentences, None, False, False)


def furniture_lines(text: str) -> list[bool]:
    """Return for each line that is not blank whether it is furniture."""
    found = lines(text)
    marked = [line.kind is not None for line in found]
    _fill_blocks(found, marked, text)
    _fill_tail(found, marked)
    return marked


def furniture_stretches(text: str, least: int) -> list[tuple[int, int]]:
    """Return the stretches (characters) of lines in a row that are furniture and have at least so many words."""
    stretches = []
    for fits, run in groupby(zip(lines(text), furniture_lines(text), strict=True), key=lambda pair: pair[1]):
        block = [line for line, _ in run]
        if fits and sum(line.words for line in block) >= least:
            stretches.append((block[0].start, block[-1].end))
    return stretches


def _fill_blocks(found: list[Line], marked: list[bool], text: str) -> None:
    """Short lines under a heading such as "Kontakt" belong to it, as far as no blank line and no sentence comes."""
    for number, line in enumerate(found):
        if not line.block:
            continue
        for follower in range(number + 1, len(found)):
            after = found[follower]
            blank = text.count("\n", found[follower - 1].end, after.start) > 1
            if after.words > 12 or after.sentences or (blank and follower > number + 1 and not marked[follower]):
                break
            marked[follower] = True


def _fill_tail(found: list[Line], marked: list[bool]) -> None:
    """Mark all to the end where most of it fits a rule: teasers between adverts.

    A line of running text weighs as much as the short lines it could hold. Where most of the running text is still to
    come, it is the page's head and not its foot, however dense.
    """
    hits = weight = 0.0
    start = None
    running = [0 if fits or not line.sentences else line.words for line, fits in zip(found, marked, strict=True)]
    left = sum(running) / 2  # words of running text that the tail may hold
    for number in range(len(found) - 1, -1, -1):
        hits += marked[number]
        weight += 1.0 if marked[number] else 1 + found[number].words / 40
        left -= running[number]
        if left < 0:
            break
        if found[number].terminal and len(found) - number >= 4 and hits >= _DENSE * weight:
            start = number
    if start is not None:
        marked[start:] = [True] * (len(found) - start)
