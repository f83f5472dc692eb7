"""Canned questions: query files with a header, name lookup, and running them."""

from __future__ import annotations

from handelsgraph.queries.articles import find_exactly, find_one
from handelsgraph.queries.browser import browser_text
from handelsgraph.queries.catalogue import GROUPS, catalogue
from handelsgraph.queries.header import Query, Scope
from handelsgraph.queries.kinds import Kind, Parameter
from handelsgraph.queries.lookup import Lookup
from handelsgraph.queries.match import Match
from handelsgraph.queries.result import Result
from handelsgraph.queries.run import prepare, run
from handelsgraph.queries.support import support

__all__ = [
    "GROUPS",
    "Kind",
    "Lookup",
    "Match",
    "Parameter",
    "Query",
    "Result",
    "Scope",
    "browser_text",
    "catalogue",
    "find_exactly",
    "find_one",
    "prepare",
    "run",
    "support",
]
