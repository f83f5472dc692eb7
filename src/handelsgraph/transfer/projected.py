"""The projection as other programs take it: entities and edges in order of key, a page in memory at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from handelsgraph.graph import Graph
from handelsgraph.schema import ENTITY, UNDIRECTED

_PAGE = 500
_NO_LIMIT: dict[str, Any] = {"time_limit": 600.0, "row_limit": 1 << 40}
_KEYS = "MATCH (e:Entity) RETURN e.key AS key"
_COUNT = "MATCH (:Entity)-[r]->(:Entity) RETURN count(r) AS n"
_ENTITIES = """
MATCH (e:Entity) WHERE e.key IN $keys
RETURN e.key AS key, labels(e) AS labels, e.name AS name, e.aliases AS aliases, e.articles AS articles,
       e.country AS country, e.latitude AS latitude, e.longitude AS longitude, e.population AS population
"""
_EDGES = """
MATCH (a:Entity) WHERE a.key IN $keys
MATCH (a)-[r]->(b:Entity)
RETURN a.key AS subject, type(r) AS type, b.key AS object, r.articles AS articles, r.planned AS planned,
       r.inferred AS inferred, r.first_date AS first_date, r.last_date AS last_date, r.confidence AS confidence,
       r.sentence AS sentence, r.title AS title, r.published AS published, r.source AS source
"""


@dataclass(frozen=True, slots=True)
class Entity:
    """An entity; `country` is the code of a place's country, coordinates are in degrees."""

    key: str
    name: str
    kind: str
    articles: int
    aliases: tuple[str, ...]
    country: str | None
    latitude: float | None
    longitude: float | None
    population: int | None


@dataclass(frozen=True, slots=True)
class Edge:
    """An edge between the entities `subject` and `object`, with its best evidence."""

    subject: str
    type: str
    object: str
    directed: bool
    articles: int
    planned: bool
    inferred: bool
    first_date: str | None
    last_date: str | None
    confidence: float | None
    sentence: str | None
    title: str | None
    published: str | None
    source: str | None


def entity_keys(graph: Graph) -> list[str]:
    """Return the keys of all entities in order."""
    return sorted(row[0] for row in graph.read(_KEYS, **_NO_LIMIT).rows)


def edge_count(graph: Graph) -> int:
    """Return the number of edges between entities."""
    return int(graph.read(_COUNT, **_NO_LIMIT).rows[0][0])


def entities(graph: Graph, keys: list[str]) -> Iterator[Entity]:
    """Yield the entities of these keys, in their order."""
    for rows in _pages(graph, _ENTITIES, keys):
        for row in sorted(rows, key=lambda row: str(row["key"])):
            labels = row.pop("labels")
            row["kind"] = next(label for label in labels if label != ENTITY)
            row["aliases"] = tuple(row["aliases"] or ())
            yield Entity(**row)


def edges(graph: Graph, keys: list[str]) -> Iterator[Edge]:
    """Yield the edges that go out from these entities, in order of their ends and type."""
    for rows in _pages(graph, _EDGES, keys):
        for row in sorted(rows, key=lambda row: (row["subject"], row["type"], row["object"])):
            row["inferred"] = bool(row["inferred"])
            yield Edge(directed=row["type"] not in UNDIRECTED, **row)


def _pages(graph: Graph, cypher: str, keys: list[str]) -> Iterator[list[dict[str, Any]]]:
    for start in range(0, len(keys), _PAGE):
        answer = graph.read(cypher, {"keys": keys[start : start + _PAGE]}, **_NO_LIMIT)
        yield [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
