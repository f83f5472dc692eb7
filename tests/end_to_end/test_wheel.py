"""The built wheel, installed in a clean environment, works away from the checkout."""

from __future__ import annotations

import subprocess
import sys
import venv
from pathlib import Path

import pytest

from .conftest import ROOT, SEEDS, as_json, run_command

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    subprocess.run([*pip, "wheel", "--quiet", "--no-deps", "--wheel-dir", folder, ROOT], check=True)
    (wheel,) = folder.glob("handelsgraph-*.whl")
    venv.create(folder / "venv", with_pip=True)
    python = folder / "venv" / "bin" / "python"
    install = [python, "-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--no-compile"]
    subprocess.run([*install, "--constraint", ROOT / "constraints.txt", wheel], check=True)
    return python.parent / "handelsgraph"


def test_the_demo_works_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    seeds = tmp_path / "articles"
    seeds.mkdir()
    for file in SEEDS.iterdir():
        (seeds / file.name).write_bytes(file.read_bytes())
    data = tmp_path / "data"
    summary = as_json(run_command(data, "ingest", seeds, "--json", program=installed, cwd=tmp_path))
    assert summary["counts"]["new"] == 5
    answer = as_json(
        run_command(
            data,
            "query",
            "met",
            "--region",
            "Brandenburg",
            "--partner",
            "CRRC",
            "--json",
            program=installed,
            cwd=tmp_path,
        )
    )
    assert any("Klärtechnik" in str(row) for row in answer["rows"])
    assert (
        as_json(run_command(data, "ingest", seeds, "--json", program=installed, cwd=tmp_path))["counts"]["unchanged"]
        == 5
    )
