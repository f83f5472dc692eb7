"""Bringing the graph up to date with its sources: new articles in, changed ones replaced, withdrawn ones taken back."""

from __future__ import annotations

from handelsgraph.runs.guard import Guard
from handelsgraph.runs.results import Result, Summary
from handelsgraph.runs.update import Options, update

__all__ = ["Guard", "Options", "Result", "Summary", "update"]
