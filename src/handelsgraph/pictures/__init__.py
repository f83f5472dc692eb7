"""Pictures of an answer: pages of one file each that open without a network, and what they show as PNG."""

from __future__ import annotations

from handelsgraph.pictures.chromium import find_browser, png
from handelsgraph.pictures.graph import graph_page
from handelsgraph.pictures.model import Edge, Evidence, Node, Picture, Spot
from handelsgraph.pictures.timeline import timeline_page
from handelsgraph.pictures.world import world_page

__all__ = [
    "Edge",
    "Evidence",
    "Node",
    "Picture",
    "Spot",
    "find_browser",
    "graph_page",
    "png",
    "timeline_page",
    "world_page",
]
