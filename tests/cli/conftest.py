from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import meetings
import pytest
from typer.testing import CliRunner, Result

from handelsgraph.cli.app import app
from handelsgraph.cli.session import Session

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """Run a command on a database of the test's own, with a small extractor in place of the model."""
    monkeypatch.setattr(Session, "extractor", lambda self, threshold=None: meetings.Meetings())
    for name in ("NEO4J_URI", "HANDELSGRAPH_QUERIES", "HANDELSGRAPH_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "100")

    def invoke(*arguments: str | Path, **options: Any) -> Result:
        return CliRunner().invoke(app, ["--data", str(tmp_path / "data"), *map(str, arguments)], **options)

    yield invoke


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """Three articles about four companies."""
    return meetings.write(
        tmp_path / "press.jsonl",
        meetings.article(1, ("Adler", "Bussard"), title="Adler trifft Bussard", date="2019-05-01"),
        meetings.article(2, ("Adler", "Condor"), title="Adler trifft Condor", date="2020-06-01"),
        meetings.article(3, ("Adler", "Dohle"), title="[red]Dohle\x1b[2J und\u202e Adler[/red]", date="2021-07-01"),
    )
