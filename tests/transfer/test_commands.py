"""`handelsgraph export` and `handelsgraph import` as a user types them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from makers import series
from typer.testing import CliRunner, Result

from handelsgraph.cli.app import app
from handelsgraph.errors import ExitCode
from handelsgraph.graph import open_graph
from handelsgraph.settings import Settings

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NEO4J_URI", "HANDELSGRAPH_JUDGEMENTS", "HANDELSGRAPH_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "100")


def run(data: Path, *arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["--data", str(data), *map(str, arguments)])


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph with the names the identity of the package knows."""
    folder = tmp_path_factory.mktemp("source") / "data"
    with open_graph(Settings(data=folder, neo4j_uri=None), access="write") as graph:
        for item in series(6):
            graph.put(item)
    return folder


def test_a_graph_moves_with_its_digest(data: Path, tmp_path: Path) -> None:
    digest = run(data, "digest").output.strip()
    written = run(data, "export", tmp_path / "backup", "--gzip")
    assert written.exit_code == 0, written.output
    assert "6 articles" in written.output
    assert digest in written.output
    taken = run(tmp_path / "new", "import", tmp_path / "backup")
    assert taken.exit_code == 0, taken.output
    assert "6 new, 0 changed, 0 unchanged" in taken.output
    assert f"digest {digest}, as exported" in taken.output
    again = run(tmp_path / "new", "import", tmp_path / "backup", "--json")
    assert json.loads(again.stdout)["unchanged"] == 6


def test_judgements_go_with_the_graph(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    judgements = tmp_path / "mine.toml"
    judgements.write_text('same = [["Firma A", "Firma B"]]\n')
    monkeypatch.setenv("HANDELSGRAPH_JUDGEMENTS", str(judgements))
    assert run(data, "rebuild").exit_code == 0
    assert run(data, "export", tmp_path / "backup").exit_code == 0
    monkeypatch.delenv("HANDELSGRAPH_JUDGEMENTS")
    taken = run(tmp_path / "new", "import", tmp_path / "backup")
    assert taken.exit_code == 0
    assert f"set HANDELSGRAPH_JUDGEMENTS={tmp_path / 'backup' / 'judgements.toml'}" in taken.stderr
    monkeypatch.setenv("HANDELSGRAPH_JUDGEMENTS", str(tmp_path / "backup" / "judgements.toml"))
    assert run(tmp_path / "new", "rebuild").exit_code == 0
    assert run(tmp_path / "new", "digest").output == run(data, "digest").output
    monkeypatch.delenv("HANDELSGRAPH_JUDGEMENTS")
    assert run(data, "rebuild").exit_code == 0


def test_other_programs_get_files_of_their_own(data: Path, tmp_path: Path) -> None:
    result = run(data, "export", "--graphml", tmp_path / "g.graphml", "--csv", tmp_path / "csv", "--excel", "--json")
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)
    assert told["manifest"] is None
    assert told["nodes"] > 0 < told["edges"]
    assert sorted(path.name for path in tmp_path.rglob("*.*")) == ["edges.csv", "g.graphml", "nodes.csv"]


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["export"], ExitCode.USAGE, "nothing to write"),
        (["export", "new", "--excel"], ExitCode.USAGE, "--csv"),
        (["export", "full"], ExitCode.INPUT, "is not empty"),
        (["export", "full", "--force"], ExitCode.INPUT, "holds 'notes.txt'"),
        (["import", "full"], ExitCode.INPUT, "is not an export"),
        (["import", "nowhere"], ExitCode.INPUT, "is no directory"),
    ],
)
def test_what_cannot_be_done_is_refused(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], code: ExitCode, message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "notes.txt").write_text("mine")
    result = run(data, *arguments)
    assert result.exit_code == code
    assert message in result.stderr
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["full", "notes.txt"]
