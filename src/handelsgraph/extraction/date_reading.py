"""Date expressions of a text, resolved against the day the article counts from."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handelsgraph.extraction.date_base import Day, Direction, fill_year, make, parse, shift_days, shift_months, weekday
from handelsgraph.extraction.date_grammar import ANAPHORA, cue, number_of, patterns
from handelsgraph.extraction.resources import data
from handelsgraph.extraction.state import DateExpression, Sentences

_AROUND = 300  # characters in which a verb says where a bare weekday points


def dateline(text: str) -> str | None:
    """Return the first full date of a text: the day a press text without other information counts from."""
    for match in _matches(text):
        if match[0] in {"iso", "numeric", "day_month"}:
            day = _resolve(match[0], match[1], None, None, None)
            if day is not None and day.day:
                return day.iso
    return None


def read_dates(text: str, published: str | None, sentences: Sentences) -> list[DateExpression]:
    """Return the dates that the text fixes, in order of appearance."""
    base = parse(published)
    out: list[DateExpression] = []
    last: Day | None = None
    for name, match in _matches(text):
        if name == "year" and _no_date(text, match):
            continue
        start, end = sentences.spans[sentences.at(match.start())] if sentences.spans else (0, len(text))
        around = text[max(start, match.start() - _AROUND) : min(end, match.end() + _AROUND)]
        day = _resolve(name, match, base, last, _direction(around))
        if day is not None:
            behind, ahead = (_resolve(name, match, base, last, way) or day for way in ("past", "future"))
            out.append(DateExpression(match.start(), match.end(), day.iso, behind.iso, ahead.iso))
            last = day
    return out


def _matches(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    """Return matches of all patterns that do not overlap, in order; of two that do the earlier pattern's wins."""
    taken: dict[int, tuple[str, re.Match[str]]] = {}
    covered = bytearray(len(text))
    for name, pattern in patterns().items():
        for match in pattern.finditer(text):
            start, end = match.span()
            if not any(covered[start:end]):
                covered[start:end] = b"\x01" * (end - start)
                taken[start] = (name, match)
    return (taken[start] for start in sorted(taken))


def _no_date(text: str, match: re.Match[str]) -> bool:
    """Return whether a bare year is a number or a part of something else."""
    before = text[max(0, match.start() - 30) : match.start()].rstrip()
    after = text[match.end() : match.end() + 30].lstrip()
    rejected = data("dates")
    return bool(
        re.search(rf"(?:\b{rejected['no_date_before']})$", before) or re.match(rf"{rejected['no_date_after']}\b", after)
    )


def _direction(sentence: str) -> Direction:
    """Return where a bare weekday or month of the sentence points."""
    if cue("future").search(sentence) and not cue("past_tense").search(sentence):
        return "future"
    return None


def _which(word: str | None) -> int | None:
    """Return how many units the word counts from now: vergangenen -1, diese 0, kommenden 1."""
    if not word:
        return None
    offsets = {"past": -1, "next": 1, "this": 0, "before_last": -2, "after_next": 2}
    return next((n for name, n in offsets.items() if cue(name).fullmatch(word)), None)


def _toward(offset: int | None, direction: Direction) -> Direction:
    return direction if offset is None else "past" if offset < 0 else "future" if offset > 0 else None


def _resolve(name: str, match: re.Match[str], base: Day | None, last: Day | None, direction: Direction) -> Day | None:
    """Return the date a match says, as far as it can be fixed."""
    group = match.groupdict()
    if name in {"iso", "numeric", "numeric_range"}:
        year = int(group["year"])
        return make(year + 2000 if year < 100 else year, int(group["month_number"]), int(group["day"]))
    if name == "year":
        return make(int(group["year"]))
    if name in ANAPHORA:
        return _from_last(name, last)
    explicit = group.get("year") or group.get("end_year")
    if name in {"day_month", "month_of_year"}:
        month = number_of("months", group["month"])
        day = int(group["day"]) if group.get("day") else None
        return _in_year(base, month, day, explicit, group, direction)
    if name == "season":
        month = number_of("seasons", group["season"])
        found = _in_year(base, month, None, explicit, group, direction)
        return make(found.year) if found else None
    if name == "holiday":
        return _in_year(base, number_of("holidays", group["holiday"]), None, explicit, group, direction)
    return _relative(name, group, base, direction) if base else None


def _in_year(
    base: Day | None,
    month: int,
    day: int | None,
    explicit: str | None,
    group: dict[str, str | None],
    towards: Direction,
) -> Day | None:
    """Return a month (and day) of the year named with it, else of the year that fits."""
    if explicit:
        return make(int(explicit), month, day)
    if base is None:
        return None
    of_year = _which(group.get("which_year"))
    if of_year is not None:
        return make(base.year + of_year, month, day)
    return fill_year(base, month, day, _toward(_which(group.get("which")), towards))


def _from_last(name: str, last: Day | None) -> Day | None:
    """Return a date counted from the one named last."""
    if last is None:
        return None
    if name.startswith("year"):
        return make(last.year + (1 if name == "year_after" else -1))
    if name == "same_year":
        return make(last.year)
    if name == "same_month":
        return make(last.year, last.month) if last.month else None
    return shift_days(last, {"same_date": 0, "day_after": 1, "day_before": -1}[name])


def _relative(name: str, group: dict[str, str | None], base: Day, direction: Direction) -> Day | None:
    """Return a date counted from the article's."""
    offset = _which(group.get("which"))
    if name == "day_of_month":
        day = int(group["day"] or 0)
        return make(base.year, base.month, day) if base.month else None
    if name == "weekday_of_week":
        return weekday(
            base, number_of("weekdays", group["weekday"] or ""), None, -1 if group["week_before"] else offset
        )
    if name == "weekday":
        return weekday(base, number_of("weekdays", group["weekday"] or ""), _toward(offset, direction))
    if name == "weekend":
        return weekday(base, 5, _toward(offset, direction))
    if name == "relative_day":
        number = number_of("relative_days", group["relative"] or "")
        return base if number == 0 else shift_days(base, number)
    if name == "this_year":
        return make(base.year)
    if name in {"ago", "ahead"}:
        words = data("dates")["numbers"]
        written = group["number"] or ""
        count = words.get(written) or int(written)
        return _by_unit(group, base, -count if name == "ago" else count)
    if name == "compound":
        unit, _, when = next(key for key, value in group.items() if value).partition("_")
        return _by_unit({unit: "x"}, base, -1 if when == "before" else 1)
    return _by_unit(group, base, offset or 0)


def _by_unit(group: dict[str, str | None], base: Day, count: int) -> Day | None:
    """Return the date so many days, weeks, months or years from the base, as precise as that can be meant."""
    if group.get("year"):
        return make(base.year + count)
    if group.get("month"):
        return shift_months(base, count)
    days = count * (1 if group.get("day") else 7)
    moved = shift_days(base, days)
    if moved is None or group.get("day"):
        return moved
    return make(moved.year, moved.month)
