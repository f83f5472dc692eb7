from __future__ import annotations

import json
from pathlib import Path

import meetings
import pytest

from handelsgraph.errors import ExitCode

pytestmark = pytest.mark.slow

ARTICLE = """@title {title}
@date 2019-05-20
Über die Gespräche in der Stadt haben wir in der vergangenen Woche berichtet.
Die [e1|Adler GmbH] traf die [e2|{partner} GmbH]. Im Jahr darauf wird sie [e3|China] besuchen.
---
e1 Company Adler GmbH
e2 Company {partner} GmbH
e3 Country China
---
e1 MET e2 2019
e1 VISITED e3 2020 planned
"""


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """Two annotated articles; the small extractor finds two of three entities and one of two relations in each."""
    folder = tmp_path / "gold"
    folder.mkdir()
    for name, partner in (("a", "Bussard"), ("b", "Condor")):
        text = ARTICLE.format(title="[red]Treffen\x1b[2J", partner=partner)
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def test_what_is_read_is_compared(run, gold: Path) -> None:  # type: ignore[no-untyped-def]
    result = run("evaluate", gold)
    assert result.exit_code == 0
    lines = [line.split() for line in result.stdout.splitlines()]
    assert ["strict", "1.000", "0.667", "0.800", "4", "0", "2", "0.800", "–", "0.800"] in lines
    assert ["MET", "1.000", "1.000", "1.000", "2", "0", "0"] in lines
    assert ["VISITED", "0.000", "0.000", "0.000", "0", "0", "2"] in lines
    assert ["date", "2", "2", "1.000"] in lines
    assert ["0.9", "–", "1.0", "2", "0.900", "1.000"] in lines
    assert result.stderr == ""


def test_errors_are_shown_if_asked_for(run, gold: Path) -> None:  # type: ignore[no-untyped-def]
    result = run("evaluate", gold, "--errors", "1")
    assert "a: entities F1 0.800, relations F1 0.667\n  - Country: China\n" in result.stdout
    assert "VISITED China" not in result.stdout


def test_the_report_as_json(run, gold: Path) -> None:  # type: ignore[no-untyped-def]
    report = json.loads(run("evaluate", gold, "--format", "json").stdout)
    assert report["relations"]["strict"]["recall"] == 0.5
    assert report["relations"]["kinds"]["MET"]["right"] == 2
    assert report["relations"]["calibration"]["error"] == pytest.approx(0.1)
    assert report["done"] == {"given": 2, "right": 2, "planned": 0, "denied": 0}
    assert [article["id"] for article in report["articles"]] == ["a", "b"]
    assert report["extractor"] == "meetings 1"


def test_what_was_read_before_is_compared(run, gold: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    raw = tmp_path / "raw"
    raw.mkdir()
    for name, partner in (("a", "Bussard"), ("b", "Condor")):
        (raw / f"{name}.txt").write_text(meetings.article(1, ("Adler", partner))["text"], encoding="utf-8")
    readings = tmp_path / "readings.jsonl"
    readings.write_text(run("extract", raw).stdout, encoding="utf-8")
    result = run("evaluate", gold, readings)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "1.000      0.667   0.800" in result.stdout
    # an article without a prediction counts as missed, and is told
    (raw / "b.txt").unlink()
    readings.write_text(run("extract", raw).stdout, encoding="utf-8")
    result = run("evaluate", gold, readings)
    assert result.exit_code == ExitCode.INPUT
    assert result.stderr == "no prediction for: b\n"
    assert "1.000      0.333   0.500" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["none"], ExitCode.INPUT, "none is no annotated article"),
        (["gold", "none.jsonl"], ExitCode.INPUT, "cannot read"),
        (["gold", "--threshold", "2"], ExitCode.USAGE, "--threshold"),
        (["gold", "gold/a.txt", "--threshold", "0.5"], ExitCode.USAGE, "has its threshold already"),
    ],
)
def test_what_cannot_be_used_is_said(  # type: ignore[no-untyped-def]
    run, gold: Path, monkeypatch: pytest.MonkeyPatch, arguments, code, said
) -> None:
    monkeypatch.chdir(gold.parent)
    result = run("evaluate", *arguments)
    assert result.exit_code == code
    assert said in result.stderr
    assert result.stdout == ""


def test_titles_and_names_cannot_steer_the_terminal(run, gold: Path) -> None:  # type: ignore[no-untyped-def]
    (gold / "a.txt").write_text(
        ARTICLE.format(title="x", partner="Bus\x1b[2Jsard").replace("Country China", "Country Chi\x1b[31mna"),
        encoding="utf-8",
    )
    shown = run("evaluate", gold, "--errors", "9").stdout
    assert "- Country: China" in shown
    assert "\x1b" not in shown
