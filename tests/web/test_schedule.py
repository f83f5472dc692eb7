from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from handelsgraph.web import next_after
from handelsgraph.web.schedule import checked_schedule, interval

LAST = datetime(2024, 6, 7, 12, 30, tzinfo=UTC)  # a Friday


@pytest.mark.parametrize(
    ("schedule", "then"),
    [
        ("30m", datetime(2024, 6, 7, 13, 0, tzinfo=UTC)),
        ("6h", datetime(2024, 6, 7, 18, 30, tzinfo=UTC)),
        ("2w", datetime(2024, 6, 21, 12, 30, tzinfo=UTC)),
        ("0 6 * * 1-5", datetime(2024, 6, 10, 6, 0, tzinfo=UTC)),
        ("*/15 * * * *", datetime(2024, 6, 7, 12, 45, tzinfo=UTC)),
    ],
)
def test_the_next_time(schedule: str, then: datetime) -> None:
    assert checked_schedule(schedule) == schedule
    assert next_after(schedule, LAST) == then


def test_cron_fields_count_in_local_time_also_when_the_clocks_change() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    before = datetime(2024, 3, 30, 7, 0, tzinfo=berlin)
    after = next_after("0 6 * * *", before)
    assert (after.day, after.hour, after.utcoffset()) == (31, 6, timedelta(hours=2))


@pytest.mark.parametrize("text", ["", "daily", "6", "h", "-1h", "30s", "0 6 * *", "99 * * * *", "0 6 31 2 *", "1.5h"])
def test_no_schedule(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        checked_schedule(text)


def test_intervals() -> None:
    assert interval("0s") == timedelta(0)
    assert interval(" 90 m") == timedelta(minutes=90)
