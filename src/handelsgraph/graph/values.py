"""Plain values for what a query returns, so that nothing outside this package needs the driver."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from neo4j import graph, spatial, time

_NAMING = ("name", "title", "form", "key", "id")
_SCALARS = frozenset({type(None), bool, int, float, str})
"""What most values of an answer are. An answer has thousands: asking for the type first takes half of the time."""


@dataclass(frozen=True, slots=True)
class Node:
    """A node of an answer. `id` tells nodes of one answer apart and means nothing beyond it."""

    id: str
    labels: tuple[str, ...]
    properties: dict[str, Any]

    def __str__(self) -> str:
        """Return the node as Cypher would draw it, by its name if it has one."""
        name = next((self.properties[key] for key in _NAMING if self.properties.get(key)), ":".join(self.labels))
        return f"({name})"


@dataclass(frozen=True, slots=True)
class Edge:
    """A relationship of an answer; `start` and `end` are node ids."""

    id: str
    type: str
    start: str
    end: str
    properties: dict[str, Any]

    def __str__(self) -> str:
        """Return the relationship as Cypher would draw it."""
        return f"-[{self.type}]->"


@dataclass(frozen=True, slots=True)
class Path:
    """A path of an answer."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]

    def __str__(self) -> str:
        """Return the path as Cypher would draw it."""
        parts = [str(node) for node in self.nodes[:1]]
        for before, edge, node in zip(self.nodes, self.edges, self.nodes[1:], strict=False):
            parts += [str(edge) if edge.start == before.id else f"<-[{edge.type}]-", str(node)]
        return "".join(parts)


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows a query returned. `truncated` says that the row limit cut them off."""

    columns: list[str]
    rows: list[list[Any]] = field(default_factory=list)
    truncated: bool = False


def plain(value: Any) -> Any:
    """Return a driver value as a plain one: temporal values become ISO strings, points dictionaries."""
    if type(value) in _SCALARS:
        return value
    match value:
        case list() | tuple() if not isinstance(value, spatial.Point):
            return [item if type(item) in _SCALARS else plain(item) for item in value]
        case dict():
            return {key: plain(item) for key, item in value.items()}
        case graph.Node():
            return Node(value.element_id, tuple(sorted(value.labels)), _properties(value))
        case graph.Relationship():
            ends = [node.element_id if node is not None else "" for node in value.nodes]
            return Edge(value.element_id, value.type, ends[0], ends[1], _properties(value))
        case graph.Path():
            nodes = tuple(plain(node) for node in value.nodes)
            return Path(nodes, tuple(plain(edge) for edge in value.relationships))
        case time.DateTime():
            return value.to_native().isoformat()
        case time.Date() | time.Time() | time.Duration():
            return value.iso_format()
        case spatial.Point():
            return {"srid": value.srid, "coordinates": [float(part) for part in value]}
        case bytes() | bytearray():
            return value.hex()
    return str(value)


def _properties(entity: graph.Entity) -> dict[str, Any]:
    return {key: item if type(item) in _SCALARS else plain(item) for key, item in sorted(entity.items())}
