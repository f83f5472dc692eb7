"""Intake: from files to articles. `discover` lists what to read, `read` gives articles and says what gave none."""

from __future__ import annotations

from handelsgraph.intake.count import count
from handelsgraph.intake.discover import discover
from handelsgraph.intake.draft import MAX_BYTES, MAX_CHARACTERS, Rejected, display
from handelsgraph.intake.read import read

__all__ = ["MAX_BYTES", "MAX_CHARACTERS", "Rejected", "count", "discover", "display", "read"]
