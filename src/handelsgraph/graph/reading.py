"""Somebody's own Cypher, looked at before it runs: it may read the graph and nothing else."""

from __future__ import annotations

import re
from typing import Any

from neo4j import ResultSummary

from handelsgraph.errors import ReadOnlyError

_NO_CODE = re.compile(
    r"""//[^\n]*|/\*.*?\*/|'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|`(?:``|[^`])*`""",
    re.DOTALL,
)
_LOAD_CSV = re.compile(r"\bLOAD\s+CSV\b", re.IGNORECASE)
_TERMINATE = re.compile(r"\bTERMINATE\s+TRANSACTIONS?\b", re.IGNORECASE)
_PROFILE = re.compile(r"\s*PROFILE\b", re.IGNORECASE)
_READS = "r"
_NOT_FOR_READERS = ("LoadCSV", "TerminateTransactions")
"""Operators of plans that count as reading on the server and do something else."""


def check_text(cypher: str) -> None:
    """Refuse what fetches files and addresses, and what ends the queries of others: that may count as reading.

    Raises ReadOnlyError.
    """
    code = _NO_CODE.sub(" ", cypher)
    if _LOAD_CSV.search(code):
        raise _no_load_csv()
    if _TERMINATE.search(code):
        raise refused()


def explained(cypher: str) -> str:
    """Return the statement that shows the plan of this one and does not run it."""
    return f"EXPLAIN {_PROFILE.sub('', cypher, count=1) if _PROFILE.match(cypher) else cypher}"


def check_plan(summary: ResultSummary) -> None:
    """Refuse a statement whose plan does anything but read: writing, schema, administration, files, addresses.

    Raises ReadOnlyError.
    """
    operators = set(_operators(summary.plan or {}))
    if "LoadCSV" in operators:
        raise _no_load_csv()
    if summary.query_type != _READS or operators.intersection(_NOT_FOR_READERS):
        raise refused()


def refused() -> ReadOnlyError:
    """Return the error for a statement that does more than read."""
    return ReadOnlyError("the statement writes or administers, but only reading is allowed here")


def _no_load_csv() -> ReadOnlyError:
    return ReadOnlyError(
        "LOAD CSV fetches files and addresses, but only reading the graph is allowed here",
        "`handelsgraph ingest` reads articles from files",
    )


def _operators(plan: dict[str, Any]) -> list[str]:
    own = [str(plan["operatorType"]).partition("@")[0]] if "operatorType" in plan else []
    return own + [name for child in plan.get("children", ()) for name in _operators(child)]
