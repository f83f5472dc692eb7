"""Ending a long job politely: the first SIGINT or SIGTERM asks it to stop, a second SIGINT interrupts it at once.

Signals are the process's, and so is the flag: whoever waits for something outside of this process, a database or a
server, waits with `pause` and `stoppable`, and so ends soon after a stop was asked for.
"""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TypeVar

from handelsgraph.errors import ExitCode, HandelsgraphError

T = TypeVar("T")

GRACE = 5.0
"""Seconds after a stop was asked for in which what is under way may end by itself; Docker kills after ten."""

_SIGNALS = (signal.SIGINT, signal.SIGTERM)
_SLICE = 0.1
_LEAST = 0.5  # seconds that anything gets that begins when the grace is over


class StoppedError(HandelsgraphError):
    """Raised out of a wait when the job is asked to stop."""

    exit_code = ExitCode.INTERRUPTED

    def __init__(self, message: str = "stopped", remedy: str | None = None) -> None:
        super().__init__(message, remedy)


class _Asked:
    """Whether and when (monotonic) a stop was asked for."""

    def __init__(self) -> None:
        self.event = threading.Event()
        self.at = 0.0

    def ask(self, number: int, _frame: FrameType | None) -> None:
        if self.event.is_set() and number == signal.SIGINT:
            raise KeyboardInterrupt
        if not self.event.is_set():
            self.at = time.monotonic()
            self.event.set()


_current: _Asked | None = None


@contextmanager
def graceful_stop() -> Iterator[Callable[[], bool]]:
    """Within this context the two signals only set a flag; the function given tells whether it is set.

    Outside of the main thread, where Python allows no signal handlers, nothing is changed.
    """
    global _current
    asking = _Asked()
    if threading.current_thread() is not threading.main_thread():
        yield asking.event.is_set
        return
    previous = {number: signal.signal(number, asking.ask) for number in _SIGNALS}
    outer, _current = _current, asking
    try:
        yield asking.event.is_set
    finally:
        _current = outer
        for number, handler in previous.items():
            signal.signal(number, handler)


def asked() -> bool:
    """Return whether a `graceful_stop` is going on in this process and was asked to stop."""
    return _current is not None and _current.event.is_set()


def pause(seconds: float) -> bool:
    """Wait; return true, and earlier, if a stop is asked for meanwhile."""
    if _current is None:
        time.sleep(seconds)
        return False
    return _current.event.wait(seconds)


def stoppable(call: Callable[[], T], stop: Callable[[], bool] | None = None) -> T:
    """Return what `call` returns, or raises; raise StoppedError if it goes on too long after a stop was asked for.

    It then goes on in its thread until it ends by itself, or the process does. Without `stop` it is what `asked` says,
    and `call` has the rest of the grace to end; with it, `call` is left at once.
    """
    if stop is None and _current is None:
        return call()
    outcome: list[T | BaseException] = []

    def target() -> None:
        try:
            outcome.append(call())
        except BaseException as error:
            outcome.append(error)

    thread = threading.Thread(target=target, name="handelsgraph-stoppable", daemon=True)
    thread.start()
    since: float | None = None
    while thread.is_alive():
        thread.join(_SLICE)
        if since is None and (stop or asked)():
            since = time.monotonic()
        if since is not None and time.monotonic() > since + (0.0 if stop else _left(since)) and thread.is_alive():
            raise StoppedError
    match outcome[0]:
        case BaseException() as error:
            raise error
        case found:
            return found


def _left(now: float) -> float:
    """Return how much of the grace was left at `now`."""
    return max(_LEAST, (_current.at if _current else now) + GRACE - now)
