"""Whether each article that is in a graph is there with everything it has, once, and the projection fits."""

from __future__ import annotations

from collections.abc import Iterable

from model import digest_of, expected_lines
from plain_identity import TestResolver

from handelsgraph.evidence import Evidence
from handelsgraph.graph import Graph


def check_whole(graph: Graph, articles: Iterable[Evidence]) -> set[str]:
    """Assert that each of these articles that is there is there with all statements and names; return their ids."""
    rows = graph.read(
        "MATCH (a:Article) OPTIONAL MATCH (a)-[:STATES]->(s:Statement) WITH a, count(s) AS statements "
        "OPTIONAL MATCH (a)-[:USES]->(n:Name) WITH a, statements, count(n) AS names RETURN a.id, statements, names"
    ).rows
    there = {row[0]: row[1:] for row in rows}
    assert len(there) == len(rows), "an article is there twice"
    items = [item for item in articles if item.article.id in there]
    assert there == {item.article.id: [len(item.claims) + len(item.links), len(item.names)] for item in items}
    assert graph.digest() == digest_of(expected_lines(items, TestResolver()))
    return set(there)
