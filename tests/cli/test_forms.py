"""The forms of an answer: formats on standard output, pictures in files, and what is refused at once."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handelsgraph.cli.delimited import field, write_csv
from handelsgraph.cli.forms import Format, forms_of
from handelsgraph.cli.markdown import markdown
from handelsgraph.errors import InputError

Run = Callable[..., Any]

CELLS = st.one_of(st.text(), st.none(), st.booleans(), st.integers(), st.lists(st.text(), max_size=3))
LEADING = st.sampled_from(list("=+-@\t\r\n ＝＋－＠"))


@given(st.one_of(CELLS, st.builds(str.__add__, LEADING, st.text())))
def test_no_text_begins_as_a_formula(value: object) -> None:
    text = field(value)
    begins = text.lstrip(" ")[:1]
    assert begins not in set("=+@\t\r\n＝＋－＠")
    assert begins != "-" or isinstance(value, int)


@pytest.mark.parametrize(
    "value", ["=1+1", "+49 30", "-", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", ["=1"], '=HYPERLINK("x")']
)
def test_formulas_get_an_apostrophe(value: object) -> None:
    assert field(value).startswith("'")


def test_numbers_stay_numbers() -> None:
    values = [-5, -0.25, True, None, ["a", "b"]]
    assert [field(value) for value in values] == ["-5", "-0.25", "true", "", "a | b"]
    assert field(-0.25, ",") == "-0,25"


@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), max_size=4), st.booleans())
def test_a_reader_of_csv_gets_the_same_fields(rows: list[list[object]], excel: bool) -> None:
    out = io.StringIO(newline="")
    write_csv(out, ["name", "town"], rows, excel)
    text = out.getvalue()
    assert text.startswith("\ufeff") == excel
    read = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";" if excel else ","))
    assert read == [["name", "town"], *([field(value, "," if excel else ".") for value in row] for row in rows)]


@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), min_size=1, max_size=3))
def test_markdown_has_a_line_for_a_row_and_no_markup_of_its_own(rows: list[list[object]]) -> None:
    lines = markdown(["a", "b_c"], rows).split("\n")
    assert len(lines) == len(rows) + 3
    for line in lines[2:-1]:
        assert line.replace("\\\\", "").replace("\\|", "").count("|") == 3
        assert "<" not in line or "<http" in line


def test_markdown_of_links_numbers_and_markup() -> None:
    assert markdown(["name", "n", "source"], [["a|b *c* <i>", 2, "https://example.org/a_b"]]).splitlines() == [
        "| name | n | source |",
        "| --- | --: | --- |",
        "| a\\|b \\*c\\* &lt;i&gt; | 2 | <https://example.org/a_b> |",
    ]


def test_what_cannot_be_written_is_refused(tmp_path: Path) -> None:
    for values, what in (
        ({"graph_": tmp_path / "x.pdf"}, "is written as"),
        ({"png_": tmp_path / "x.html"}, "is written as .png"),
        ({"map_": tmp_path / "none" / "x.html"}, "there is no directory"),
        ({"json_": True, "format_": Format.CSV}, "contradict"),
    ):
        with pytest.raises(InputError, match=what):
            forms_of(values)


def test_rows_are_printed_unless_only_a_picture_is_wanted(tmp_path: Path) -> None:
    page = tmp_path / "x.html"
    assert forms_of({}).rows is Format.TABLE
    assert forms_of({"json_": True}).rows is Format.JSON
    assert forms_of({"graph_": page}).rows is None
    assert forms_of({"graph_": page, "format_": Format.CSV}).rows is Format.CSV


@pytest.mark.slow
def test_the_same_rows_in_every_format(run: Run, articles: Path) -> None:
    assert run("ingest", articles).exit_code == 0
    asked = ("query", "contacts", "--of", "Adler")
    whole = json.loads(run(*asked, "--format", "json").stdout)
    assert whole == json.loads(run(*asked, "--json").stdout)
    lines = [json.loads(line) for line in run(*asked, "--format", "jsonl").stdout.splitlines()]
    assert lines == whole["rows"]
    assert len(lines) == 3
    read = list(csv.DictReader(io.StringIO(run(*asked, "--format", "csv").stdout)))
    assert [set(row) for row in read] == [set(whole["columns"])] * 3
    german = run(*asked, "--format", "csv-excel").stdout
    assert german.startswith("\ufeff")
    assert german.splitlines()[0].count(";") == len(whole["columns"]) - 1
    assert run(*asked, "--format", "md").stdout.count("\n") == 5


@pytest.mark.slow
def test_pictures_of_questions_and_of_free_cypher(run: Run, articles: Path, tmp_path: Path) -> None:
    assert run("ingest", articles).exit_code == 0
    files = {kind: tmp_path / f"{kind}.html" for kind in ("graph", "map", "timeline")}
    options = [part for kind, path in files.items() for part in (f"--{kind}", path)]
    result = run("query", "contacts", "--of", "Adler", *options)
    assert result.exit_code == 0, result.output
    assert result.stdout == ""
    assert "4 names, 3 dealings" in result.stderr
    for path in files.values():
        page = path.read_text(encoding="utf-8")
        assert "Adler" in page
        assert "https://example.org" in page or "press" in page
    again = run("cypher", "MATCH p = (:Entity)-[:MET]-(:Entity) RETURN p", "--graph", files["graph"])
    assert again.exit_code == 0
    assert "4 names, 3 dealings" in again.stderr
    assert {path.name for path in tmp_path.iterdir() if path.suffix != ".jsonl"} == {
        "data",
        *(p.name for p in files.values()),
    }


@pytest.mark.slow
def test_what_cannot_be_drawn_says_so(run: Run, articles: Path, tmp_path: Path) -> None:
    assert run("ingest", articles).exit_code == 0
    page = tmp_path / "x.html"
    refused = run("query", "find", "--text", "Adler", "--graph", page)
    assert refused.exit_code == 3
    assert "cannot be drawn" in refused.stderr
    nothing = run("cypher", "MATCH (e:Entity) RETURN e.name", "--graph", page)
    assert nothing.exit_code == 3
    assert "nothing to draw" in nothing.stderr
    none = run("query", "contacts", "--of", "Adler", "--since", "2030", "--graph", page)
    assert none.exit_code == 0
    assert "nothing found" in none.stderr
    assert not page.exists()
