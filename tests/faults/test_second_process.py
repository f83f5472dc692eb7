"""Free Cypher from a second process, while another one keeps the embedded engine up."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import neo4j
import pytest
from makers import evidence
from plain_identity import TestResolver

from handelsgraph.errors import ExitCode
from handelsgraph.graph import open_graph
from handelsgraph.settings import Settings

pytestmark = pytest.mark.slow

COUNT = "MATCH (n) OPTIONAL MATCH (n)-[r]->() RETURN count(DISTINCT n) AS nodes, count(r) AS edges"
ENDLESS = (
    "MATCH (a), (b), (c), (d), (e), (f), (g) WHERE a.name + b.name + c.name = d.name + e.name RETURN count(*) AS n"
)


def handelsgraph(data: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command(data, *arguments), env=environment(), capture_output=True, text=True, timeout=120)


def command(data: Path, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "handelsgraph", "--data", str(data), *arguments]


def environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith(("NEO4J_", "HANDELSGRAPH_"))}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, dict[str, str]]]:
    """A directory whose engine another process keeps up, and the reader's login."""
    data = tmp_path_factory.mktemp("served")
    with open_graph(Settings(data=data, neo4j_uri=None), access="write", resolver=TestResolver()) as graph:
        for n in range(10):
            graph.put(evidence(f"u:{n}", f"Company LKT {n}, Company CRRC", f"LKT {n} MET CRRC"))
    serving = subprocess.Popen(command(data, "serve", "--json"), env=environment(), stdout=subprocess.PIPE, text=True)
    with serving:
        assert serving.stdout is not None
        yield data, json.loads(serving.stdout.readline())["read"]
        serving.terminate()


def count(data: Path) -> list[dict[str, int]]:
    rows: list[dict[str, int]] = json.loads(handelsgraph(data, "cypher", "--json", COUNT).stdout)["rows"]
    return rows


def test_a_write_is_refused_and_changes_nothing(served: tuple[Path, dict[str, str]]) -> None:
    data, _ = served
    before = count(data)
    for cypher in ("CREATE (:Eve)", "MATCH (n) DETACH DELETE n", "MATCH (n:Entity) SET n.name = 'Eve' RETURN n"):
        done = handelsgraph(data, "cypher", cypher)
        assert (done.returncode, done.stdout) == (ExitCode.DATABASE, "")
        assert "only reading is allowed" in done.stderr
    assert count(data) == before


def test_files_are_not_read(served: tuple[Path, dict[str, str]]) -> None:
    done = handelsgraph(served[0], "cypher", "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line")
    assert (done.returncode, done.stdout) == (ExitCode.DATABASE, "")
    assert "LOAD CSV" in done.stderr


def test_rows_and_time_are_limited(served: tuple[Path, dict[str, str]]) -> None:
    done = handelsgraph(served[0], "cypher", "--limit", "3", "--json", "MATCH (n:Entity) RETURN n.key AS key")
    assert (done.returncode, len(json.loads(done.stdout)["rows"])) == (ExitCode.OK, 3)
    assert "only the first 3 rows" in done.stderr
    done = handelsgraph(served[0], "cypher", "--timeout", "1", ENDLESS)
    assert done.returncode == ExitCode.DATABASE
    assert "time limit" in done.stderr


def test_the_login_that_serve_gives_can_only_read(served: tuple[Path, dict[str, str]]) -> None:
    data, login = served
    before = count(data)
    auth = login["username"], login["password"]
    with neo4j.GraphDatabase.driver(login["uri"], auth=auth) as driver:
        for cypher in ("CREATE (:Eve)", "MATCH (n) DETACH DELETE n", "CREATE INDEX eve FOR (n:Eve) ON (n.x)"):
            with pytest.raises(neo4j.exceptions.Neo4jError):
                driver.execute_query(cypher, database_=login["database"])
    assert count(data) == before
