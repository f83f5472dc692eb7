"""From the nodes and edges behind an answer to a picture of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from handelsgraph.cli.spots import Located, locate
from handelsgraph.errors import InputError
from handelsgraph.pictures import Edge, Evidence, Node, Picture
from handelsgraph.queries import Result, support
from handelsgraph.schema import ENTITY, RELATIONS

if TYPE_CHECKING:
    from handelsgraph import graph as graphs

MOST_NODES = 500
"""Beyond it a picture shows nothing any more, and a browser is slow to draw it."""
MOST_SENTENCES = 5
_NAMING = ("name", "title", "form", "sentence", "key", "id")


def picture_of(graph: graphs.Graph, title: str, result: Result) -> Picture:
    """Return the picture of an answer to a canned question, with the evidence for its dealings."""
    since, until = (_text(result.parameters.get(name)) for name in ("since", "until"))
    named = ", ".join(match.name for match in result.entities.values())
    dates = "".join(f", {word} {date}" for word, date in (("since", since), ("until", until)) if date)
    heading = f"{title}: {named}{dates}" if named else f"{title}{dates}"
    picture = picture_from(graph, heading, result.nodes, result.edges, since, until)
    return replace(picture, edge="pair", weight="dealing") if result.sums else picture


def picture_of_rows(graph: graphs.Graph, title: str, rows: Iterable[Sequence[Any]]) -> Picture:
    """Return the picture of the nodes, relationships and paths in the rows of a query of one's own.

    Raises InputError if there are none.
    """
    from handelsgraph import graph as graphs

    found = list(_elements(rows, graphs.Path))
    nodes = [item for item in found if isinstance(item, graphs.Node)]
    if not nodes:
        raise InputError(
            "the rows hold nothing to draw", "return nodes and relationships, or paths: MATCH p = … RETURN p"
        )
    edges = {item.id: item for item in found if isinstance(item, graphs.Edge)}
    return picture_from(graph, title, nodes, list(edges.values()))


def _elements(value: Any, path: type[graphs.Path]) -> Iterator[Any]:
    if isinstance(value, list | tuple):
        for item in value:
            yield from _elements(item, path)
    elif isinstance(value, dict):
        yield from _elements(list(value.values()), path)
    elif isinstance(value, path):
        yield from (*value.nodes, *value.edges)
    else:
        yield value


def picture_from(
    graph: graphs.Graph,
    title: str,
    nodes: Sequence[graphs.Node],
    edges: Sequence[graphs.Edge],
    since: str | None = None,
    until: str | None = None,
) -> Picture:
    """Return the picture of `nodes` and the `edges` among them; of very many, those with most dealings."""
    kept, note = _most_important(nodes, edges)
    by_id = {node.id: node for node in kept}
    among = [edge for edge in edges if edge.start in by_id and edge.end in by_id]
    told = support(graph, by_id, [edge for edge in among if edge.type in RELATIONS], since, until)
    places = locate(graph, [str(node.properties["key"]) for node in kept if ENTITY in node.labels])
    return Picture(
        title,
        tuple(_node(node, places) for node in kept),
        tuple(_edge(edge, told.get(edge.id, ())) for edge in among),
        note,
    )


def _most_important(nodes: Sequence[graphs.Node], edges: Iterable[graphs.Edge]) -> tuple[list[graphs.Node], str]:
    unique = {node.id: node for node in nodes}
    if len(unique) <= MOST_NODES:
        return list(unique.values()), ""
    count = dict.fromkeys(unique, 0)
    for edge in edges:
        for end in (edge.start, edge.end):
            if end in count:
                count[end] += 1
    first = sorted(unique.values(), key=lambda node: -count[node.id])[:MOST_NODES]
    return first, f"The {MOST_NODES} of {len(unique)} names with most dealings"


def _node(node: graphs.Node, places: Mapping[str, Located]) -> Node:
    own = node.properties
    name = next((str(own[key]) for key in _NAMING if own.get(key)), "")
    label = next((label for label in node.labels if label != ENTITY), ENTITY)
    located = places.get(str(own.get("key")), Located())
    return Node(node.id, name, label, tuple(map(str, own.get("aliases") or ())), located.place, located.spot)


def _edge(edge: graphs.Edge, told: Sequence[Any]) -> Edge:
    own = edge.properties
    sentences = {
        item.sentence: Evidence(item.sentence, item.title, item.published, item.url) for item in reversed(told)
    }
    evidence = tuple(reversed(sentences.values()))[:MOST_SENTENCES]
    if not evidence and own.get("sentence"):
        evidence = (Evidence(*(_text(own.get(name)) or "" for name in ("sentence", "title", "published", "source"))),)
    return Edge(
        edge.start,
        edge.end,
        edge.type,
        int(own.get("articles") or 0),
        tuple(map(str, own.get("dates") or ())),
        tuple(map(str, own.get("reported") or ())),
        bool(own.get("planned")),
        evidence,
    )


def _text(value: Any) -> str | None:
    return None if value is None else str(value)
