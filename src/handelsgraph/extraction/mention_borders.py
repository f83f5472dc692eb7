"""Repairs of what the tagger cuts wrong: names split at a hyphen, loose function words, open brackets."""

from __future__ import annotations

from collections.abc import Iterable

from handelsgraph.extraction.decode import Span
from handelsgraph.extraction.resources import word_set
from handelsgraph.reading import MentionKind
from handelsgraph.schema import Label

_JOINTS = frozenset("-‐‑/")
_LOOSE = _JOINTS | frozenset("„“”»«,;:(–")


def tidy(spans: Iterable[Span], text: str, words: list[tuple[int, int]]) -> list[Span]:
    """Return the mentions with sound borders; one of which nothing is left is dropped."""
    out: list[Span] = []
    for span in spans:
        fixed = _trimmed(_closed(span, text, words), text, words) if span.kind != MentionKind.REFERENCE else span
        if fixed is not None and fixed.label == Label.EVENT:
            if out and _article_of(out[-1], fixed, text, words):
                out.pop()
            fixed = _compound(fixed, out[-1].end if out else 0, text, words)
        if fixed is None or (out and fixed.start < out[-1].end):  # nothing left, or taken in by the one before
            continue
        if out and _belongs(out[-1], fixed, text, words):
            out[-1] = out[-1]._replace(end=fixed.end)
        else:
            out.append(fixed)
    return out


def _word(number: int, text: str, words: list[tuple[int, int]]) -> str:
    return text[slice(*words[number])] if 0 <= number < len(words) else ""


def _closed(span: Span, text: str, words: list[tuple[int, int]]) -> Span:
    """Take in the bracket that closes one opened within ("Frankfurt (Oder")."""
    own = [_word(n, text, words) for n in range(span.start, span.end)]
    if own.count("(") > own.count(")") and _word(span.end, text, words) == ")":
        return span._replace(end=span.end + 1)
    return span


def _trimmed(span: Span, text: str, words: list[tuple[int, int]]) -> Span | None:
    """Drop function words and signs at the end, but for a hyphen that goes on in the next word ("Annaberg-")."""
    end = span.end
    while end > span.start:
        last = _word(end - 1, text, words)
        goes_on = last in _JOINTS and end < len(words) and words[end][0] == words[end - 1][1]
        if goes_on or not (last in word_set("names", "never_last") or last in _LOOSE):
            break
        end -= 1
    return span._replace(end=end) if end > span.start else None


def _article_of(before: Span, span: Span, text: str, words: list[tuple[int, int]]) -> bool:
    """Return whether what was taken for an event of its own is this one's article ("die|Reise")."""
    alone = before.label == Label.EVENT and before.end - before.start == 1 and before.end == span.start
    return alone and _word(before.start, text, words).casefold() in word_set("naming", "articles")


def _compound(span: Span, lowest: int, text: str, words: list[tuple[int, int]]) -> Span:
    """Take in the rest of an event's compound noun ("China|-Reise", "Wirtschafts|- und Delegationsreise"), on its left
    side too ("Online-|Dialog") down to the word `lowest`, where the mention before ends.
    """
    start, end = span.start, span.end
    while start - 2 >= lowest and _word(start - 1, text, words) in _JOINTS - {"/"}:
        if not words[start - 2][1] == words[start - 1][0] < words[start - 1][1] == words[start][0]:
            break
        start -= 2
    while _word(end, text, words) in _JOINTS - {"/"} and words[end][0] == words[end - 1][1] and end + 1 < len(words):
        if words[end + 1][0] == words[end][1]:
            end += 2
        elif _word(end + 1, text, words) in ("und", "oder") and end + 2 < len(words):
            end += 3
        else:
            break
    return span._replace(start=start, end=end)


def _belongs(before: Span, span: Span, text: str, words: list[tuple[int, int]]) -> bool:
    """Return whether two names are one that was split at a hyphen without a space, or at a bracket."""
    if (before.label, before.kind) != (span.label, span.kind) or span.kind != MentionKind.NAME:
        return False
    if _word(before.end, text, words) == "(" and span.start == before.end + 1:
        own = [_word(n, text, words) for n in range(span.start, span.end)]
        return own.count(")") > own.count("(")  # "Handelskammer (HK) Nord" cut at the bracket
    touching = before.end == span.start and words[span.start][0] == words[before.end - 1][1]
    return touching and _word(before.end - 1, text, words) in _JOINTS - {"/"}
