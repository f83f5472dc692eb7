from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handelsgraph.graph import Edge
from handelsgraph.queries.dealings import cells, fits, telling


def edge(kind: str = "MET", **properties: object) -> Edge:
    return Edge("1", kind, "a", "b", {"dates": [], "reported": [], "planned": False, "articles": 1} | properties)


@pytest.mark.parametrize(
    ("day", "since", "until", "fitting"),
    [
        ("2017-05-03", "2017-05-03", "2017-05-03", True),
        ("2017-05-03", "2017-05-04", None, False),
        ("2017-05", "2017-05-20", None, True),  # any of its days
        ("2017-05", None, "2017-05-01", True),
        ("2017-05", "2017-06", None, False),
        ("2017", "2017-12", "2018", True),
        ("2018-01-01", None, "2017", False),
        (None, None, None, True),
        (None, "2017", None, False),
    ],
)
def test_dates_fit(day: str | None, since: str | None, until: str | None, fitting: bool) -> None:
    assert fits(day, since, until) is fitting


@given(st.dates(), st.dates(), st.dates())
def test_whole_dates_fit_as_dates_do(day: object, since: object, until: object) -> None:
    assert fits(str(day), str(since), str(until)) is (str(since) <= str(day) <= str(until))


def test_the_date_of_the_dealing_goes_before_that_of_the_article() -> None:
    both = [edge(dates=["2010", "2020-03"], reported=["2015-06-01"])]
    assert cells(both, None, None)[:2] == ["2010, 2020-03", "dealing"]
    assert cells(both, "2019", None)[:2] == ["2020-03", "dealing"]
    assert cells(both, "2015", "2015")[:2] == ["2015-06-01", "article"]  # a span from 2010 to 2020 does not fit 2015
    assert cells([edge()], None, None)[:2] == [None, None]


def test_many_dates_are_given_by_the_first_and_the_last() -> None:
    assert cells([edge(dates=["2010", "2011", "2012", "2013"])], None, None)[0] == "2010/2013"


def test_a_row_is_planned_if_one_of_its_dealings_is_and_as_sure_as_its_weakest() -> None:
    assert cells([edge(articles=5), edge(planned=True, articles=2)], None, None)[2:] == [True, 2]


def test_who_represents_whom_counts_only_by_itself() -> None:
    met, represents = edge(dates=["2017"]), edge("REPRESENTS", reported=["2019"])
    assert telling([represents, met]) == [met]
    assert telling([represents]) == [represents]
    assert cells([represents, met], None, None)[0] == "2017"
