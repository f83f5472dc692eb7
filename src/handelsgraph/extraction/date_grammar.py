"""Regular expressions for German date expressions, built from data/dates.yaml."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from handelsgraph.extraction.resources import data

Table = dict[int, list[str]]


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


def words_of(table: str) -> str:
    """Return an alternation of all words of a numbered table."""
    return _any(word for words in data("dates")[table].values() for word in words)


def number_of(table: str, word: str) -> int:
    """Return the number under which a table has a word."""
    entries: Table = data("dates")[table]
    return next(n for n, words in entries.items() if any(re.fullmatch(w, word) for w in words))


@cache
def patterns() -> dict[str, re.Pattern[str]]:
    """Return the patterns by name, those that must win first."""
    d: dict[str, Any] = data("dates")
    month = f"(?P<month>{words_of('months')})"
    day = r"(?P<day>\d{1,2})\."
    which = f"(?P<which>{d['past']}|{d['next']}|{d['this']}|{d['before_last']}|{d['after_next']})"
    part = d["parts_of_day"]
    weekday = f"(?P<weekday>{words_of('weekdays')}){part}"
    year = r"(?P<year>(?:19|20)\d\d)"
    of_year = rf"(?:\s+(?:des\s+)?(?P<which_year>{d['past']}|{d['next']}|{d['this']})\s+Jahres)"
    unit = _any(f"(?P<{name}>{form})" for name, form in d["units"].items())
    number = rf"(?P<number>\d{{1,2}}|{_any(d['numbers'])})"
    until = r"(?:\s*(?:bis|und|sowie|[-–/])\s*(?:einschließlich\s+|zum\s+|am\s+|dem\s+|den\s+)*\d{1,2}\.)"
    end_month = (
        rf"(?:\s*(?:bis|[-–])\s*(?:zum\s+)?\d{{1,2}}\.\s*(?:{words_of('months')})(?:\s+(?P<end_year>(?:19|20)\d\d))?)"
    )
    on_weekday = rf"(?:{words_of('weekdays')}){part},?\s+(?:de[nm]\s+)?"
    week_of = rf"(?:\s+(?:in\s+)?(?:der\s+)?(?:{which}\s+Woche|(?P<week_before>Vorwoche)))"
    numeric_day, numeric_month = r"(?P<day>\d{1,2})\.", r"(?P<month_number>\d{1,2})\."
    short_year = r"(?P<year>(?:19|20)?\d\d)"
    texts = {
        "iso": r"(?P<year>(?:19|20)\d\d)-(?P<month_number>\d\d)-(?P<day>\d\d)",
        "numeric": rf"{numeric_day}(?:\s?(?:bis|[-–/])\s?\d{{1,2}}\.)?\s?{numeric_month}\s?{short_year}(?!\d|[.,:]\d)",
        "numeric_range": rf"{numeric_day}\s?{numeric_month}\s?(?:bis|[-–])\s?\d{{1,2}}\.\s?\d{{1,2}}\.\s?{short_year}",
        "day_month": rf"(?:{on_weekday})?{day}(?:{until})*\s*{month}(?:{end_month}|\s+{year}|{of_year})?",
        "day_of_month": rf"(?:[Aa]m|[Vv]om|[Dd]em|[Zz]um)\s+{day}(?:{until})?(?=\s+[a-zäöü]|[,;)])",
        "weekday_of_week": rf"{weekday}{week_of}",
        "weekday": rf"(?:{which}\s+)?{weekday}",
        "month_of_year": rf"(?:{which}\s+)?{month}(?:\s+{year}|{of_year})?",
        "season": rf"(?:{which}\s+)?(?P<season>{words_of('seasons')})s?(?:\s+{year}|{of_year})?",
        "holiday": rf"(?P<holiday>{words_of('holidays')})s?(?:\s+{year})?",
        "weekend": rf"(?:{which}\s+)?{d['weekend']}",
        "which_unit": rf"{which}\s+(?:{unit})",
        "compound": _any(
            f"(?P<{name}_{('before', 'same', 'after')[offset + 1]}>{_any(words)})"
            for name, offsets in d["compounds"].items()
            for offset, words in offsets.items()
            if words
        ),
        "ago": rf"(?:[Vv]or|[Ss]eit)\s+(?:rund\s+|etwa\s+|knapp\s+|gut\s+|genau\s+)?{number}\s+(?:{unit})",
        "ahead": rf"[Ii]n\s+(?:rund\s+|etwa\s+)?{number}\s+(?:{unit})",
        "relative_day": f"(?P<relative>{words_of('relative_days')})",
        "this_year": _any(d["this_year"]),
        **{name: d[name] for name in ANAPHORA},
        "year": rf"{year}(?:/\d\d(?:\d\d)?)?(?![.,:]\d)",
    }
    return {name: re.compile(rf"(?<![\w.]){text}(?!\w)") for name, text in texts.items()}


ANAPHORA = ("same_date", "same_month", "same_year", "day_after", "day_before", "year_after", "year_before")


@cache
def cue(name: str) -> re.Pattern[str]:
    """Return a pattern of a cue word of the data file."""
    return re.compile(rf"\b{data('dates')[name]}\b")
