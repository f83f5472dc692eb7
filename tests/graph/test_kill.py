"""A process that is killed while it writes leaves whole articles, and the rest is done by whoever comes next."""

from __future__ import annotations

import random
import time

import pytest
from makers import series
from model import digest_of, expected_lines
from plain_identity import TestResolver
from processes import line, said, worker

from handelsgraph.evidence import Evidence
from handelsgraph.graph import Graph

pytestmark = pytest.mark.slow

KILLS = 5


def check_whole(graph: Graph, articles: list[Evidence]) -> set[str]:
    """Assert that each article that is there is there with everything, and that the projection fits; return ids."""
    rows = graph.read(
        "MATCH (a:Article) OPTIONAL MATCH (a)-[:STATES]->(s:Statement) WITH a, count(s) AS statements "
        "OPTIONAL MATCH (a)-[:USES]->(n:Name) RETURN a.id, statements, count(n)"
    ).rows
    there = {row[0]: row[1:] for row in rows}
    items = [item for item in articles if item.article.id in there]
    assert there == {item.article.id: [len(item.claims) + len(item.links), len(item.names)] for item in items}
    assert graph.digest() == digest_of(expected_lines(items, TestResolver()))
    return set(there)


def test_an_ingest_killed_again_and_again_loses_nothing_it_acknowledged(open_graph, settings, engine) -> None:
    articles = series(80 if engine.name == "embedded" else 40)
    chance = random.Random(1)
    known: set[str] = set()
    for _ in range(KILLS):
        process = worker(settings, "ingest", str(len(articles)))
        acknowledged = {line(process) for _ in range(chance.randint(1, len(articles) // KILLS - 2))}
        time.sleep(chance.uniform(0, 0.05))  # somewhere inside an article
        process.kill()
        assert process.stdout is not None
        acknowledged |= set(process.stdout.read().split())
        process.wait()
        with open_graph(resolver=TestResolver()) as graph:
            there = check_whole(graph, articles)
        assert known | (acknowledged - {"owned", "attached"}) <= there
        assert len(there - known - acknowledged) <= 1
        known = there
    assert len(known) < len(articles), "each kill came in the middle"
    assert said(worker(settings, "ingest", str(len(articles)))).splitlines()[1:]
    with open_graph(resolver=TestResolver()) as graph:
        assert len(check_whole(graph, articles)) == len(articles)
