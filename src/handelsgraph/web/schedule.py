"""How often: an interval such as "6h", or five cron fields such as "0 6 * * 1-5"."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from cronsim import CronSim, CronSimError

_INTERVAL = re.compile(r"(\d{1,4})\s*([smhdw])")
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


def interval(text: str) -> timedelta:
    """Return the interval written as a number and a unit: s, m, h, d or w. Raises ValueError."""
    match = _INTERVAL.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"{text!r} is no interval such as 30m, 6h, 1d or 2w")
    return timedelta(**{_UNITS[match[2]]: int(match[1])})


def checked_schedule(text: str) -> str:
    """Return the schedule as it stands. Raises ValueError if it is neither an interval nor five cron fields."""
    if len(text.split()) == 5:
        try:
            CronSim(text, datetime(2000, 1, 1))
        except CronSimError as error:
            raise ValueError(f"{text!r} is no cron schedule: {str(error).lower()}") from None
        return text
    try:
        every = interval(text)
    except ValueError:
        either = "an interval such as 6h nor five cron fields such as 0 6 * * 1-5"
        raise ValueError(f"{text!r} is neither {either}") from None
    if every < timedelta(minutes=1):
        raise ValueError("a schedule of less than a minute")
    return text


def next_after(schedule: str, last: datetime) -> datetime:
    """Return the first time after `last` at which the schedule calls for a run.

    Cron fields count in the time zone of `last`, which must be an aware time.
    """
    if len(schedule.split()) == 5:
        return next(CronSim(schedule, last))
    return last + interval(schedule)
