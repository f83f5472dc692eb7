from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handelsgraph.extraction.date_reading import dateline, read_dates
from handelsgraph.extraction.state import Sentences

WEDNESDAY = "2016-09-21"


def dates(text: str, published: str | None = WEDNESDAY) -> list[str]:
    found = read_dates(text, published, Sentences([(0, len(text))]))
    assert all(text[d.start : d.end].strip() for d in found)
    return [d.iso for d in found]


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("am vergangenen Dienstag", "2016-09-20"),
        ("Am Montag kam sie", "2016-09-19"),
        ("Am Freitag wird sie reisen", "2016-09-23"),
        ("Freitag vergangener Woche", "2016-09-16"),
        ("am Donnerstagabend", "2016-09-15"),
        ("vom 10. bis 18. September", "2016-09-10"),
        ("vom 28. August bis 2. September 2015", "2015-08-28"),
        ("am 12. und 13. Mai 2012", "2012-05-12"),
        ("am 3./4. Juni", "2016-06-03"),
        ("Freitag, den 9. Mai 2014", "2014-05-09"),
        ("am 27.11.2017", "2017-11-27"),
        ("12.-15.05.2013", "2013-05-12"),
        ("2012-05-09", "2012-05-09"),
        ("im Herbst 2016", "2016"),
        ("im vergangenen Herbst", "2015"),
        ("Ende November", "2016-11"),
        ("im Mai vergangenen Jahres", "2015-05"),
        ("im kommenden Mai", "2017-05"),
        ("im Vorjahr", "2015"),
        ("seit 2007", "2007"),
        ("vor zwei Jahren", "2014"),
        ("vor drei Monaten", "2016-06"),
        ("heute", WEDNESDAY),
        ("Anfang nächster Woche", "2016-09"),
        ("im Wintersemester 2012/13", "2012"),
    ],
)
def test_expression(text: str, iso: str) -> None:
    assert dates(text) == [iso]


@pytest.mark.parametrize(
    "text",
    ["um 14.30 Uhr", "mit 2000 Mitarbeitern", "1991 gegründet", "Tel. 0361 5603-0", "am 31. Februar 2015", "bis 2030"],
)
def test_no_date(text: str) -> None:
    assert dates(text) == []


def test_dates_counted_from_the_one_before() -> None:
    assert dates("Am 3. Juni trafen sie sich, tags darauf reisten sie ab.") == ["2016-06-03", "2016-06-04"]


def test_without_an_article_date_only_full_dates_are_fixed() -> None:
    assert dates("Am Montag, im Mai 2014 und am 3. Juni", None) == ["2014-05"]


def test_a_bare_month_is_read_both_ways() -> None:
    text = "im Oktober"
    (found,) = read_dates(text, WEDNESDAY, Sentences([(0, len(text))]))
    assert (found.behind, found.ahead) == ("2015-10", "2016-10")


def test_dateline_is_the_first_full_date() -> None:
    assert dateline("Zwickau, Freitag, 17. Juli 2015. Seit 2013 …") == "2015-07-17"
    assert dateline("Ohne Datum, nur 2013") is None


@given(
    st.text(alphabet=st.sampled_from("0123456789. -/MaiJuniMontagvormdebis\n"), max_size=80),
    st.sampled_from([None, "2016", "2016-02", "2016-02-29"]),
)
def test_never_fails_and_never_invents_a_day(text: str, published: str | None) -> None:
    for d in read_dates(text, published, Sentences([(0, len(text))])):
        assert 0 <= d.start < d.end <= len(text)
        assert len(d.iso) in (4, 7, 10)
