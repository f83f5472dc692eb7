from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handelsgraph.errors import InputError
from handelsgraph.queries.values import date_prefix, number, whole_number


@pytest.mark.parametrize(
    ("text", "prefix"),
    [
        ("2017", "2017"),
        ("2017-7", "2017-07"),
        ("2017-07-03", "2017-07-03"),
        ("3.7.2017", "2017-07-03"),
        ("03. 07. 2017", "2017-07-03"),
        ("07.2017", "2017-07"),
        (" 2017 ", "2017"),
    ],
)
def test_dates_are_read_as_prefixes(text: str, prefix: str) -> None:
    assert date_prefix(text) == prefix


@pytest.mark.parametrize("text", ["", "17", "2017-13", "2017-02-30", "30.2.2017", "soon", "2017-07-03T10:00", "0000"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="is not a date"):
        date_prefix(text)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_day_is_read_in_both_notations(day: date) -> None:
    assert date_prefix(day.isoformat()) == day.isoformat()
    assert date_prefix(f"{day.day}.{day.month}.{day.year}") == day.isoformat()


def test_numbers() -> None:
    assert whole_number("12") == 12
    with pytest.raises(InputError, match="whole number"):
        whole_number("1.5")
    assert (number("0.5"), number("0,5"), number(1)) == (0.5, 0.5, 1.0)
    for text in ("half", "nan", "inf", ""):
        with pytest.raises(InputError, match="is not a number"):
            number(text)
