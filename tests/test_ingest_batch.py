"""Articles are read at the same time and written one after the other: order, faults, stopping, signals."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import meetings
import pytest

from handelsgraph.errors import ModelError
from handelsgraph.graph import Graph, open_graph
from handelsgraph.ingest import Kind, Outcome, Summary, ingest
from handelsgraph.places import Gazetteer
from handelsgraph.reading import Reading
from handelsgraph.settings import Settings

pytestmark = pytest.mark.slow

ARTICLES = 40
FIRMS = ["Adler", "Biber", "Dachs", "Elch", "Fuchs", "Gans", "Hase"]


class Uneven(meetings.Meetings):
    """Takes its time with every third article, so that later ones are read first."""

    def __init__(self) -> None:
        super().__init__()
        self.threads: set[int] = set()
        self.given_up: list[bool] = []
        self._number = 0

    def extract(self, text: str, date: str | None = None) -> Reading:
        self.threads.add(threading.get_ident())
        self._number += 1
        time.sleep(0.02 if self._number % 3 == 0 else 0)
        if "Totalausfall" in text:
            raise ModelError("the weights are damaged")
        return super().extract(text, date)

    def give_up(self, asked: bool) -> None:
        self.given_up.append(asked)


@pytest.fixture
def graph(tmp_path: Path) -> Iterator[Graph]:
    with opened(tmp_path / "data") as graph:
        yield graph


def opened(data: Path) -> AbstractContextManager[Graph]:
    return open_graph(Settings(data=data), access="write")


def records() -> list[dict[str, str]]:
    chance = random.Random(3)
    return [meetings.article(n, tuple(chance.sample(FIRMS, 2))) for n in range(ARTICLES)]  # type: ignore[arg-type]


def run(
    graph: Graph, path: Path, workers: int, stop: Callable[[list[Outcome]], bool] | None = None
) -> tuple[Summary, list[Outcome], Uneven]:
    outcomes: list[Outcome] = []
    extractor = Uneven()
    asked = (lambda: stop(outcomes)) if stop else None
    try:
        summary = ingest([path], graph, extractor, Gazetteer.load(), outcomes.append, workers=workers, stop=asked)  # type: ignore[arg-type]
    finally:
        if workers > 1:
            assert extractor.given_up == [True, False]
    return summary, outcomes, extractor


def test_articles_are_written_in_their_order_whoever_was_read_first(graph: Graph, tmp_path: Path) -> None:
    path = meetings.write(tmp_path / "a.jsonl", *records())
    summary, outcomes, extractor = run(graph, path, 4)
    assert summary.counts == {Kind.NEW: ARTICLES}
    assert [outcome.article for outcome in outcomes] == [item.article for item in run(graph, path, 1)[1]]
    assert 1 < len(extractor.threads) <= 4
    with opened(tmp_path / "alone") as other:
        run(other, path, 1)
        assert other.digest() == graph.digest()


def test_what_is_unchanged_is_not_read_again(graph: Graph, tmp_path: Path) -> None:
    path = meetings.write(tmp_path / "a.jsonl", *records())
    run(graph, path, 3)
    summary, _, extractor = run(graph, path, 3)
    assert (summary.counts, extractor.threads) == ({Kind.UNCHANGED: ARTICLES}, set())


def test_faults_and_repetitions_stay_in_their_place(graph: Graph, tmp_path: Path) -> None:
    some = records()[:6]
    some[2]["text"] += "Störfall im Werk."
    path = meetings.write(tmp_path / "a.jsonl", *some, some[0])
    summary, outcomes, _ = run(graph, path, 3)
    kinds = [Kind.NEW, Kind.NEW, Kind.FAILED, Kind.NEW, Kind.NEW, Kind.NEW, Kind.SKIPPED]
    assert [outcome.kind for outcome in outcomes] == kinds
    assert summary.counts[Kind.NEW] == 5


def test_a_stopped_run_writes_nothing_more_and_goes_on_later(graph: Graph, tmp_path: Path) -> None:
    path = meetings.write(tmp_path / "a.jsonl", *records())
    summary, outcomes, _ = run(graph, path, 3, lambda done: len(done) == 7)
    assert (summary.interrupted, len(outcomes)) == (True, 7)
    assert graph.status().articles == 7
    rest, _, _ = run(graph, path, 3)
    assert (rest.interrupted, rest.counts) == (False, {Kind.UNCHANGED: 7, Kind.NEW: ARTICLES - 7})


def test_an_error_that_all_would_meet_ends_the_run(graph: Graph, tmp_path: Path) -> None:
    some = records()
    some[9]["text"] += "Totalausfall."
    path = meetings.write(tmp_path / "a.jsonl", *some)
    with pytest.raises(ModelError):
        run(graph, path, 3)
    assert graph.status().articles == 9


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_a_batch_after_the_current_article(tmp_path: Path, number: signal.Signals) -> None:
    some = [record for _ in range(5) for record in records()]
    for position, record in enumerate(some):
        record["url"] = f"https://example.org/{position}"
    path = meetings.write(tmp_path / "a.jsonl", *some)
    here = Path(__file__).parent
    command = [sys.executable, str(here / "ingest_worker.py"), str(tmp_path / "data"), str(path), "3"]
    environment = {**os.environ, "PYTHONPATH": str(here)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as worker:
        assert worker.stdout is not None
        lines = [worker.stdout.readline() for _ in range(4)]
        worker.send_signal(number)
        rest = worker.communicate(timeout=120)[0].splitlines()
    assert (worker.returncode, rest[-1]) == (0, "interrupted")
    written = [line.split()[1] for line in [*lines[1:], *rest[:-1]]]
    with opened(tmp_path / "data") as graph:
        assert {*graph.ids()} == {*written}
        assert 3 <= len(written) < len(some)
        digest = graph.digest()
        graph.rebuild()
        assert graph.digest() == digest
