"""Dealing with many articles in parts, where something is asked about all articles of a part at once."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

from handelsgraph.article import Article

T = TypeVar("T")

_ITEMS = 100
_CHARACTERS = 1_000_000
_SECONDS = 0.5


def parts(items: Iterable[T]) -> Iterator[list[T]]:
    """Yield the items, articles among them, in lists that are small, and soon full."""
    part: list[T] = []
    characters, began = 0, time.monotonic()
    for item in items:
        part.append(item)
        characters += len(item.text) if isinstance(item, Article) else 0
        if len(part) >= _ITEMS or characters >= _CHARACTERS or time.monotonic() - began >= _SECONDS:
            yield part
            part, characters, began = [], 0, time.monotonic()
    if part:
        yield part
