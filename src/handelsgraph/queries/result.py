"""The answer to a canned question: rows to show, and the nodes and edges behind them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from handelsgraph.queries.common import EVIDENCE_COLUMNS
from handelsgraph.queries.dealings import ARTICLE, DEALING, cells, telling
from handelsgraph.queries.header import Query
from handelsgraph.queries.match import Match
from handelsgraph.queries.support import Reader, further_sources, support

if TYPE_CHECKING:
    from handelsgraph.graph import Answer, Edge, Node
    from handelsgraph.graph.projection import Support

Value = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Result:
    """An answer, and the entities its parameters were taken to name.

    `nodes` and `edges` are what the rows rest on, each once (`Edge.start` and `Edge.end` are node ids), `row_edges` the
    ids of the edges of each row; all three are empty for questions that are not about dealings. `truncated`: there are
    more rows than the limit allows. `sums`: the edges do not stand for single dealings (see `sums.of_sums`).
    """

    columns: list[str]
    rows: list[list[Any]]
    parameters: dict[str, Value]
    entities: dict[str, Match]
    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()
    row_edges: list[tuple[str, ...]] = field(default_factory=list)
    truncated: bool = False
    sums: bool = False


def of_dealings(
    graph: Reader,
    query: Query,
    answer: Answer,
    values: dict[str, Value],
    entities: dict[str, Match],
    evidence: bool,
) -> Result:
    """Return the answer of a question about dealings, with the columns that all of them have.

    With `evidence`, the columns of evidence too, and on each edge the evidence that fits the dates asked for.
    """
    since, until = _text(values.get("since")), _text(values.get("until"))
    nodes = {node.id: node for row in answer.rows for node in row[-2] if node is not None}
    edges = {edge.id: edge for row in answer.rows for edge in row[-1] if edge is not None}
    best: dict[str, Support] = {}
    if evidence:
        found = support(graph, nodes, edges.values(), since, until)
        best = {edge: told[0] for edge, told in found.items() if told}
        further = further_sources(graph, best.values())
        edges = {key: _with_evidence(edge, best.get(key), further) for key, edge in edges.items()}
    rows, row_edges = [], []
    for *own, _, links in answer.rows:
        of_row = [edges[edge.id] for edge in links if edge is not None]
        row_edges.append(tuple(edge.id for edge in of_row))
        proofs = _evidence_cells(of_row) if evidence else []
        rows.append([*own, *cells(of_row, since, until), *proofs])
    columns = list(query.all_columns(evidence))
    return Result(columns, rows, values, entities, tuple(nodes.values()), tuple(edges.values()), row_edges)


def _with_evidence(edge: Edge, best: Support | None, further: Mapping[str, str]) -> Edge:
    if best is None:
        return edge
    told = {
        "sentence": best.sentence,
        "title": best.title,
        "published": best.published,
        "source": best.url,
        "further": further.get(best.article),
        "confidence": best.confidence,
        "date": best.date or best.published,
        "dated_by": DEALING if best.date else ARTICLE if best.published else None,
    }
    return replace(edge, properties=edge.properties | told)


def _evidence_cells(edges: Sequence[Edge]) -> list[Any]:
    """Return the evidence of a row: plain values if it rests on one dealing, else lists with one item for each."""
    told = [[edge.properties.get(name) for name in EVIDENCE_COLUMNS] for edge in telling(edges)]
    if len(told) == 1:
        return told[0]
    return [list(column) for column in zip(*told, strict=True)] or [None] * len(EVIDENCE_COLUMNS)


def _text(value: Value) -> str | None:
    return None if value is None else str(value)
