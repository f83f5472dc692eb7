"""A change of the graph that waits for the end of a run."""

from __future__ import annotations

from dataclasses import dataclass

from handelsgraph.evidence import Evidence
from handelsgraph.web import Item


@dataclass(frozen=True, slots=True)
class Step:
    """Evidence to put in place of what is there, or an article to forget; and the item that called for it."""

    item: Item
    evidence: Evidence | None
    forget: str | None = None

    @property
    def source(self) -> str:
        """Name of the source."""
        return self.item.source.name
