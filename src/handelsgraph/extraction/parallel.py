"""Reading many articles at the same time, in threads.

Nearly all of the work is ONNX Runtime's, which runs without Python's lock; so threads use all cores, and the weights
are in memory once.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, TypeVar

from handelsgraph.reading import Reading

if TYPE_CHECKING:
    from handelsgraph.extraction.extractor import Extractor

_AHEAD = 2  # texts a thread may have waiting, so that a long input is not read into memory
_MOST = 64  # items that may wait behind one that is being read

Item = TypeVar("Item")
Text = tuple[str, str | None]
"""What is read: a text and the ISO date it counts relative dates from."""


def cores() -> int:
    """Return how many processor cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def read_ahead(
    extractor: Extractor, items: Iterable[Item], text_of: Callable[[Item], Text | None], workers: int
) -> Generator[tuple[Item, Callable[[], Reading] | None]]:
    """Yield the items in order, each with a function that returns its reading, or raises what reading it raised.

    An item without a text gets None. `workers` articles are read at the same time; a few more wait. Close the iterator
    to give up what is being read.
    """
    if workers <= 1:
        for item in items:
            text = text_of(item)
            yield item, None if text is None else partial(extractor.extract, *text)
        return
    team = _Team(extractor, workers)
    waiting: deque[tuple[Item, Future[Reading] | None]] = deque()
    try:
        for item in items:
            text = text_of(item)
            waiting.append((item, None if text is None else team.read(*text)))
            while waiting and (_ready(waiting[0][1]) or _full(waiting, workers)):
                yield _given(*waiting.popleft())
        while waiting:
            yield _given(*waiting.popleft())
    finally:
        team.leave()


def _given(item: Item, future: Future[Reading] | None) -> tuple[Item, Callable[[], Reading] | None]:
    return item, None if future is None else future.result


def _ready(future: Future[Reading] | None) -> bool:
    return future is None or future.done()


def _full(waiting: deque[tuple[Item, Future[Reading] | None]], workers: int) -> bool:
    return len(waiting) >= _MOST or sum(future is not None for _, future in waiting) >= _AHEAD * workers


class _Team:
    """Threads with an extractor each; further extractors are made when there is work for them."""

    def __init__(self, extractor: Extractor, workers: int) -> None:
        self._first = extractor
        self._free: SimpleQueue[Extractor] = SimpleQueue()
        self._free.put(extractor)
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix="reading")

    def read(self, text: str, date: str | None) -> Future[Reading]:
        """Have a text read."""
        return self._pool.submit(self._read, text, date)

    def _read(self, text: str, date: str | None) -> Reading:
        try:
            extractor = self._free.get_nowait()
        except Empty:
            extractor = self._first.twin()
        try:
            return extractor.extract(text, date)
        finally:
            self._free.put(extractor)

    def leave(self) -> None:
        """Give up all that is not read yet, and wait for the threads to end."""
        self._first.give_up(True)
        self._pool.shutdown(cancel_futures=True)
        self._first.give_up(False)
