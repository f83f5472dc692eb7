"""What a job changed in the graph, as text and as data."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from handelsgraph.graph import Changes


def changes_text(changes: Changes) -> str:
    """Return the changes as a sentence."""
    return (
        f"nodes: {changes.nodes_added} added, {changes.nodes_removed} removed; "
        f"edges: {changes.edges_added} added, {changes.edges_removed} removed"
    )


def changes_data(changes: Changes) -> dict[str, int]:
    """Return the changes as --json prints them."""
    return changes.numbers()
