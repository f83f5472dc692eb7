"""Politeness: one request to a host at a time, with a pause before the next."""

from __future__ import annotations

import time
from collections.abc import Callable
from time import monotonic

from handelsgraph.interrupt import StoppedError

_SLICE = 0.1


class Pace:
    """When each host may be asked again. `stop` ends a wait."""

    def __init__(self, stop: Callable[[], bool]) -> None:
        self._stop = stop
        self._free: dict[str, float] = {}

    def ready(self, host: str) -> float:
        """Return the time (monotonic) from which the host may be asked."""
        return self._free.get(host, 0.0)

    def wait(self, host: str) -> None:
        """Wait for the host's turn. Raises StoppedError."""
        while (left := self.ready(host) - monotonic()) > 0:
            if self._stop():
                raise StoppedError
            time.sleep(min(left, _SLICE))

    def asked(self, host: str, delay: float) -> None:
        """Note that a request to the host has just ended; the next is to wait `delay` seconds."""
        self._free[host] = monotonic() + delay
