"""`reextract` and `diff` as a user sees them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import meetings
import pytest
from later import TEXTS, Later

from handelsgraph.cli.session import Session
from handelsgraph.errors import ExitCode

pytestmark = pytest.mark.slow


@pytest.fixture
def filled(run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Run commands with the later version, on a graph that the earlier one has filled."""
    records = ({"url": f"https://example.org/{n}", "text": text, "title": f"[b]{n}"} for n, text in TEXTS.items())
    assert run("ingest", meetings.write(tmp_path / "press.jsonl", *records)).exit_code == 0
    monkeypatch.setattr(Session, "extractor", lambda self, threshold=None: Later())
    return run


def test_diff_then_reextract(filled: Any) -> None:
    shown = filled("diff")
    assert shown.exit_code == 0
    lines = [" ".join(line.split()) for line in shown.stdout.splitlines()]
    assert lines[0] == "change from type to"
    assert lines[1:5] == [
        "added Adler GmbH MET Falke GmbH",
        "“Die Falke GmbH rief die Adler GmbH.”",
        "[b]5",
        "https://example.org/5",
    ]
    assert [line for line in lines if " MET " in line][1:] == [
        "removed Adler GmbH MET Geier GmbH",
        "added Elster GmbH MET Falke GmbH",
        "removed Elster GmbH MET Geier GmbH",
    ]
    assert shown.stderr == "5 articles to read again with meetings 2: 2 edges added, 2 removed\n"

    done = filled("reextract")
    assert (done.exit_code, done.stdout) == (
        0,
        "5 of 5 articles read again with meetings 2\nnodes: 1 added, 2 removed; edges: 2 added, 2 removed\n",
    )
    assert filled("reextract").stdout == "nothing to do: no article is there that meetings 2 has not read\n"
    none = filled("diff")
    assert (none.exit_code, none.stdout) == (0, "")
    assert none.stderr == "0 articles to read again with meetings 2: 0 edges added, 0 removed\n"


def test_the_forms_of_diff(filled: Any) -> None:
    whole = json.loads(filled("diff", "--json").stdout)
    assert (set(whole), whole["due"], whole["failures"]) == ({"version", "due", "edges", "failures"}, 5, [])
    lines = [json.loads(line) for line in filled("diff", "--format", "jsonl").stdout.splitlines()]
    assert lines == whole["edges"]
    rows = list(csv.DictReader(io.StringIO(filled("diff", "--format", "csv").stdout)))
    assert [(row["change"], row["from"], row["to"]) for row in rows] == [
        (edge["change"], edge["from"], edge["to"]) for edge in lines
    ]
    assert "| added | Adler GmbH | MET |" in " ".join(filled("diff", "--format", "md").stdout.split())
    assert filled("diff", "--json", "--format", "csv").exit_code == ExitCode.INPUT


def test_an_article_that_cannot_be_read_is_told(filled: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(text: str) -> None:
        if "Bussard" in text:
            raise ValueError("cannot read this")

    monkeypatch.setattr(Session, "extractor", lambda self, threshold=None: Later(fail))
    told = "could not be read: [b]1 (https://example.org/1): ValueError: cannot read this\n"
    shown = filled("diff")
    assert (shown.exit_code, shown.stderr.endswith(told)) == (ExitCode.FAILED, True)
    done = filled("reextract", "--json")
    assert (done.exit_code, done.stderr.endswith(told)) == (ExitCode.FAILED, True)
    data = json.loads(done.stdout)
    assert (data["due"], data["done"], data["left"], data["interrupted"]) == (5, 4, 0, False)
    assert data["failures"][0]["url"] == "https://example.org/1"
    assert json.loads(filled("status", "--json").stdout)["extractors"] == {"meetings 1": 1, "meetings 2": 4}
    assert json.loads(filled("reextract", "--all", "--json").stdout)["due"] == 5
