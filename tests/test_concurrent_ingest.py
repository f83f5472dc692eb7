"""Several processes feed one graph at once: its shards, or all of them the same. It is as if one had done it."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from pathlib import Path

import meetings
import pytest

from handelsgraph import intake
from handelsgraph.article import Article
from handelsgraph.graph import Graph
from handelsgraph.graph import open_graph as open_any
from handelsgraph.ingest import Kind
from handelsgraph.settings import Settings

pytestmark = pytest.mark.slow

ARTICLES = 48
PROCESSES = 3
FIRMS = [f"{start}{end}" for start in ("Elbe", "Oder", "Spree") for end in ("bau", "werk", "stahl")]
KEYS = {"Article": "id", "Statement": "id", "Name": "key", "Entity": "key", "Schema": "name", "State": "id"}
NODES = "MATCH (n:{label}) WITH n.{key} AS key, count(*) AS number WHERE number > 1 RETURN key"
EDGES = """
MATCH (a:{start})-[r]->(b:{end})
WITH a.{from_} AS start, type(r) AS type, b.{to} AS end, count(*) AS number WHERE number > 1
RETURN start, type, end
"""


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Articles about few firms, so that the processes are in each other's way; some are copies of others."""
    chance = random.Random(7)
    records = [
        meetings.article(n, tuple(chance.sample(FIRMS, 2)), tuple(chance.sample(FIRMS, 2))) for n in range(ARTICLES)
    ]  # type: ignore[arg-type]
    for copy in range(0, ARTICLES, 8):
        records[copy]["text"] = records[copy + 1]["text"]
    return meetings.write(tmp_path_factory.mktemp("concurrent") / "articles.jsonl", *records)


@pytest.fixture(scope="module")
def alone(articles: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The digest of what one process makes of the articles."""
    settings = Settings(data=tmp_path_factory.mktemp("alone"), neo4j_uri=None)
    assert counted([start(settings, articles)])[Kind.NEW] == ARTICLES
    with open_any(settings, access="read") as graph:
        return graph.digest()


def start(settings: Settings, articles: Path, *arguments: str) -> subprocess.Popen[str]:
    here = Path(__file__).parent
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(here), os.environ.get("PYTHONPATH", "")])}
    environment.pop("NEO4J_URI", None)
    if settings.neo4j_uri:
        environment |= {"NEO4J_URI": settings.neo4j_uri, "NEO4J_USERNAME": settings.neo4j_username}
        environment["NEO4J_PASSWORD"] = settings.password() or ""
    command = [sys.executable, str(here / "ingest_worker.py"), str(settings.data), str(articles), *arguments]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)


def counted(processes: Iterable[subprocess.Popen[str]]) -> Counter[str]:
    """Wait for the processes and return how many articles had each result; all of them must have come to their end."""
    counts: Counter[str] = Counter()
    for process in processes:
        output, _ = process.communicate(timeout=300)
        first, *lines, last = output.splitlines()
        assert (process.returncode, first, last) == (0, "open", "done")
        counts.update(kind for line in lines if (kind := line.partition(" ")[0]) in set(Kind))
        assert Kind.FAILED not in counts, output
    return counts


def check(graph: Graph, articles: Path, digest: str) -> None:
    """Assert that nothing is missing and nothing is there twice."""
    found = {row[0] for row in graph.read("MATCH (a:Article) RETURN a.id AS id").rows}
    assert found == {item.id for item in intake.read(articles) if isinstance(item, Article)}
    for label, key in KEYS.items():
        assert graph.read(NODES.format(label=label, key=key)).rows == [], label
    for ends in (
        ("Article", "Statement"),
        ("Article", "Name"),
        ("Article", "Entity"),
        ("Name", "Entity"),
        ("Entity",) * 2,
    ):
        values = {"start": ends[0], "from_": KEYS[ends[0]], "end": ends[1], "to": KEYS[ends[1]]}
        assert graph.read(EDGES.format(**values)).rows == [], ends
    assert graph.digest() == digest
    graph.rebuild()
    assert graph.digest() == digest


def test_shards_at_once_read_each_article_once(
    open_graph: Callable[..., AbstractContextManager[Graph]], settings: Settings, articles: Path, alone: str
) -> None:
    shards = [start(settings, articles, "1", f"{number}/{PROCESSES}") for number in range(1, PROCESSES + 1)]
    assert counted(shards) == {Kind.NEW: ARTICLES, Kind.ELSEWHERE: (PROCESSES - 1) * ARTICLES}
    with open_graph() as graph:
        check(graph, articles, alone)


def test_the_same_articles_from_all_at_once(
    open_graph: Callable[..., AbstractContextManager[Graph]], settings: Settings, articles: Path, alone: str
) -> None:
    counts = counted([start(settings, articles) for _ in range(PROCESSES)])
    assert counts.total() == PROCESSES * ARTICLES
    with open_graph() as graph:
        written = counts[Kind.NEW] + counts[Kind.CHANGED]
        assert written > ARTICLES, "they were not at work at the same time"
        assert (graph.revision() or 0) >= written, "two writers counted as one"
        check(graph, articles, alone)
