from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from handelsgraph.cli.layout import GAP, NARROWEST, cell, column_widths, print_rows

COLUMNS = ["body", "town", "planned", "articles", "sentence", "title", "published", "source"]
ROW = [
    "LKT Lausitzer Klärtechnik GmbH",
    "Luckau",
    False,
    2,
    "Am 27. November 2017 traf sich in Luckau eine chinesische Delegation\nmit Vertretern des Unternehmens.",
    "[red]Gefragt[/red]",
    "2017-11-27",
    "https://example.org/" + "a-very-long-address-" * 6,
]


def shown(columns: list[str], rows: list[list[object]], width: int = 80) -> str:
    out = io.StringIO()
    print_rows(Console(file=out, width=width, markup=False, highlight=False), columns, rows)
    return out.getvalue()


def test_a_row_and_below_it_its_evidence() -> None:
    assert shown(COLUMNS, [ROW]).splitlines() == [
        "body                            town",
        "LKT Lausitzer Klärtechnik GmbH  Luckau",
        "  “Am 27. November 2017 traf sich in Luckau eine chinesische Delegation mit",
        "  Vertretern des Unternehmens.”",
        "  [red]Gefragt[/red], 2017-11-27, one of 2 articles that say so",
        "  " + ROW[-1],  # type: ignore[operator]
        "",
    ]


def test_a_flag_is_shown_if_it_is_set_somewhere() -> None:
    other = ["CRRC", None, True, 1, None, None, None, None]
    lines = shown(COLUMNS, [ROW, other]).splitlines()
    assert lines[0].split() == ["body", "town", "planned"]
    assert lines[-2].split() == ["CRRC", "yes"]


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_nothing_is_cut_off(width: int) -> None:
    names = [f"Gesellschaft für internationale Zusammenarbeit Nummer {i}" for i in range(4)]
    text = shown(["a", "b", "c", "d"], [names], width)
    assert max(map(len, text.splitlines())) <= width
    assert sum(text.count(word) for word in ("Gesellschaft", "Zusammenarbeit")) == 8 or width < 80
    letters = "".join(text.split())
    assert sum(letters.count(c) for c in "0123") == 4


@given(st.lists(st.lists(st.text(max_size=60), min_size=3, max_size=3), min_size=1, max_size=4), st.integers(40, 200))
def test_widths_fit(cells: list[list[str]], available: int) -> None:
    widths = column_widths(["one", "two", "three"], cells, available)
    assert sum(widths) + 2 * GAP <= max(available, 3 * NARROWEST + 2 * GAP)


def test_what_is_known_is_not_repeated() -> None:
    rows = [["LKT", "CRRC", 1], ["IHK", "CRRC", 2]]
    assert shown(["body", "partner", "n"], rows).splitlines()[0].split() == ["body", "partner", "n"]
    text = io.StringIO()
    print_rows(Console(file=text, width=80), ["body", "partner", "n"], rows, known={"CRRC", "Brandenburg"})
    assert [line.split() for line in text.getvalue().splitlines()] == [["body", "n"], ["LKT", "1"], ["IHK", "2"]]
    both_ways = [["LKT", "CRRC"], ["CRRC", "LKT"]]
    text = io.StringIO()
    print_rows(Console(file=text, width=80), ["subject", "object"], both_ways, known={"CRRC", "LKT"})
    assert [line.split() for line in text.getvalue().splitlines()] == [["subject", "object"], *both_ways]


def test_words_stay_whole_where_there_is_room() -> None:
    row = ["Pieper Innovationsgesellschaft mbH", "Lübbenau/Spreewald", "at the same event", "2016-05-09/2017-11-27"]
    lines = shown(["body", "town", "how", "date"], [row], 72).splitlines()
    assert [line.split("  ")[0].rstrip() for line in lines] == ["body", "Pieper", "Innovationsgesellschaft", "mbH"]
    assert "Lübbenau/Spreewald" in lines[1]
    assert lines[1].endswith("2016-05-09 –")
    assert lines[2].endswith("2017-11-27")


def test_values() -> None:
    assert cell(["a", None, "b"]) == "a, b"
    assert cell({"x": 1, "y": [True]}) == "x: 1, y: yes"
    assert cell(0.5) == "0.50"
