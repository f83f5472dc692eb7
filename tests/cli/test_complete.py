"""Completing names at a shell: what the shell itself calls, in this process."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from handelsgraph.cli import complete
from handelsgraph.cli.app import app

pytestmark = pytest.mark.slow


def completed(monkeypatch: pytest.MonkeyPatch, line: str, shell: str = "bash") -> list[str]:
    """Return what is offered for the last word of `line`."""
    monkeypatch.setattr(complete, "SECONDS", 60.0)  # on a busy machine, too
    words = shlex.split(line)
    environment = {"_HANDELSGRAPH_COMPLETE": f"complete_{shell}"}
    if shell == "bash":
        environment |= {"COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1)}
    else:
        environment |= {"_TYPER_COMPLETE_ARGS": line, "_TYPER_COMPLETE_FISH_ACTION": "get-args"}
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    result = CliRunner().invoke(app, [], prog_name="handelsgraph")
    assert result.stderr == ""
    return [line for line in result.stdout.splitlines() if line]


def test_names_are_completed(run, articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    run("ingest", articles)
    begin = f"handelsgraph --data {tmp_path / 'data'} query contacts --of"
    assert completed(monkeypatch, f"{begin} Ad") == [r"Adler\ GmbH"]  # bash puts it in as it stands
    assert completed(monkeypatch, f"{begin} ad", "fish") == ["Adler GmbH"]
    assert completed(monkeypatch, f"{begin} Adler\\ G") == [r"Adler\ GmbH"]
    assert completed(monkeypatch, f"{begin} Zzz") == []


def test_only_names_of_the_right_kind_are_offered(
    run,
    articles: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,  # type: ignore[no-untyped-def]
) -> None:
    run("ingest", articles)
    begin = f"handelsgraph --data {tmp_path / 'data'} query"
    assert completed(monkeypatch, f"{begin} functions --of Ad") == []
    assert completed(monkeypatch, f"{begin} met --region Ad") == []
    assert completed(monkeypatch, f"{begin} met --partner Ad") == [r"Adler\ GmbH"]


@pytest.mark.parametrize("where", ["--data {0}/none", "--uri bolt://127.0.0.1:1", "--uri nonsense"])
def test_without_a_graph_nothing_is_offered_and_nothing_said(
    run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    where: str,  # type: ignore[no-untyped-def]
) -> None:
    assert completed(monkeypatch, f"handelsgraph {where.format(tmp_path)} query contacts --of Ad") == []
    assert not (tmp_path / "none").exists()
