"""The timeline: when dealings took place, a lane for each place, event or body they are about."""

from __future__ import annotations

from typing import Any

from handelsgraph.pictures.data import page_data
from handelsgraph.pictures.frame import frame
from handelsgraph.pictures.model import Edge, Picture
from handelsgraph.pictures.moments import span
from handelsgraph.pictures.page import page
from handelsgraph.schema import Label

_VIEW = '<div id="scroll" tabindex="0" role="group" aria-label="The timeline; all of it is in the list"></div>'


def timeline_page(picture: Picture) -> str:
    """Return the HTML text of a page that shows the dealings of `picture` along time."""
    data = page_data(picture) | timeline_data(picture)
    return page(data, frame(_VIEW), ("page.css", "timeline.css"), ("panel.js", "timeline.js"))


def timeline_data(picture: Picture) -> dict[str, Any]:
    """Return the moments, and how many dealings have none.

    A moment has the number of its dealing, its lane and the other end (positions among the nodes), begin and end in
    years, and whether it is the publication that is dated instead of the dealing. The lane of a dealing is the event if
    one takes part, else what it is directed at.
    """
    labels = {node.key: node.label for node in picture.nodes}
    at = {node.key: index for index, node in enumerate(picture.nodes)}
    edges = [edge for edge in picture.edges if edge.source in at and edge.target in at]
    moments = []
    undated = 0
    for number, edge in enumerate(edges):
        lane, other = _lane(edge, labels)
        spans = sorted({found for text in edge.dates or edge.reported if (found := span(text))})
        undated += not spans
        for begin, end in spans:
            moments.append(
                {
                    "edge": number,
                    "lane": at[lane],
                    "other": at[other],
                    "begin": round(begin, 4),
                    "end": round(end, 4),
                    "reported": not edge.dates,
                }
            )
    return {"moments": sorted(moments, key=lambda moment: (moment["begin"], moment["end"])), "undated": undated}


def _lane(edge: Edge, labels: dict[str, str]) -> tuple[str, str]:
    if labels[edge.source] == Label.EVENT != labels[edge.target]:
        return edge.source, edge.target
    return edge.target, edge.source
