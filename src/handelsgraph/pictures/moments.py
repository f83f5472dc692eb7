"""From dates as they are written to points of a time axis."""

from __future__ import annotations

import calendar
import re

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?\Z")


def span(text: str) -> tuple[float, float] | None:
    """Return where a date, a part of one ("2017", "2017-11") or an interval ("2017-05-03/2017-05-09") begins and ends.

    The unit is years: the second of July 2017 is about 2017.5. None for what is no date.
    """
    first, _, last = text.partition("/")
    begin, end = _days(first), _days(last or first)
    return (begin[0], end[1]) if begin and end and begin[0] < end[1] else None


def _days(text: str) -> tuple[float, float] | None:
    found = _DATE.match(text)
    if not found:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    if year is None or not 1 <= year <= 9999:
        return None
    length = 366 if calendar.isleap(year) else 365
    if month is None:
        return float(year), float(year + 1)
    if not 1 <= month <= 12:
        return None
    days = calendar.monthrange(year, month)[1]
    before = sum(calendar.monthrange(year, earlier)[1] for earlier in range(1, month))
    if day is None:
        return year + before / length, year + (before + days) / length
    return (year + (before + day - 1) / length, year + (before + day) / length) if 1 <= day <= days else None
