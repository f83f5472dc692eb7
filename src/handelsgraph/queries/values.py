"""Values a user gives for parameters that name nothing: dates, numbers, texts, flags."""

from __future__ import annotations

import math
import re
from datetime import date

from handelsgraph.errors import InputError

_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_GERMAN = re.compile(r"(?:(?:(\d{1,2})\.\s?)?(\d{1,2})\.\s?)?(\d{4})")


def date_prefix(text: str) -> str:
    """Return the ISO date or prefix ("2017", "2017-07", "2017-07-03") that `text` gives, also as "3.7.2017".

    Raises InputError if it is none.
    """
    given = text.strip()
    if match := _ISO.fullmatch(given):
        year, month, day = match.groups()
    elif match := _GERMAN.fullmatch(given):
        day, month, year = match.groups()
    else:
        raise _no_date(text)
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        raise _no_date(text) from None
    return "-".join([year, *(part.zfill(2) for part in (month, day) if part)])


def number(text: str | float) -> float:
    """Return the number that `text` gives, with a point or a comma. Raises InputError if it is none."""
    try:
        found = float(str(text).replace(",", "."))
    except ValueError:
        found = math.nan
    if not math.isfinite(found):
        raise InputError(f"{text!r} is not a number", "write 0.6 or 0,6")
    return found


def whole_number(text: str | float) -> int:
    """Return the whole number that `text` gives. Raises InputError if it is none."""
    try:
        return int(text)
    except ValueError:
        raise InputError(f"{text!r} is not a whole number") from None


def _no_date(text: str) -> InputError:
    return InputError(f"{text!r} is not a date", "write 2017, 2017-07, 2017-07-03 or 3.7.2017")
