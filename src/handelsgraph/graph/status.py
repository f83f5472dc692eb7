"""What the graph holds, in numbers."""

from __future__ import annotations

from dataclasses import dataclass

from handelsgraph.graph import state
from handelsgraph.graph.engine import EngineInfo
from handelsgraph.graph.session import Tx
from handelsgraph.graph.values import plain
from handelsgraph.schema import RELATIONS, Label


@dataclass(frozen=True, slots=True)
class Status:
    """Counts of everything, when the last article came and which extractors read the articles."""

    engine: EngineInfo
    articles: int
    statements: int
    names: int
    entities: dict[str, int]
    edges: dict[str, int]
    last_ingest: str | None
    extractors: dict[str, int]
    schema: tuple[str, ...]
    rebuilding: bool


def status(tx: Tx, engine: EngineInfo) -> Status:
    """Count."""
    articles = tx.rows(
        "MATCH (a:Article) RETURN a.extractor AS extractor, count(*) AS articles, max(a.ingested_at) AS last"
    )
    return Status(
        engine=engine,
        articles=sum(row["articles"] for row in articles),
        statements=_count(tx, "MATCH (s:Statement) RETURN count(s) AS n"),
        names=_count(tx, "MATCH (n:Name) RETURN count(n) AS n"),
        entities=_some({label.value: _count(tx, f"MATCH (n:{label.value}) RETURN count(n) AS n") for label in Label}),
        edges=_some({name: _count(tx, f"MATCH ()-[r:{name}]->() RETURN count(r) AS n") for name in RELATIONS}),
        last_ingest=max((plain(row["last"]) for row in articles if row["last"]), default=None),
        extractors={row["extractor"]: row["articles"] for row in articles},
        schema=tuple(sorted(row["name"] for row in tx.rows("MATCH (s:Schema) RETURN s.name AS name"))),
        rebuilding=state.read(tx).rebuilding is not None,
    )


def _count(tx: Tx, cypher: str) -> int:
    return int(tx.rows(cypher)[0]["n"])


def _some(counts: dict[str, int]) -> dict[str, int]:
    return {name: count for name, count in counts.items() if count}
