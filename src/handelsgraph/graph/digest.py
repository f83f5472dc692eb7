"""A digest of the projection: the same for the same articles, whatever the engine, the order or the path."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import Any

from handelsgraph.graph import nodes
from handelsgraph.graph.session import Tx

_ENTITIES = "MATCH (e:Entity) RETURN labels(e) AS labels, properties(e) AS properties"
_NAMES = "MATCH (n:Name)-[:DENOTES]->(e:Entity) RETURN n.key AS name, n.form AS form, n.type AS type, e.key AS entity"
_EDGES = "MATCH (a:Entity)-[r]->(b:Entity) RETURN a.key AS a, type(r) AS t, b.key AS b, properties(r) AS p"
_MENTIONS = """
MATCH (a:Article)-[m:MENTIONS]->(e:Entity)
RETURN a.content_hash AS wording, a.url AS url, e.key AS entity, m.count AS count
"""
_COPIES = """
MATCH (a:Article) WHERE a.original <> a.id
MATCH (o:Article {id: a.original})
RETURN a.url AS url, o.url AS original
"""


def lines(tx: Tx) -> Iterator[str]:
    """Yield the projection as lines of canonical JSON, in no order."""
    for row in tx.rows(_ENTITIES):
        node = nodes.node_of(row)
        yield line("entity", node.key, node.label.value, node.properties)
    for row in tx.rows(_NAMES):
        yield line("name", row["name"], row["form"], row["type"], row["entity"])
    for row in tx.rows(_EDGES):
        yield line("edge", row["a"], row["t"], row["b"], row["p"])
    for row in tx.rows(_MENTIONS):
        yield line("mention", row["wording"], row["url"], row["entity"], row["count"])
    for row in tx.rows(_COPIES):
        yield line("copy", row["url"], row["original"])


def line(*parts: Any) -> str:
    """Return one line."""
    return json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(all_lines: Iterable[str]) -> str:
    """Return the digest of a projection's lines."""
    total = hashlib.sha256()
    for text in sorted(all_lines):
        total.update(text.encode() + b"\n")
    return total.hexdigest()
