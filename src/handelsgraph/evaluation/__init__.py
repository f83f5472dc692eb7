"""Extraction against annotated articles: how much is right, how much is found, and what a confidence is worth."""

from __future__ import annotations

from handelsgraph.evaluation.gold import Article, read_gold
from handelsgraph.evaluation.predictions import read_predictions
from handelsgraph.evaluation.report import Report, evaluate
from handelsgraph.evaluation.texts import to_read

__all__ = ["Article", "Report", "evaluate", "read_gold", "read_predictions", "to_read"]
