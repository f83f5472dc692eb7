"""The answer of a question that sums up dealings: each row tells how many there are between two entities."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from handelsgraph.queries.common import DEALING_COLUMNS, EVIDENCE_COLUMNS
from handelsgraph.queries.header import Query
from handelsgraph.queries.match import Match
from handelsgraph.queries.result import Result, Value, of_dealings
from handelsgraph.queries.support import Reader

if TYPE_CHECKING:
    from handelsgraph.graph import Answer, Node


def of_sums(
    graph: Reader,
    query: Query,
    answer: Answer,
    values: dict[str, Value],
    entities: dict[str, Match],
    evidence: bool,
) -> Result:
    """Return the answer, with one edge a row between its first two nodes, which has the row's number as its articles.

    The edge has the evidence of the dealing that stands for the others as an example; with `evidence` the row has too.
    """
    from handelsgraph.graph import Edge

    told = of_dealings(graph, query, answer, values, entities, evidence=True)
    own, number = len(query.columns), list(query.columns).index(query.counts or "")
    examples = {edge.id: edge for edge in told.edges}
    nodes: dict[str, Node] = {}
    edges, rows = [], []
    for row, links, (*_, ends, _example) in zip(told.rows, told.row_edges, answer.rows, strict=True):
        first, second = ends[:2]
        nodes |= {first.id: first, second.id: second}
        shown = {name: examples[link].properties.get(name) for link in links[:1] for name in EVIDENCE_COLUMNS}
        edges.append(Edge(f"{first.id} {second.id}", "", first.id, second.id, {"articles": row[number], **shown}))
        rows.append([*row[:own], *(row[own + len(DEALING_COLUMNS) :] if evidence else ())])
    return replace(
        told,
        columns=list(query.all_columns(evidence)),
        rows=rows,
        nodes=tuple(nodes.values()),
        edges=tuple(edges),
        row_edges=[(edge.id,) for edge in edges],
        sums=True,
    )
