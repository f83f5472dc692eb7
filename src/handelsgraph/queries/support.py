"""The evidence behind the edges of an answer: the statements that support them, the best first, copies left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Protocol

from handelsgraph.queries.dealings import fits
from handelsgraph.schema import Modality

if TYPE_CHECKING:
    from handelsgraph.graph import Edge, Node
    from handelsgraph.graph.projection import Support

_BATCH = 1000
_COLUMNS = (
    "modality",
    "date",
    "sentence",
    "start",
    "confidence",
    "content_hash",
    "url",
    "title",
    "published",
    "article",
    "original",
)
_SUPPORTS = """
UNWIND $claims AS claim
MATCH (s:Statement {claim: claim})<-[:STATES]-(a:Article)
WHERE s.modality <> 'denied'
RETURN claim, s.modality, s.date, s.sentence, s.start, s.confidence, a.content_hash, a.url, a.title, a.published, a.id,
  coalesce(a.original, a.id)
"""
_COPIES = """
MATCH (a:Article)
WHERE a.original IN $originals
RETURN a.original, a.id, coalesce(a.source, a.title), a.published, a.url
ORDER BY coalesce(a.published, '') + '~', a.url
"""


class Reader(Protocol):
    """What fetching evidence needs of a graph."""

    def read(self, cypher: str, params: dict[str, Any], /) -> Any:
        """Return an answer with `rows`."""


def support(
    graph: Reader,
    nodes: Mapping[str, Node],
    edges: Iterable[Edge],
    since: str | None = None,
    until: str | None = None,
) -> dict[str, list[Support]]:
    """Return the statements that support each of `edges`, by its id; `nodes` are their ends, by id.

    Only those whose date, else that of the article, fits the bounds, unless none does. As in the graph itself, planned
    dealings stand back once one is asserted, and of copies of a text the first counts (`further_sources` has the rest).
    """
    from handelsgraph.graph.stored import claim_hashes

    claims = {
        edge.id: claim_hashes(_names(nodes[edge.start]), edge.type, _names(nodes[edge.end]))
        for edge in edges
        if edge.start in nodes and edge.end in nodes
    }
    found = _read(graph, sorted({claim for hashes in claims.values() for claim in hashes}))
    return {
        edge: _told([item for claim in hashes for item in found.get(claim, ())], since, until)
        for edge, hashes in claims.items()
    }


def further_sources(graph: Reader, supports: Iterable[Support]) -> dict[str, str]:
    """Return, by the id of the article, where else the articles of these statements were printed, as text."""
    wanted = {item.article: item.original for item in supports}
    copies: dict[str, list[tuple[str, str]]] = {}
    originals = sorted({*wanted.values()})
    for start in range(0, len(originals), _BATCH):
        for original, article, *told in graph.read(_COPIES, {"originals": originals[start : start + _BATCH]}).rows:
            copies.setdefault(original, []).append((article, ", ".join(part for part in told if part)))
    return {
        article: "; ".join(told for other, told in copies.get(original, ()) if other != article)
        for article, original in wanted.items()
        if len(copies.get(original, ())) > 1
    }


def _names(node: Node) -> tuple[str, ...]:
    return tuple(node.properties.get("names") or ())


def _read(graph: Reader, claims: list[str]) -> dict[str, list[Support]]:
    from handelsgraph.graph.projection import Support

    found: dict[str, list[Support]] = {}
    for start in range(0, len(claims), _BATCH):
        for claim, *values in graph.read(_SUPPORTS, {"claims": claims[start : start + _BATCH]}).rows:
            given = dict(zip(_COLUMNS, values, strict=True))
            found.setdefault(claim, []).append(Support(**{**given, "modality": Modality(given["modality"])}))
    return found


def _told(supports: list[Support], since: str | None, until: str | None) -> list[Support]:
    from handelsgraph.graph.projection import without_copies

    asserted = without_copies([item for item in supports if item.modality is Modality.ASSERTED] or supports)
    fitting = [item for item in asserted if fits(item.date or item.published, since, until)] or asserted
    return sorted(fitting, key=lambda item: item.rank())
