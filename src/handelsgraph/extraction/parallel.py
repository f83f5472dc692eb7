"""Reading many articles with several processes."""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from typing import Any

from handelsgraph.reading import Reading

_AHEAD = 4  # texts a process may have waiting, so that a long input is not read into memory

_extractor: Any = None


def _start(origin: dict[str, Any]) -> None:
    """Load the extractor in a new process. Ctrl-C is the parent's to handle."""
    global _extractor
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    from handelsgraph.extraction import load

    _extractor = load(**origin)


def _read(text: str, date: str | None) -> Reading:
    reading: Reading = _extractor.extract(text, date)
    return reading


def read_parallel(origin: dict[str, Any], texts: Iterable[tuple[str, str | None]], processes: int) -> Iterator[Reading]:
    """Yield the readings in the order of the texts."""
    # a fresh interpreter each: ONNX Runtime's threads do not survive a fork
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, context, _start, (origin,)) as pool:
        waiting: deque[Future[Reading]] = deque()
        try:
            for text, date in texts:
                waiting.append(pool.submit(_read, text, date))
                if len(waiting) >= _AHEAD * processes:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()
