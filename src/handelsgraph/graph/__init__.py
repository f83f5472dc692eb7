"""The graph database: evidence in, projection kept up to date, read-only queries out.

Nothing outside this package imports the driver.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from handelsgraph.graph.changes import Changes
    from handelsgraph.graph.difference import Difference, EdgeInfo
    from handelsgraph.graph.engine import Access, EngineInfo, Login
    from handelsgraph.graph.graph import ArticleInfo, Graph, open_graph
    from handelsgraph.graph.resolver import Resolver
    from handelsgraph.graph.restore import Restored, Watch
    from handelsgraph.graph.runs import Report, Run, RunLog
    from handelsgraph.graph.status import Status
    from handelsgraph.graph.store import Known
    from handelsgraph.graph.values import Answer, Edge, Node, Path

_HOMES = {
    "Access": "engine",
    "Answer": "values",
    "ArticleInfo": "graph",
    "Changes": "changes",
    "Difference": "difference",
    "Edge": "values",
    "EdgeInfo": "difference",
    "EngineInfo": "engine",
    "Graph": "graph",
    "Known": "store",
    "Login": "engine",
    "Node": "values",
    "Path": "values",
    "Report": "runs",
    "Resolver": "resolver",
    "Restored": "restore",
    "Run": "runs",
    "RunLog": "runs",
    "Status": "status",
    "Watch": "restore",
    "open_graph": "graph",
}

__all__ = [
    "Access",
    "Answer",
    "ArticleInfo",
    "Changes",
    "Difference",
    "Edge",
    "EdgeInfo",
    "EngineInfo",
    "Graph",
    "Known",
    "Login",
    "Node",
    "Path",
    "Report",
    "Resolver",
    "Restored",
    "Run",
    "RunLog",
    "Status",
    "Watch",
    "open_graph",
]


def __getattr__(name: str) -> Any:
    """Import the driver only when the graph is used: `handelsgraph --help` must not wait for it."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
