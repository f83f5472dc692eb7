"""GraphML, as Gephi, yEd and networkx read it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any

from lxml import etree

from handelsgraph.graph import Graph
from handelsgraph.transfer import projected
from handelsgraph.transfer.atomic import new_file
from handelsgraph.transfer.projected import Edge, Entity

_SPACE = "http://graphml.graphdrawing.org/xmlns"
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TYPES = {"articles": "int", "population": "int", "latitude": "double", "longitude": "double",
          "confidence": "double", "weight": "int", "directed": "boolean", "planned": "boolean",
          "inferred": "boolean"}  # fmt: skip

_NODE = ("label", "key", *(f.name for f in fields(Entity) if f.name not in ("key", "name")))
_EDGE = ("label", "weight", *(f.name for f in fields(Edge) if f.name not in ("subject", "type", "object", "articles")))


def write_graphml(
    graph: Graph, path: Path, report: Callable[[int, int], None] = lambda _done, _total: None, *, force: bool = False
) -> tuple[int, int]:
    """Write entities and edges to `path`, all of them or nothing; return how many there are.

    `label` is what the programs show: an entity's name, an edge's type; `weight` is the number of articles. All edges
    have a direction in the file, as networkx takes no mixture; `directed` says whether it means anything. `report`
    hears how many of how many elements are done. Raises InputError as `new_file` does.
    """
    keys = projected.entity_keys(graph)
    total = len(keys) + projected.edge_count(graph)
    nodes = edges = 0
    with new_file(path, force=force) as part, etree.xmlfile(str(part), encoding="utf-8") as xml:
        xml.write_declaration()
        with xml.element("graphml", nsmap={None: _SPACE}):
            for domain, names in (("node", _NODE), ("edge", _EDGE)):
                for name in names:
                    attributes = {"id": f"{domain}_{name}", "for": domain, "attr.name": name,
                                  "attr.type": _TYPES.get(name, "string")}  # fmt: skip
                    xml.write(etree.Element("key", attributes))
            with xml.element("graph", id="handelsgraph", edgedefault="directed"):
                for nodes, entity in enumerate(projected.entities(graph, keys), start=1):
                    xml.write(_node(entity))
                    report(nodes, total)
                for edges, edge in enumerate(projected.edges(graph, keys), start=1):
                    xml.write(_edge(edge))
                    report(nodes + edges, total)
    return nodes, edges


def node_id(key: str) -> str:
    """Return the id of an entity in the file: an XML name token, which a key is not."""
    return "n" + hashlib.sha256(key.encode()).hexdigest()[:16]


def _node(entity: Entity) -> Any:
    values = {name: getattr(entity, name) for name in _NODE if name != "label"}
    values |= {"label": entity.name, "aliases": "; ".join(entity.aliases) or None}
    return _element("node", {"id": node_id(entity.key)}, values)


def _edge(edge: Edge) -> Any:
    ends = {"source": node_id(edge.subject), "target": node_id(edge.object)}
    name = "\x1f".join((edge.subject, edge.type, edge.object))
    values = {field: getattr(edge, field) for field in _EDGE if field not in ("label", "weight")}
    values |= {"label": edge.type, "weight": edge.articles}
    return _element("edge", {"id": "e" + node_id(name)[1:], **ends}, values)


def _element(domain: str, attributes: dict[str, str], values: dict[str, Any]) -> Any:
    element = etree.Element(domain, attributes)
    for name, value in values.items():
        if value is not None:
            etree.SubElement(element, "data", key=f"{domain}_{name}").text = _text(value)
    return element


def _text(value: Any) -> str:
    """Return a value as XML can hold it: control characters have no place in XML, however they are written."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return _NO_XML.sub("\ufffd", str(value))
