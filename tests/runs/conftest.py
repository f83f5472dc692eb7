from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "web"))
sys.path.append(str(Path(__file__).parent))

import meetings
from portal import Portal

from handelsgraph.graph import Graph, Report
from handelsgraph.places import Gazetteer
from handelsgraph.runs import Options, Summary, update
from handelsgraph.settings import Settings
from handelsgraph.web import SqliteState

DAY = timedelta(days=1)
FIRST = datetime(2024, 6, 1, 6, 0, tzinfo=UTC)


@pytest.fixture
def portal() -> Iterator[Portal]:
    with Portal() as running:
        yield running


@pytest.fixture
def state() -> Iterator[SqliteState]:
    with SqliteState() as opened:
        yield opened


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


Update = Callable[..., tuple[Summary, list[Report]]]


@pytest.fixture
def run(state: SqliteState, gazetteer: Gazetteer) -> Update:
    """Run an update, a day later with every call; returns its summary and what it reported."""
    clock = iter(FIRST + n * DAY for n in range(1000))

    def go(graph: Graph, *sources: Any, stop: Callable[[], bool] = lambda: False, **options: Any) -> Any:
        reports: list[Report] = []
        summary = update(
            list(sources),
            graph,
            meetings.Meetings(),
            gazetteer,
            state,
            Settings(contact="presse@example.org"),
            reports.append,
            Options(**options),
            stop=stop,
            now=next(clock),
        )
        return summary, reports

    return go
