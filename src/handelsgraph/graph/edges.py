"""Reading and writing the projection's edges, and reading the statements that support them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from handelsgraph.graph.projection import EdgeKey, Support
from handelsgraph.graph.session import Row, Tx
from handelsgraph.schema import RELATIONS, Modality

Edges = dict[EdgeKey, dict[str, Any]]

# Relationship types cannot be parameters, so there is one statement for each; they come from the schema only.
_ENDS = "UNWIND $rows AS row MATCH (a:Entity {key: row.a}) MATCH (b:Entity {key: row.b})"
_LOAD = f"{_ENDS} MATCH (a)-[r]->(b) RETURN row.a AS a, type(r) AS t, row.b AS b, properties(r) AS p"
_CREATE = {t: f"{_ENDS} CREATE (a)-[r:{t}]->(b) SET r += row.p" for t in RELATIONS}
_UPDATE = {t: f"{_ENDS} MATCH (a)-[r:{t}]->(b) SET r += row.p" for t in RELATIONS}
_DELETE = {t: f"{_ENDS} MATCH (a)-[r:{t}]->(b) DELETE r" for t in RELATIONS}

_STATEMENTS = """
MATCH (s:Statement) WHERE s.subject IN $keys
RETURN DISTINCT s.subject AS subject, s.type AS type, s.object AS object
UNION
MATCH (s:Statement) WHERE s.object IN $keys
RETURN DISTINCT s.subject AS subject, s.type AS type, s.object AS object
"""
_SUPPORTS = """
MATCH (s:Statement) WHERE s.claim IN $claims
MATCH (a:Article)-[:STATES]->(s)
RETURN s.claim AS claim, s.modality AS modality, s.date AS date, s.sentence AS sentence, s.start AS start,
       s.confidence AS confidence, a.content_hash AS content_hash, a.url AS url, a.title AS title,
       a.published AS published, a.id AS article, coalesce(a.original, a.id) AS original
"""


def load(tx: Tx, keys: Collection[EdgeKey]) -> Edges:
    """Return those of these edges that exist, with their properties."""
    pairs = sorted({(subject, obj) for subject, _, obj in keys})
    rows = tx.rows(_LOAD, rows=[{"a": subject, "b": obj} for subject, obj in pairs]) if pairs else []
    found = {(row["a"], row["t"], row["b"]): row["p"] for row in rows}
    return {key: found[key] for key in keys if key in found}


def statements_of(tx: Tx, names: Collection[str]) -> list[tuple[str, str, str]]:
    """Return subject, type and object of every statement about one of these names."""
    rows = tx.rows(_STATEMENTS, keys=sorted(names)) if names else []
    return [(row["subject"], row["type"], row["object"]) for row in rows if row["type"] in RELATIONS]


def supports(tx: Tx, claims: Collection[str]) -> dict[str, list[Support]]:
    """Return the statements with these claim hashes."""
    found: dict[str, list[Support]] = defaultdict(list)
    for row in tx.rows(_SUPPORTS, claims=sorted(claims)) if claims else []:
        claim = row.pop("claim")
        found[claim].append(Support(**{**row, "modality": Modality(row["modality"])}))
    return found


def write(tx: Tx, before: Edges, after: Edges) -> tuple[set[EdgeKey], set[EdgeKey]]:
    """Write the difference between two sets of edges; return those that were added and those that were removed."""
    added = {key: properties for key, properties in after.items() if key not in before}
    create(tx, added)
    removed = before.keys() - after.keys()
    for relation, rows in _by_type(removed).items():
        tx.rows(_DELETE[relation], rows=rows)
    changed: Edges = {}
    for key in before.keys() & after.keys():
        old, new = before[key], after[key]
        difference = {name: value for name, value in new.items() if old.get(name) != value}
        difference |= dict.fromkeys(old.keys() - new.keys())
        if difference:
            changed[key] = difference
    for relation, rows in _by_type(changed).items():
        tx.rows(_UPDATE[relation], rows=[{**row, "p": changed[row["a"], relation, row["b"]]} for row in rows])
    return {*added}, removed


def create(tx: Tx, edges: Edges) -> None:
    """Create edges between existing entities."""
    for relation, rows in _by_type(edges).items():
        tx.rows(_CREATE[relation], rows=[{**row, "p": edges[row["a"], relation, row["b"]]} for row in rows])


def _by_type(keys: Iterable[EdgeKey]) -> dict[str, list[Row]]:
    rows: dict[str, list[Row]] = defaultdict(list)
    for subject, relation, obj in sorted(keys):
        rows[relation].append({"a": subject, "b": obj})
    return rows
