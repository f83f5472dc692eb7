"""Staying up until Ctrl-C: what the commands that serve something have in common."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from handelsgraph.graph import Login


@contextmanager
def stop_signals() -> Iterator[threading.Event]:
    """Give an event that SIGINT or SIGTERM sets."""
    asked = threading.Event()
    previous = {number: signal.signal(number, lambda *_: asked.set()) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield asked
    finally:
        for number, handler in previous.items():
            signal.signal(number, handler)


def wait(asked: threading.Event) -> None:
    """Return when the event is set."""
    # a wait without a limit cannot be interrupted on every platform
    while not asked.wait(0.5):
        pass


def login_data(login: Login) -> dict[str, Any]:
    """Return a login as data, its password included."""
    return {
        "uri": login.uri,
        "username": login.username,
        "password": login.password,
        "database": login.database,
    }
