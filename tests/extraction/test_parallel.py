"""Reading ahead: order, bounds, faults and giving up, with extractors that do what a test needs."""

from __future__ import annotations

import threading
from contextlib import closing
from typing import Any

import pytest

from handelsgraph.extraction.parallel import cores, read_ahead
from handelsgraph.reading import Reading


class Echo:
    """Gives the text back as the reading's extractor; waits on texts that start with "wait"."""

    def __init__(self, shared: Echo | None = None) -> None:
        self.team: list[Echo] = shared.team if shared else []
        self.go = shared.go if shared else threading.Event()
        self.given_up: list[bool] = []
        self.busy = threading.Lock()
        self.team.append(self)

    def extract(self, text: str, date: str | None = None) -> Reading:
        assert self.busy.acquire(blocking=False), "one extractor in two threads"
        try:
            if text.startswith("wait"):
                self.go.wait(20)
            if text == "fault":
                raise ValueError(text)
            return Reading(extractor=f"{text} {date}")
        finally:
            self.busy.release()

    def twin(self) -> Echo:
        return Echo(self)

    def give_up(self, asked: bool) -> None:
        self.given_up.append(asked)
        if asked:
            self.go.set()


def text_of(item: str) -> tuple[str, str | None] | None:
    return None if item.startswith("skip") else (item, "2020")


def ahead(extractor: Any, items: Any, workers: int) -> Any:
    return read_ahead(extractor, items, text_of, workers)


@pytest.mark.parametrize("workers", [1, 2, 5])
def test_readings_come_in_the_order_of_the_items(workers: int) -> None:
    items = [f"skip {n}" if n % 3 == 0 else f"text {n}" for n in range(200)]
    given = [(item, reading and reading().extractor) for item, reading in ahead(Echo(), iter(items), workers)]
    assert given == [(item, None if item.startswith("skip") else f"{item} 2020") for item in items]


def test_a_slow_text_does_not_change_the_order() -> None:
    echo = Echo()
    threading.Timer(0.2, echo.go.set).start()
    found = [reading().extractor for _, reading in ahead(echo, ["wait", "b", "c"], 2)]
    assert found == ["wait 2020", "b 2020", "c 2020"]


@pytest.mark.parametrize("workers", [1, 2])
def test_a_fault_is_that_of_its_own_item(workers: int) -> None:
    found = []
    for item, reading in ahead(Echo(), ["a", "fault", "b"], workers):
        try:
            found.append(reading().extractor)
        except ValueError as error:
            found.append(f"{item}: {error}")
    assert found == ["a 2020", "fault: fault", "b 2020"]


def test_no_more_is_taken_from_the_input_than_can_be_read() -> None:
    taken = []

    def endless() -> Any:
        for n in range(10_000):
            taken.append(n)
            yield f"wait {n}"

    with closing(ahead(Echo(), endless(), 2)) as found:
        next(found)
        assert len(taken) <= 5


def test_what_needs_no_reading_does_not_pile_up_either() -> None:
    taken = []

    def mostly_skipped() -> Any:
        yield "wait"
        for n in range(10_000):
            taken.append(n)
            yield f"skip {n}"

    with closing(ahead(Echo(), mostly_skipped(), 2)) as found:
        next(found)
        assert len(taken) <= 100


def test_leaving_gives_up_what_is_being_read() -> None:
    echo = Echo()
    threads = threading.active_count()
    with closing(ahead(echo, [f"wait {n}" for n in range(100)], 3)) as found:
        next(found)
    assert echo.given_up == [True, False]
    assert threading.active_count() == threads


def test_extractors_are_made_only_for_work_there_is() -> None:
    echo = Echo()
    assert len(list(ahead(echo, ["a"], 8))) == 1
    assert len(echo.team) == 1


def test_there_is_a_core() -> None:
    assert cores() >= 1
