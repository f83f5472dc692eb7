from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from portal import Portal

from handelsgraph.settings import Settings
from handelsgraph.web import Fetched, Item, SqliteState, collect

Collect = Callable[..., list[Item]]
DAY = timedelta(days=1)


@pytest.fixture
def portal() -> Iterator[Portal]:
    with Portal() as running:
        yield running


@pytest.fixture
def state() -> Iterator[SqliteState]:
    with SqliteState() as opened:
        yield opened


@pytest.fixture
def day(state: SqliteState) -> Collect:
    """Collect, a day later with every call, and acknowledge everything. `taken` hears of each article then."""
    clock = iter(datetime(2024, 6, 1, tzinfo=UTC) + n * DAY for n in range(1000))

    def run(*sources, taken: Callable[[str], object] = str, **options) -> list[Item]:  # type: ignore[no-untyped-def]
        items = []
        for item in collect(sources, state, Settings(contact="presse@example.org"), now=next(clock), **options):
            item.acknowledge(state)
            if isinstance(item, Fetched):
                taken(item.content.id)
            items.append(item)
        return items

    return run
