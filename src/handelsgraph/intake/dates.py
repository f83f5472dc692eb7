"""Dates as German articles write them, as ISO dates or prefixes. Only what is written; nothing is completed."""

from __future__ import annotations

import datetime
import re

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan jän", "feb", "mär mae mrz", "apr", "mai", "jun", "jul", "aug", "sep", "okt oct", "nov", "dez dec"),
        start=1,
    )
    for name in names.split()
}
_MONTH = (
    r"(?:Jan(?:uar)?|Jän(?:ner)?|Feb(?:ruar)?|M(?:ä|ae)rz|Mär|Mrz|Apr(?:il)?|Mai|Juni?|Juli?|Aug(?:ust)?|"
    r"Sept?(?:ember)?|O[kc]t(?:ober)?|Nov(?:ember)?|De[zc](?:ember)?)\.?"
)
_DAY = (
    r"(?:(?P<d1>\d{1,2})\.\s*(?P<m1>\d{1,2})\.\s*(?P<y1>(?:19|20)\d\d)"
    rf"|(?P<d2>\d{{1,2}})\.\s*(?P<m2>{_MONTH})\s+(?P<y2>(?:19|20)\d\d)"
    r"|(?P<y3>(?:19|20)\d\d)-(?P<m3>\d\d)-(?P<d3>\d\d))(?!\d)"
)
_MONTH_ONLY = rf"(?P<m4>{_MONTH})\s+(?P<y4>(?:19|20)\d\d)(?!\d)"

DATE = rf"(?:{_DAY}|{_MONTH_ONLY})"
"""Pattern of a written date, for patterns built around it; its groups are read by `iso_of`."""

_ISO_PREFIX = re.compile(r"(?P<y>\d{4})(?:-(?P<m>\d\d)(?:-(?P<d>\d\d)(?:[T ].*)?)?)?", re.DOTALL)
_WRITTEN = re.compile(DATE)


def iso_of(match: re.Match[str]) -> str | None:
    """Return the date of a match of a pattern that holds DATE; None if there is no such day."""
    for n in "1234":
        year, month = match.group(f"y{n}"), match.group(f"m{n}")
        if year is None or month is None:
            continue
        day = match.group(f"d{n}") if n != "4" else None
        number = int(month) if month.isdigit() else _MONTHS[month[:3].lower()]
        return _checked(int(year), number, int(day) if day else None)
    return None


def parse_date(value: object) -> str | None:
    """Return a date given as a value (sidecar, front matter, meta element): ISO, ISO prefix or German; else None."""
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    text = str(value).strip()
    if match := _ISO_PREFIX.fullmatch(text):
        year, month, day = match.groups()
        return _checked(int(year), int(month) if month else None, int(day) if day else None)
    written = _WRITTEN.fullmatch(text)
    return iso_of(written) if written else None


def _checked(year: int, month: int | None, day: int | None) -> str | None:
    try:
        datetime.date(year, month or 1, day or 1)
    except ValueError:
        return None
    return f"{year:04}" + (f"-{month:02}" if month else "") + (f"-{day:02}" if day else "")
