from __future__ import annotations

import importlib.resources
import json
import signal
import tomllib
from pathlib import Path
from typing import Any

import meetings
import pytest
import typer

from handelsgraph.cli.reading_options import DEFAULT_THRESHOLD
from handelsgraph.cli.session import Session
from handelsgraph.errors import ExitCode
from handelsgraph.reading import Reading


def test_many_articles_come_in_their_order(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    path = meetings.write(tmp_path / "many.jsonl", *(meetings.article(n, ("Adler", f"Firma{n}")) for n in range(50)))
    for workers in ("1", "3"):
        lines = [json.loads(line) for line in run("extract", "--workers", workers, path).stdout.splitlines()]
        assert [line["article"]["url"] for line in lines] == [f"https://example.org/{n}" for n in range(50)]
        assert [line["entities"][1]["name"] for line in lines] == [f"Firma{n} GmbH" for n in range(50)]


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_faulty_article_does_not_cost_the_others(run, tmp_path: Path, workers: str) -> None:  # type: ignore[no-untyped-def]
    bad = meetings.article(1, ("Adler", "Bussard"))
    bad["text"] += "Störfall im Werk."
    path = meetings.write(tmp_path / "press.jsonl", bad, meetings.article(2, ("Adler", "Condor")))
    result = run("extract", "--workers", workers, path)
    assert result.exit_code == ExitCode.INPUT
    assert [json.loads(line)["article"]["url"] for line in result.stdout.splitlines()] == ["https://example.org/2"]
    assert "press.jsonl: failed: ValueError: cannot read this" in result.stderr


def test_an_article_explained(run, articles: Path) -> None:  # type: ignore[no-untyped-def]
    result = run("extract", "--explain", articles)
    assert result.exit_code == 0
    assert "Die Adler GmbH¹ traf die Bussard GmbH²." in " ".join(result.stdout.split())
    assert "    Adler GmbH¹ MET Bussard GmbH²  confidence 0.90, asserted, 2019-05-01" in result.stdout
    assert "[red]Dohle" in result.stdout
    assert "\x1b" not in result.stdout


def test_articles_explained_on_a_page(run, articles: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    page = tmp_path / "out.html"
    page.write_text("an older one", encoding="utf-8")
    result = run("extract", "--explain-html", page, articles)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.endswith("out.html\n")
    html = page.read_text(encoding="utf-8")
    assert html.count("<article>") == 3
    assert html.endswith("</html>\n")
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".out")] == []


def test_the_page_is_opened(run, articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    opened: list[str] = []
    monkeypatch.setattr(typer, "launch", opened.append)
    assert run("extract", "--explain-html", tmp_path / "out.html", "--open", articles).exit_code == 0
    assert opened == [(tmp_path / "out.html").as_uri()]
    alone = run("extract", "--open", articles)
    assert alone.exit_code == ExitCode.USAGE
    assert "--explain-html" in alone.stderr


def test_a_page_that_cannot_be_written(run, articles: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    result = run("extract", "--explain-html", tmp_path / "none" / "out.html", articles)
    assert result.exit_code == ExitCode.INPUT
    assert "none" in result.stderr


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_after_the_current_article_and_leaves_no_half_page(  # type: ignore[no-untyped-def]
    run, articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: signal.Signals
) -> None:
    class Signalled(meetings.Meetings):
        def extract(self, text: str, date: str | None = None) -> Reading:
            if "Condor" in text:
                signal.raise_signal(number)
            return super().extract(text, date)

    monkeypatch.setattr(Session, "extractor", lambda self, threshold=None: Signalled())
    page = tmp_path / "out.html"
    page.write_text("an older one", encoding="utf-8")
    result = run("extract", "--workers", "1", articles)
    assert (result.exit_code, result.stderr) == (ExitCode.INTERRUPTED, "interrupted\n")
    assert len(result.stdout.splitlines()) == 2
    assert run("extract", "--workers", "1", "--explain-html", page, articles).exit_code == ExitCode.INTERRUPTED
    assert page.read_text(encoding="utf-8") == "an older one"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.html", "press.jsonl"]


@pytest.mark.parametrize("command", ["extract", pytest.param("ingest", marks=pytest.mark.slow)])
def test_the_threshold_reaches_the_extractor(  # type: ignore[no-untyped-def]
    run, articles: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    asked: list[float | None] = []

    def extractor(self: Session, threshold: float | None = None) -> Any:
        asked.append(threshold)
        return meetings.Meetings(f"meetings {threshold}")

    monkeypatch.setattr(Session, "extractor", extractor)
    assert run(command, articles).exit_code == 0
    assert run(command, "--threshold", "0.3", articles).exit_code == 0
    assert asked == [None, 0.3]
    for wrong in ("1.1", "-0.1", "much"):
        assert run(command, "--threshold", wrong, articles).exit_code == ExitCode.USAGE
    if command == "ingest":  # what another threshold read is read again
        again = run("ingest", "--json", "--threshold", "0.5", articles)
        assert json.loads(again.stdout)["counts"]["changed"] == 3
        assert json.loads(run("ingest", "--json", "--threshold", "0.5", articles).stdout)["counts"]["unchanged"] == 3


def test_the_help_says_the_default_threshold(run) -> None:  # type: ignore[no-untyped-def]
    config = (importlib.resources.files("handelsgraph.extraction") / "pipeline.cfg").read_text(encoding="utf-8")
    decide = config.partition("[components.decide]")[2].partition("\n[")[0]
    assert tomllib.loads(decide)["threshold"] == DEFAULT_THRESHOLD
    assert f"By default {DEFAULT_THRESHOLD}" in " ".join(
        run("extract", "--help", env={"COLUMNS": "500"}).stdout.split()
    )
