"""What the guard counts is what goes when the steps are taken, on every engine."""

from __future__ import annotations

import random
from typing import Any

import pytest
from makers import evidence, series
from plain_identity import TestResolver

from handelsgraph.evidence import Evidence
from handelsgraph.graph import Graph

pytestmark = pytest.mark.slow

Step = tuple[Evidence | None, str | None]


def edges(graph: Graph) -> set[tuple[str, ...]]:
    rows = graph.read("MATCH (a:Entity)-[r]->(b:Entity) RETURN a.key, type(r), b.key", row_limit=10_000).rows
    return {tuple(row) for row in rows}


def lost(graph: Graph, steps: list[Step]) -> int:
    """Take the steps and return how many edges have gone for good."""
    before = edges(graph)
    for put, forget in steps:
        if put is not None:
            graph.put(put)
        if forget is not None:
            graph.forget(forget)
    return len(before - edges(graph))


@pytest.mark.parametrize("seed", range(3))
def test_it_is_what_then_goes(open_graph: Any, seed: int) -> None:
    chance = random.Random(seed)
    articles = [item for item in series(16) if not item.links]
    with open_graph(resolver=TestResolver()) as graph:
        for item in articles:
            graph.put(item)
        whole = graph.digest(), graph.revision()
        steps: list[Step] = []
        for item in chance.sample(articles, 7):
            fewer = Evidence(item.article, item.extractor, item.names, (), item.claims[:1])
            steps.append(chance.choice([(None, item.article.id), (fewer, None), (item, None)]))
        numbers = graph.losses(lambda: steps)
        assert (graph.digest(), graph.revision()) == whole
        assert all(steps[number] != (item, None) for number in numbers for item in articles)
        # of places that nobody names any more the hierarchy goes, too: nobody takes that from the graph
        kept = {edge for edge in edges(graph) if edge[1] == "LOCATED_IN" and edge[0].startswith("place:")}
        gone = lost(graph, steps) - len(kept - edges(graph))
        assert len(numbers) == gone


def test_each_edge_is_counted_once_under_the_first_that_takes_from_it(open_graph: Any) -> None:
    a, b, c = (evidence(f"u:{n}", "Company A, Company B", "A MET B") for n in "abc")
    other = evidence("u:d", "Company A, Company C", "A MET C", "C MET A planned")
    denied = evidence("u:e", "Company A, Company D", "A MET D denied")
    with open_graph(resolver=TestResolver()) as graph:
        for item in (a, b, c, other, denied):
            graph.put(item)

        def counted(*steps: Step) -> list[int]:
            return graph.losses(lambda: steps)

        gone: list[Step] = [(None, item.article.id) for item in (a, b, c, other, denied)]
        assert counted(*gone[:2]) == []
        assert counted(*gone) == [0, 3]
        assert counted(*reversed(gone)) == [1, 2]
        assert counted(*gone[:3], (evidence("u:f", "Company A, Company B", "B MET A planned"), None)) == []
        assert counted((evidence("u:d", "Company A, Company C", "A MET C denied"), None)) == [0]
        assert counted((evidence("u:d2", "Company A", text="x"), other.article.id)) == [0]
        assert counted((None, "nobody")) == []
