"""The command line as a user meets it: a process of its own, a data directory of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "seeds"

Run = Callable[..., subprocess.CompletedProcess[str]]


def run_command(
    data: Path, *arguments: str | Path, program: Path | None = None, check: bool = True, cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Run handelsgraph on the embedded engine in `data`, in an environment without any of its variables."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("NEO4J_", "HANDELSGRAPH_"))}
    command = [str(program)] if program else [sys.executable, "-m", "handelsgraph"]
    result = subprocess.run(
        [*command, "--data", str(data), *map(str, arguments)],
        capture_output=True, text=True, encoding="utf-8", env=environment, cwd=cwd, timeout=300,
    )  # fmt: skip
    if check and result.returncode != 0:
        pytest.fail(f"{arguments}: exit {result.returncode}\n{result.stdout}\n{result.stderr}")
    return result


def as_json(result: subprocess.CompletedProcess[str]) -> Any:
    return json.loads(result.stdout)


@pytest.fixture(scope="session")
def seed_graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory into which the five seed articles were ingested once."""
    data = tmp_path_factory.mktemp("seed-graph")
    run_command(data, "ingest", SEEDS)
    return data
