"""The annotated articles as training uses them: which are held out, and edits that keep their marks.

The format is read by `handelsgraph.evaluation`; README.md describes it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from handelsgraph.evaluation.gold import Article, Entity, Mention, Relation
from handelsgraph.evaluation.inline import FormatError, parse, read

__all__ = [
    "Article",
    "Edit",
    "Entity",
    "FormatError",
    "Mention",
    "Relation",
    "apply_edits",
    "chosen",
    "for_training",
    "held_out",
    "parse",
    "read_articles",
]


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace text[start:end]; with ``furniture`` the new text is page furniture."""

    start: int
    end: int
    text: str
    furniture: bool = False


def read_articles(folder: Path) -> list[Article]:
    """All articles of a folder, by name."""
    return [read(path) for path in sorted(folder.glob("*.txt"))]


def held_out(article: Article, share: float) -> bool:
    """Is the article kept from training? Fixed by the hash of its id, whatever else the folder holds."""
    return int(hashlib.sha256(article.id.encode()).hexdigest()[:8], 16) / 2**32 < share


def chosen(article: Article, share: float) -> bool:
    """Is the article among this share of the articles? By another hash; a larger share holds the smaller ones."""
    return int(hashlib.sha256(b"share" + article.id.encode()).hexdigest()[:8], 16) / 2**32 < share


def for_training(articles: Iterable[Article], held: float, share: float, sets: Mapping[str, float]) -> list[Article]:
    """Return a share of the articles that are not held out, of single sets (their ids' letters) a share of that."""
    return [
        article
        for article in articles
        if not held_out(article, held) and chosen(article, share * sets.get(article.id.rstrip("0123456789"), 1))
    ]


def apply_edits(article: Article, edits: list[Edit]) -> Article:
    """Make the replacements and move all offsets; edits may not overlap.

    An edit may cover a mention exactly, lie inside or outside mentions, but not cross a border of one.
    """
    if not edits:
        return article
    edits = sorted(edits, key=lambda e: (e.start, e.end))
    text, last = "", 0
    fresh: list[tuple[int, int]] = []
    shifts: list[tuple[int, int, int]] = []  # old start, old end, growth
    for edit in edits:
        if edit.start < last:
            continue
        text += article.text[last : edit.start]
        if edit.furniture:
            fresh.append((len(text), len(text) + len(edit.text)))
        text, last = text + edit.text, edit.end
        shifts.append((edit.start, edit.end, len(edit.text) - (edit.end - edit.start)))
    text += article.text[last:]

    def start(at: int) -> int:  # text inserted at a mention's start goes before it
        return at + sum(g for a, b, g in shifts if (b <= at and a < at) or a == b == at)

    def end(at: int) -> int:  # text inserted at a mention's end goes behind it
        return at + sum(g for a, b, g in shifts if b <= at and a < at)

    mentions = tuple(replace(m, start=start(m.start), end=end(m.end)) for m in article.mentions)
    furniture = tuple(sorted([*((start(a), end(b)) for a, b in article.furniture), *fresh]))
    return replace(article, text=text, mentions=mentions, furniture=furniture)
