"""handelsgraph: a graph of regional foreign-trade relationships, read out of German press articles."""

from __future__ import annotations

__version__ = "0.1.0"
