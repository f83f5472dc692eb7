from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from handelsgraph.cli.layout import cell, print_rows
from handelsgraph.cli.wrapping import GAP, column_widths, wrapped

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
def test_widths_fit_or_there_are_none(cells: list[list[str]], available: int) -> None:
    widths = column_widths(["one", "two", "three"], cells, available)
    paths = any(text.count("/") > 1 for row in cells for text in row)
    assert sum(widths) + 2 * GAP <= available if widths else paths or available < 3 * 24 + 2 * GAP


def test_a_path_stays_in_one_piece() -> None:
    path = "/srv/press/archiv/2017/November/delegationen.jsonl:12"
    reason = "not JSON: Expecting property name enclosed in double quotes (column 2)"
    assert shown(["article", "result", "reason"], [[path, "failed", reason]]).splitlines()[1].split()[:2] == [
        path,
        "failed",
    ]
    assert path in shown(["article", "result", "reason"], [[path, "failed", reason]], 60)


@given(st.text(max_size=200), st.integers(4, 80))
def test_wrapping_loses_nothing_and_keeps_to_the_width(text: str, width: int) -> None:
    shown_text = cell(text)
    lines = wrapped(shown_text, width)
    assert "".join("".join(lines).split()) == "".join(shown_text.split())
    assert all(cell_len(line) <= width or line.count("/") > 1 for line in lines)


def test_lines_end_at_spaces_and_after_hyphens_between_letters() -> None:
    text = "CRRC-Delegation am 2016-05-09 in Lübbenau/Spreewald"
    assert wrapped("/var/lib/press-archiv/neu.jsonl:2", 40) == ["/var/lib/press-archiv/neu.jsonl:2"]
    assert wrapped(text, 12) == ["CRRC-", "Delegation", "am", "2016-05-09", "in Lübbenau/", "Spreewald"]


KEY = "body:brandenburgische gesellschaft fuer wirtschaftsfoerderung mbh"
ADDRESS = "https://example.org/artikel/2017/11/27/delegation-besucht-klaerwerk-in-der-niederlausitz"


def test_what_is_copied_stays_in_one_piece() -> None:
    columns = ["name", "kind", "place", "aliases", "articles", "key"]
    row = ["Brandenburgische Gesellschaft für Wirtschaftsförderung mbH", "Agency", ["Potsdam"], ["BGW"], 3, KEY]
    assert shown(columns, [row]).splitlines() == [
        "name                                          kind    place    aliases  articles",
        "Brandenburgische Gesellschaft für             Agency  Potsdam  BGW             3",
        "Wirtschaftsförderung mbH",
        f"  key: {KEY}",
        "",
    ]
    about = ["Gefragt", "2017-11-27", 2, "a" * 40, ADDRESS]
    lines = shown(["article", "published", "mentions", "id", "source"], [about])
    assert [line.split(": ", 1)[1] for line in lines.splitlines()[2:4]] == ["a" * 40, ADDRESS]


@pytest.mark.parametrize("width", [40, 60, 80, 100, 200])
def test_keys_are_never_broken(width: int) -> None:
    row = ["Ein Name mit vielen Wörtern darin", KEY, ADDRESS, "Wirtschaftsförderungsgesellschaft"]
    text = shown(["name", "c.key", "source", "word"], [row], width)
    assert KEY in text
    assert ADDRESS in text


def test_what_fits_stays_in_the_row() -> None:
    assert shown(["name", "key"], [["CRRC", "body:crrc"]]).splitlines() == ["name  key", "CRRC  body:crrc"]


def test_many_columns_become_records() -> None:
    columns = [f"Eigenschaft_{i}" for i in range(9)]
    text = shown(columns, [[f"Wert {i}" for i in range(9)], ["x" * 200, *[None] * 7, "Straße und Brücke " * 8]])
    first, second = (block.splitlines() for block in text.strip().split("\n\n"))
    assert first == [f"Eigenschaft {i}  Wert {i}" for i in range(9)]
    assert second[0] == "Eigenschaft 0  " + "x" * 65
    assert second[4].startswith("Eigenschaft 8  Straße und Brücke")
    assert second[5].startswith(" " * 15 + "Brücke")
    assert max(map(len, text.splitlines())) <= 80


def test_a_very_long_sentence_is_wrapped_below_its_row() -> None:
    sentence = "Die Delegation besuchte das Klärwerk. " * 60
    lines = shown(["body", "sentence"], [["LKT", sentence]]).splitlines()
    assert lines[:2] == ["body", "LKT"]
    assert " ".join(line.strip() for line in lines[2:-1]) == f"“{sentence.strip()}”"
    assert max(map(len, lines)) <= 80


def test_a_row_that_rests_on_several_dealings_has_all_their_sentences() -> None:
    columns = ["body", "date", "dated_by", "sentence", "title", "published", "source"]
    row = ["LKT", "2017/2018", "article", ["Eins.", "Zwei."], ["A", None], ["2017-01-02", None], [ADDRESS, None]]
    assert shown(columns, [row]).splitlines() == [
        "body  date",
        "LKT   2017 – 2018 (article)",
        "  “Eins.”",
        "  A, 2017-01-02",
        f"  {ADDRESS}",
        "  “Zwei.”",
        "",
    ]


def test_a_sentence_that_states_several_dealings_is_shown_once() -> None:
    columns = ["body", "sentence", "title", "published", "source"]
    for days, times in ((["2020", "2020"], 1), (["2020", "2021"], 2)):
        row = ["LKT", ["Man sprach.", "Man sprach."], ["A", "A"], days, [ADDRESS, ADDRESS]]
        assert shown(columns, [row]).count("Man sprach.") == times


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
    assert "Lübbenau/ " in lines[1]
    assert "Spreewald " in lines[2]
    assert lines[1].endswith("2016-05-09 –")
    assert lines[2].endswith("2017-11-27")


def test_values() -> None:
    assert cell(["a", None, "b"]) == "a, b"
    assert cell({"x": 1, "y": [True]}) == "x: 1, y: yes"
    assert cell(0.5) == "0.50"
