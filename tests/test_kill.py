"""Processes that ingest are killed or asked to end at random instants; nothing is lost and nothing is half there."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import meetings
import pytest

from handelsgraph import intake
from handelsgraph.article import Article
from handelsgraph.graph import Graph, open_graph
from handelsgraph.identity import evidence_of
from handelsgraph.ingest import Kind, ingest
from handelsgraph.places import Gazetteer
from handelsgraph.settings import Settings

pytestmark = pytest.mark.slow

ARTICLES = 100
KILLS = 10
FIRMS = [f"{start}{end}" for start in ("Elbe", "Oder", "Spree", "Havel", "Saale") for end in ("bau", "werk", "stahl")]


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    chance = random.Random(5)
    pairs = [[chance.sample(FIRMS, 2) for _ in range(chance.randint(1, 4))] for _ in range(ARTICLES)]
    records = (meetings.article(n, *map(tuple, found)) for n, found in enumerate(pairs))  # type: ignore[arg-type]
    return meetings.write(tmp_path_factory.mktemp("kill") / "articles.jsonl", *records)


@pytest.fixture(scope="module")
def undisturbed(articles: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, float]:
    """The digest of an ingest that was left alone, and how long its writing took."""
    data = tmp_path_factory.mktemp("undisturbed")
    worker = start(data, articles)
    assert worker.stdout is not None
    assert worker.stdout.readline() == "open\n"
    began = time.monotonic()
    output, _ = worker.communicate(timeout=300)
    seconds = time.monotonic() - began
    assert output.splitlines()[-1] == "done"
    with open_graph(Settings(data=data), access="write") as graph:
        return graph.digest(), seconds


def start(data: Path, articles: Path) -> subprocess.Popen[str]:
    here = Path(__file__).parent
    command = [sys.executable, str(here / "ingest_worker.py"), str(data), str(articles)]
    environment = {**os.environ, "PYTHONPATH": str(here)}
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)


def check_whole(graph: Graph, articles: Path) -> set[str]:
    """Assert that every article in the graph is there with all its claims and names; return their ids."""
    rows = graph.read(
        "MATCH (a:Article) OPTIONAL MATCH (a)-[:STATES]->(s:Statement) WITH a, count(s) AS statements "
        "OPTIONAL MATCH (a)-[:USES]->(n:Name) WITH a, statements, count(n) AS names "
        "RETURN a.id AS id, a.text AS text, statements, names",
        row_limit=10 * ARTICLES,
    ).rows
    found = {row[0]: tuple(row[1:]) for row in rows}
    for item in intake.read(articles):
        assert isinstance(item, Article)
        if item.id in found:
            evidence = evidence_of(item, meetings.Meetings().extract(item.text), Gazetteer.load())
            assert found[item.id] == (item.text, len(evidence.claims) + len(evidence.links), len(evidence.names))
    return set(found)


def finish(graph: Graph, articles: Path) -> None:
    summary = ingest([articles], graph, meetings.Meetings(), Gazetteer.load(), lambda _: None)
    assert summary.counts.total() == ARTICLES
    assert set(summary.counts) <= {Kind.NEW, Kind.UNCHANGED}


@pytest.mark.parametrize("seed", range(KILLS))
def test_a_killed_ingest_leaves_whole_articles_and_the_next_one_completes(
    articles: Path, undisturbed: tuple[str, float], tmp_path: Path, seed: int
) -> None:
    digest, seconds = undisturbed
    worker = start(tmp_path, articles)
    assert worker.stdout is not None
    assert worker.stdout.readline() == "open\n"
    time.sleep(random.Random(seed).uniform(0, seconds))
    worker.kill()
    output, _ = worker.communicate(timeout=30)
    acknowledged = {line.split()[1] for line in output.splitlines() if line.startswith(Kind.NEW)}
    with open_graph(Settings(data=tmp_path), access="write") as graph:
        there = check_whole(graph, articles)
        assert acknowledged <= there
        assert len(there) <= len(acknowledged) + 1
        projected = graph.digest()
        graph.rebuild()
        assert graph.digest() == projected
        finish(graph, articles)
        assert graph.digest() == digest


def test_a_killed_start_leaves_a_directory_that_opens(
    articles: Path, undisturbed: tuple[str, float], tmp_path: Path
) -> None:
    for seed in range(3):
        worker = start(tmp_path, articles)
        time.sleep(random.Random(seed).uniform(0.3, 1.5))
        worker.kill()
        worker.communicate(timeout=30)
    with open_graph(Settings(data=tmp_path), access="write") as graph:
        finish(graph, articles)
        assert graph.digest() == undisturbed[0]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_the_run_after_the_current_article(
    articles: Path, tmp_path: Path, number: signal.Signals
) -> None:
    worker = start(tmp_path, articles)
    assert worker.stdout is not None
    for _ in range(5):
        worker.stdout.readline()
    began = time.monotonic()
    worker.send_signal(number)
    output, _ = worker.communicate(timeout=30)
    assert time.monotonic() - began < 10
    assert (worker.returncode, output.splitlines()[-1]) == (0, "interrupted")
    with open_graph(Settings(data=tmp_path), access="write") as graph:
        assert len(check_whole(graph, articles)) == 4 + output.count(f"{Kind.NEW} ")
