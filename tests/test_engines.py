"""The tests' own engines: pinned, and missed aloud."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import engines
import neo4j_jars
import pytest

ROOT = Path(__file__).parents[1]


def test_versions_and_images_are_pinned() -> None:
    for name, version in neo4j_jars.VERSIONS.items():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version)
        assert engines.IMAGES[name] == f"neo4j:{version}-community"
    assert f"<neo4j.version>{neo4j_jars.VERSIONS['neo4j-5']}<" in neo4j_jars.POM.read_text(encoding="utf-8")
    compose = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    assert re.search(r"image: neo4j:5\.26[\d.]*-community", compose), "what is tested is what compose starts"


@pytest.mark.slow
@pytest.mark.parametrize(("required", "expected"), [("0", pytest.ExitCode.OK), ("1", pytest.ExitCode.TESTS_FAILED)])
def test_a_run_without_neo4j_says_why_and_fails_if_it_is_called_for(
    tmp_path: Path, required: str, expected: pytest.ExitCode
) -> None:
    """Nothing to run containers or to fetch jars with is at hand, and no jars are there."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("NEO4J_", "DOCKER_"))}
    environment |= {
        "PATH": str(tmp_path),
        "HANDELSGRAPH_TEST_CACHE": str(tmp_path),
        "HANDELSGRAPH_TEST_ENGINES": "neo4j-5",
        "HANDELSGRAPH_REQUIRE_NEO4J": required,
    }
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", f"{__file__}::test_on_every_engine"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == expected, done.stdout
    assert re.search("neo4j-5: not at hand: no Docker engine answers, and no (mvn|Java)", done.stdout), done.stdout
    assert ("no Neo4j could be had: failed" in done.stdout) == (required == "1")


def test_on_every_engine(open_graph) -> None:
    with open_graph() as graph:
        assert graph.read("RETURN 1").rows == [[1]]
