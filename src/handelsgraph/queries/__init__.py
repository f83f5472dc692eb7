"""Canned questions: query files with a header, name lookup, and running them."""

from __future__ import annotations

from handelsgraph.queries.articles import find_exactly, find_one
from handelsgraph.queries.catalogue import catalogue
from handelsgraph.queries.header import Kind, Parameter, Query
from handelsgraph.queries.lookup import Lookup
from handelsgraph.queries.match import Match
from handelsgraph.queries.run import Result, prepare, run

__all__ = [
    "Kind",
    "Lookup",
    "Match",
    "Parameter",
    "Query",
    "Result",
    "catalogue",
    "find_exactly",
    "find_one",
    "prepare",
    "run",
]
