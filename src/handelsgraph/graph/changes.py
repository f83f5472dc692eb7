"""What an operation changed in the projection."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Changes:
    """Numbers of entity nodes and of edges between entities that appeared and vanished."""

    nodes_added: int = 0
    nodes_removed: int = 0
    edges_added: int = 0
    edges_removed: int = 0

    def __add__(self, other: Changes) -> Changes:
        return Changes(
            self.nodes_added + other.nodes_added,
            self.nodes_removed + other.nodes_removed,
            self.edges_added + other.edges_added,
            self.edges_removed + other.edges_removed,
        )
