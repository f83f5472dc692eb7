"""The tests' own engines: pinned, and missed aloud."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import engines
import neo4j_jars
import pytest
from makers import evidence

from handelsgraph.graph import open_graph as open_any

ROOT = Path(__file__).parents[1]
INDEXES = "SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name ORDER BY name"


def test_versions_and_images_are_pinned() -> None:
    for name, version in neo4j_jars.VERSIONS.items():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version)
        assert engines.IMAGES[name] == f"neo4j:{version}-community"
    assert f"<neo4j.version>{neo4j_jars.VERSIONS['neo4j-5']}<" in neo4j_jars.POM.read_text(encoding="utf-8")
    compose = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    assert re.search(r"image: neo4j:5\.26[\d.]*-community", compose), "what is tested is what compose starts"


@pytest.mark.skipif(not neo4j_jars.dies_with_us(), reason="no setpriv")
def test_a_server_ends_with_the_tests_that_are_killed() -> None:
    """A process stands in for it."""
    code = (
        "import subprocess, time\n"
        "import neo4j_jars\n"
        "command = [*neo4j_jars.dies_with_us(), 'sleep', '300']\n"
        "print(subprocess.Popen(command, start_new_session=True).pid, flush=True)\n"
        "time.sleep(300)\n"
    )
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parent)}
    with subprocess.Popen([sys.executable, "-c", code], env=environment, stdout=subprocess.PIPE, text=True) as tests:
        assert tests.stdout is not None
        server = int(tests.stdout.readline())
        os.kill(server, 0)
        tests.kill()
    deadline = time.monotonic() + 60
    while is_running(server):
        assert time.monotonic() < deadline, "it is still there"
        time.sleep(0.1)


def is_running(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


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


@pytest.mark.parametrize(
    ("test", "name"),
    [
        ("tests/x.py::test_x[neo4j-5]", "neo4j-5"),
        ("tests/x.py::test_x[2-neo4j-2026]", "neo4j-2026"),
        ("tests/x.py::test_x[embedded-MATCH (n)]", "embedded"),
        ("tests/test_embedded.py::test_neo4j-5", None),
        ("tests/x.py::test_x[neo4j-50]", None),
    ],
    ids=list("abcde"),  # else they would be taken for tests on engines
)
def test_an_engine_is_known_by_the_id_of_its_tests(test: str, name: str | None) -> None:
    assert engines.of(test) == name


@pytest.mark.server
def test_what_a_test_has_left_is_not_there_for_the_next(engine: engines.TestEngine, tmp_path: Path) -> None:
    settings = engine.settings_in(tmp_path)
    engines.empty(settings)
    with open_any(settings, access="write") as graph:
        graph.put(evidence("u:1", "Company LKT"))
    with engines.session(settings) as session:
        made = session.run(INDEXES).value()
        assert len(made) > 10
        engines.empty(settings, schema=False)
        assert session.run("MATCH (n) RETURN DISTINCT labels(n)").value() == [["Schema"]]
        assert session.run(INDEXES).value() == made

        session.run("CREATE INDEX one_more FOR (n:Entity) ON (n.more)").consume()
        engines.empty(settings, schema=False)
        assert session.run("MATCH (n) RETURN labels(n)").value() == []
        assert session.run(INDEXES).value() == []


def test_on_every_engine(open_graph) -> None:
    with open_graph() as graph:
        assert graph.read("RETURN 1").rows == [[1]]
