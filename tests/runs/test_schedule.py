"""When a source is due."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from handelsgraph.runs.schedule import due, due_at
from handelsgraph.web.source import SourcesFile

NOW = datetime(2024, 6, 10, 12, 0, tzinfo=UTC)


def source(schedule: str):  # type: ignore[no-untyped-def]
    entry = {"name": "a", "kind": "feed", "url": "https://example.org/feed", "schedule": schedule}
    return SourcesFile.model_validate({"source": [entry]}).sources()[0]


def test_never_visited_is_due_at_once() -> None:
    assert due([source("1d")], {}, NOW)


def test_not_before_its_time() -> None:
    assert not due([source("6h")], {"a": NOW - timedelta(hours=5)}, NOW)
    assert due([source("6h")], {"a": NOW - timedelta(hours=6)}, NOW)


def test_missed_times_are_made_up_for_once() -> None:
    old = source("0 6 * * *")
    assert due([old], {"a": NOW - timedelta(days=9)}, NOW)
    assert due_at(old, {"a": NOW}, NOW) == datetime(2024, 6, 11, 6, 0, tzinfo=UTC)
