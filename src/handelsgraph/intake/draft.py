"""What every reader of a format hands on, and how an article or a rejection is made of it."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from handelsgraph.article import Article

MAX_BYTES = 10_000_000
"""Largest file (or line of JSON Lines) that is read."""

MAX_CHARACTERS = 1_000_000
"""Longest text of one article. Longer ones are archives, not articles, and exceed what spaCy accepts."""

IsGerman = Callable[[str], bool]


class UnreadableError(Exception):
    """The content at hand cannot be read; the message is the reason to report."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An article as its format states it: `text` is normalised, the rest is known or None."""

    text: str
    title: str | None = None
    published: str | None = None
    source: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Rejected:
    """Something that gives no article. `skipped`: on purpose (no text, not German); else it could not be read."""

    path: Path
    line: int | None
    reason: str
    skipped: bool


def display(path: Path) -> str:
    """Return the path as text that can be stored: bytes that are no UTF-8 become U+FFFD."""
    return os.fsencode(path).decode("utf-8", "replace")


def finish(draft: Draft, path: Path, is_german: IsGerman, line: int | None = None) -> Article | Rejected:
    """Make the article, or say why it is left out."""
    if not draft.text.strip():
        return Rejected(path, line, "no text", skipped=True)
    if len(draft.text) > MAX_CHARACTERS:
        reason = f"the text has {len(draft.text):,} characters, more than the {MAX_CHARACTERS:,} of the longest article"
        return Rejected(path, line, reason, skipped=False)
    if not is_german(draft.text):
        return Rejected(path, line, "the text is not German", skipped=True)
    fragment = f"#{line}" if line is not None else ""
    return Article(
        url=draft.url or path.resolve().as_uri() + fragment,
        text=draft.text,
        title=draft.title,
        published=draft.published,
        source=draft.source,
        path=display(path),
    )
