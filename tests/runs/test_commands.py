"""`update` and `watch` as processes; `runs`, `healthcheck` and what is refused at once in this one."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from portal import FAST, GERMAN, Portal
from typer.testing import CliRunner, Result

from handelsgraph.cli.app import app

pytestmark = pytest.mark.slow


def command(data: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "handelsgraph", "--data", str(data), *arguments],
        capture_output=True, text=True, timeout=180,
    )  # fmt: skip


def here(data: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["--data", str(data), *arguments])


def sources(path: Path, portal: Portal, schedule: str = "1d") -> str:
    limits = ", ".join(f"{key} = {json.dumps(value)}" for key, value in FAST.items())
    path.write_text(
        f'[[source]]\nname = "portal"\nkind = "feed"\nurl = "{portal.url("/feed.xml")}"\n'
        f'schedule = "{schedule}"\nlimits = {{ {limits} }}\n',
        encoding="utf-8",
    )
    return str(path)


def test_update_then_runs_and_healthcheck(tmp_path: Path, portal: Portal) -> None:
    data, file = tmp_path / "data", sources(tmp_path / "sources.toml", portal)
    portal.publish("reise", "Delegation besucht Tianjin", GERMAN)
    portal.publish("leer", "Fehler", "", listed=True)
    assert here(data, "healthcheck").exit_code == 1

    metrics = tmp_path / "run.prom"
    done = command(data, "update", "--file", file, "--metrics", str(metrics))
    assert done.returncode == 0, done.stderr
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert {(line["url"].rsplit("/", 1)[1], line["result"]) for line in lines if line["event"] == "address"} == {
        ("reise", "new"),
        ("leer", "refused"),
    }
    assert lines[-1]["counts"] == {"new": 1, "refused": 1}
    assert 'handelsgraph_run_addresses{result="new"} 1.0' in metrics.read_text("utf-8")
    assert "handelsgraph_run_success 1.0" in metrics.read_text("utf-8")

    (run,) = json.loads(here(data, "runs", "list", "--json").stdout)
    assert (run["number"], run["outcome"], run["sources"]) == (1, "done", ["portal"])
    shown = json.loads(here(data, "runs", "show", "--json").stdout)
    assert {report["result"] for report in shown["reports"]} == {"new", "refused"}
    assert "Tianjin" in here(data, "runs", "show", "1").stdout
    assert here(data, "runs", "show", "7").exit_code == 4
    good = here(data, "healthcheck", "--max-age", "1h")
    assert (good.exit_code, "run 1" in good.stderr) == (0, True)
    time.sleep(1.1)
    old = here(data, "healthcheck", "--max-age", "1s")
    assert (old.exit_code, "longer than 1s" in old.stderr) == (1, True)
    assert here(data, "healthcheck", "--max-age", "soon").exit_code == 3


def test_watch_runs_what_is_due_and_ends_at_sigterm(tmp_path: Path, portal: Portal) -> None:
    data, file = tmp_path / "data", sources(tmp_path / "sources.toml", portal, "1m")
    portal.publish("reise", "Delegation besucht Tianjin", GERMAN)
    process = subprocess.Popen(
        [sys.executable, "-m", "handelsgraph", "--data", str(data), "watch", "--file", file],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert process.stdout is not None
        lines = []
        while not lines or lines[-1]["event"] != "run":
            lines.append(json.loads(process.stdout.readline()))
        assert lines[-1]["outcome"] == "done"
        asked = time.monotonic()
        process.send_signal(signal.SIGTERM)
        _, told = process.communicate(timeout=60)
        assert time.monotonic() - asked < 30
        assert (process.returncode, "stopped" in told) == (0, True)
    finally:
        process.kill()
    assert len(json.loads(here(data, "runs", "list", "--json").stdout)) == 1


def test_a_faulty_file_and_a_file_that_is_not_there(tmp_path: Path) -> None:
    missing = here(tmp_path / "data", "update", "--file", str(tmp_path / "none.toml"))
    assert (missing.exit_code, "there is no sources file" in missing.stderr) == (3, True)
    empty = tmp_path / "empty.toml"
    empty.write_text("", encoding="utf-8")
    nothing = here(tmp_path / "data", "watch", "--file", str(empty))
    assert (nothing.exit_code, "no source is enabled" in nothing.stderr) == (3, True)
    faulty = tmp_path / "faulty.toml"
    faulty.write_text('[[source]]\nname = "x"\nkind = "feed"\n', encoding="utf-8")
    told = here(tmp_path / "data", "watch", "--file", str(faulty))
    assert told.exit_code == 3
    assert f"{faulty}:1" in told.stderr


@pytest.mark.parametrize("name", ["update", "watch"])
def test_metrics_that_cannot_be_written_are_told_at_once(tmp_path: Path, portal: Portal, name: str) -> None:
    file = sources(tmp_path / "sources.toml", portal)
    told = here(tmp_path / "data", name, "--file", file, "--metrics", str(tmp_path))
    assert (told.exit_code, "is a directory" in told.stderr) == (3, True)
    assert not (tmp_path / "data").exists()
