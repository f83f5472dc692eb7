"""From a picture to the plain data that the scripts of a page read."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from handelsgraph.pictures.looks import LOOKS, OTHER
from handelsgraph.pictures.model import Edge, Evidence, Node, Picture
from handelsgraph.schema import UNDIRECTED

_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_SHOWN_DATES = 4
_SURROGATE = re.compile("[\ud800-\udfff]")


def page_data(picture: Picture) -> dict[str, Any]:
    """Return title, note, kinds, nodes and edges; ends of edges are positions in the list of nodes.

    Edges whose ends are not among the nodes are left out.
    """
    at = {node.key: index for index, node in enumerate(picture.nodes)}
    found = {str(node.label) for node in picture.nodes}
    kinds = [*(str(label) for label in LOOKS if label in found), *sorted(found - set(LOOKS))]
    edges = [edge for edge in picture.edges if edge.source in at and edge.target in at]
    return {
        "title": plain(picture.title),
        "note": plain(picture.note),
        "edge": picture.edge,
        "weight": picture.weight,
        "kinds": [{"name": kind, **LOOKS.get(kind, OTHER)._asdict()} for kind in kinds],
        "nodes": [_node(node) for node in picture.nodes],
        "edges": [_edge(edge, at) for edge in edges],
    }


def plain(text: str | None) -> str:
    """Return `text` in one line, without characters that steer a display or turn the direction of writing."""
    return " ".join(_SURROGATE.sub("\ufffd", _STEERING.sub("", text or "")).split())


def web_address(text: str | None) -> str:
    """Return `text` if it is an address that a link may lead to (http, https), else an empty text."""
    address = plain(text)
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return address if parts.scheme in ("http", "https") and parts.hostname else ""


def dates(edge: Edge) -> str:
    """Return when a dealing was, as it is shown: its dates, else those of the articles; of many the first and last."""
    told = sorted({plain(date).replace("/", " – ") for date in edge.dates or edge.reported if date})
    shown = ", ".join(told) if len(told) <= _SHOWN_DATES else f"{told[0]} … {told[-1]}"
    return f"reported {shown}" if shown and not edge.dates else shown


def _node(node: Node) -> dict[str, Any]:
    aliases = dict.fromkeys(plain(alias) for alias in node.aliases)
    return {
        "kind": str(node.label),
        "name": plain(node.name) or "(without a name)",
        "aliases": [alias for alias in aliases if alias and alias != node.name],
        "place": plain(node.place),
    }


def _edge(edge: Edge, at: dict[str, int]) -> dict[str, Any]:
    return {
        "from": at[edge.source],
        "to": at[edge.target],
        "type": edge.type.replace("_", " ").lower(),
        "directed": bool(edge.type) and edge.type not in UNDIRECTED,
        "articles": edge.articles,
        "dates": dates(edge),
        "planned": edge.planned,
        "evidence": [_evidence(evidence) for evidence in edge.evidence],
    }


def _evidence(evidence: Evidence) -> dict[str, str]:
    return {
        "sentence": plain(evidence.sentence),
        "title": plain(evidence.title),
        "published": plain(evidence.published),
        "link": web_address(evidence.source),
        "source": plain(evidence.source),
    }
