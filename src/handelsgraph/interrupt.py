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
from typing import Generic, TypeVar

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
    aside = Aside(call)
    since: float | None = None
    while not aside.ended(_SLICE):
        if since is None and (stop or asked)():
            since = time.monotonic()
        if since is not None and time.monotonic() > since + (0.0 if stop else _left(since)) and not aside.ended(0):
            raise StoppedError
    return aside.result()


class Aside(Generic[T]):
    """A call in a thread of its own, which may be left behind: it then goes on until it ends, or the process does."""

    def __init__(self, call: Callable[[], T]) -> None:
        self._call = call
        self._outcome: list[T | BaseException] = []
        self._thread = threading.Thread(target=self._run, name="handelsgraph-aside", daemon=True)
        self._thread.start()

    def _run(self) -> None:
        try:
            self._outcome.append(self._call())
        except BaseException as error:
            self._outcome.append(error)

    def ended(self, seconds: float) -> bool:
        """Wait so long at most; return whether it has ended."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def result(self) -> T:
        """Return what the call returned, or raise what it raised; it must have ended."""
        match self._outcome[0]:
            case BaseException() as error:
                raise error
            case found:
                return found


def _left(now: float) -> float:
    """Return how much of the grace was left at `now`."""
    return max(_LEAST, (_current.at if _current else now) + GRACE - now)
