from __future__ import annotations

import signal
import threading
import time

import pytest

from handelsgraph import interrupt
from handelsgraph.interrupt import StoppedError, asked, graceful_stop, pause, stoppable


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_first_signal_only_asks(number: signal.Signals) -> None:
    with graceful_stop() as stop:
        assert not stop()
        signal.raise_signal(number)
        assert stop()


def test_a_second_interrupt_interrupts() -> None:
    with graceful_stop() as stop:
        signal.raise_signal(signal.SIGINT)
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
        signal.raise_signal(signal.SIGTERM)
        assert stop()


def test_the_former_handlers_come_back() -> None:
    before = signal.getsignal(signal.SIGTERM)
    with pytest.raises(RuntimeError), graceful_stop():
        raise RuntimeError
    assert signal.getsignal(signal.SIGTERM) is before


def test_other_threads_change_nothing() -> None:
    before = signal.getsignal(signal.SIGINT)
    seen = []

    def work() -> None:
        with graceful_stop() as stop:
            seen.append((signal.getsignal(signal.SIGINT) is before, stop()))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert seen == [(True, False)]


def test_a_pause_ends_when_a_stop_is_asked_for() -> None:
    assert not pause(0.01)
    with graceful_stop():
        assert not asked()
        assert not pause(0.01)
        signal.raise_signal(signal.SIGTERM)
        assert asked()
        began = time.monotonic()
        assert pause(30)
        assert time.monotonic() - began < 5
    assert not asked()


def test_what_can_be_stopped_gives_what_it_gives() -> None:
    def fails() -> None:
        raise ValueError("inside")

    for stop in (None, lambda: False):
        assert stoppable(lambda: 7, stop) == 7
        with pytest.raises(ValueError, match="inside"):
            stoppable(fails, stop)
    assert stoppable(threading.current_thread) is threading.current_thread(), "nothing to be stopped by"


def test_what_goes_on_is_left_behind() -> None:
    end = threading.Event()
    with pytest.raises(StoppedError):
        stoppable(end.wait, lambda: True)
    end.set()


def test_what_is_under_way_has_a_while_to_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(interrupt, "GRACE", 0.6)
    end = threading.Event()
    with graceful_stop():
        signal.raise_signal(signal.SIGTERM)
        assert stoppable(lambda: time.sleep(0.2) or 7) == 7  # type: ignore[func-returns-value]
        with pytest.raises(StoppedError):
            stoppable(end.wait)
    end.set()
