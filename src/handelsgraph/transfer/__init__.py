"""Moving a graph: its evidence as JSON Lines to any engine, its projection as GraphML and CSV to other programs."""

from __future__ import annotations

from handelsgraph.transfer.export import export
from handelsgraph.transfer.graphml import write_graphml
from handelsgraph.transfer.manifest import Manifest
from handelsgraph.transfer.moving import Moved, take
from handelsgraph.transfer.tables import write_tables
from handelsgraph.transfer.verify import verify

__all__ = ["Manifest", "Moved", "export", "take", "verify", "write_graphml", "write_tables"]
