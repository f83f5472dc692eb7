"""What an operation changed in the projection."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Changes:
    """Numbers of entity nodes and of edges between entities that appeared and vanished.

    After an article was put, `copy_of` is the address of the article it is a copy of, if there is one.
    """

    nodes_added: int = 0
    nodes_removed: int = 0
    edges_added: int = 0
    edges_removed: int = 0
    copy_of: str | None = field(default=None, compare=False)

    def __add__(self, other: Changes) -> Changes:
        """Return the sums; what a single article is a copy of is not in them."""
        return Changes(
            self.nodes_added + other.nodes_added,
            self.nodes_removed + other.nodes_removed,
            self.edges_added + other.edges_added,
            self.edges_removed + other.edges_removed,
        )

    def numbers(self) -> dict[str, int]:
        """Return the numbers by name."""
        return {
            "nodes_added": self.nodes_added,
            "nodes_removed": self.nodes_removed,
            "edges_added": self.edges_added,
            "edges_removed": self.edges_removed,
        }


def copied(changes: Changes) -> str | None:
    """Return what to say of an article that is a copy."""
    return f"copy of {changes.copy_of}" if changes.copy_of else None
