"""Partial dates and the day an article counts from."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from typing import Literal

Direction = Literal["past", "future"] | None
FIRST_YEAR, LAST_YEAR = 1900, 2099


@dataclass(frozen=True, slots=True)
class Day:
    """A date as precise as it is known: year, year and month, or all three."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def iso(self) -> str:
        """ISO date or prefix."""
        parts = (f"{self.year:04d}", f"{self.month:02d}" if self.month else "", f"{self.day:02d}" if self.day else "")
        return "-".join(filter(None, parts))

    @property
    def date(self) -> dt.date | None:
        """Return the day, if it is known."""
        return dt.date(self.year, self.month, self.day) if self.month and self.day else None


def make(year: int, month: int | None = None, day: int | None = None) -> Day | None:
    """Return the date, or None if the calendar lacks it."""
    if not FIRST_YEAR <= year <= LAST_YEAR or (month is not None and not 1 <= month <= 12):
        return None
    if day is not None and (month is None or not 1 <= day <= calendar.monthrange(year, month)[1]):
        return None
    return Day(year, month, day)


def parse(iso: str | None) -> Day | None:
    """Return the date an ISO string (or prefix of one) gives; None if it gives none."""
    if not iso:
        return None
    parts = iso[:10].split("-")
    if not all(p.isdecimal() for p in parts) or len(parts) > 3:
        return None
    return make(*map(int, parts))


def shift_days(base: Day, days: int) -> Day | None:
    """Return the day so many days from the base, if the base is a day."""
    if base.date is None:
        return None
    moved = base.date + dt.timedelta(days=days)
    return make(moved.year, moved.month, moved.day)


def shift_months(base: Day, months: int) -> Day | None:
    """Return the month so many months from the base's."""
    if base.month is None:
        return None
    index = base.year * 12 + base.month - 1 + months
    return make(index // 12, index % 12 + 1)


def fill_year(base: Day, month: int, day: int | None, direction: Direction) -> Day | None:
    """Return the month (and day) nearest to the base, or the last before or the next after it."""
    if base.month is None:
        return make(base.year, month, day)
    here = base.year * 372 + base.month * 31 + (base.day or 15 if day else 0)
    best: tuple[int, Day] | None = None
    for year in (base.year, base.year - 1, base.year + 1):
        candidate = make(year, month, day)
        if candidate is None:
            continue
        apart = year * 372 + month * 31 + (day or 0) - here
        if (direction == "past" and apart >= 0) or (direction == "future" and apart < 0):
            continue
        if best is None or abs(apart) < best[0]:
            best = (abs(apart), candidate)
    return best[1] if best else None


def weekday(base: Day, wanted: int, direction: Direction, weeks: int | None = None) -> Day | None:
    """Return the last or next such weekday, or that of a week counted from the base's; without a direction the
    base's own day counts, else the last one.
    """
    if base.date is None:
        return None
    today = base.date.weekday()
    if weeks is not None:
        return shift_days(base, wanted - today + 7 * weeks)
    if direction == "future":
        return shift_days(base, (wanted - today - 1) % 7 + 1)
    back = (today - wanted) % 7
    return shift_days(base, -(back or 7) if direction == "past" else -back)
