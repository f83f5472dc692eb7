"""The interactive graph: entities by kind, lines between them, and the evidence beside them."""

from __future__ import annotations

from handelsgraph.pictures.data import page_data
from handelsgraph.pictures.frame import frame
from handelsgraph.pictures.model import Picture
from handelsgraph.pictures.page import page

_VIEW = (
    '<div id="canvas"></div><canvas id="captions" role="img" aria-label="The graph; all of it is in the list"></canvas>'
)


def graph_page(picture: Picture) -> str:
    """Return the HTML text of a page that shows `picture` as a graph."""
    scripts = ("cytoscape.min.js", "panel.js", "captions.js", "graph.js")
    return page(page_data(picture), frame(_VIEW), ("page.css", "cytoscape.css"), scripts)
