"""py2neo on this graph: for notebooks that depend on it. Needs `pip install handelsgraph[py2neo]`; nothing else does.

    from handelsgraph.py2neo_bridge import open_py2neo

    with open_py2neo() as bridge:
        answer = bridge.ask("met", region="Brandenburg", partner="CRRC")
        answer.table(), answer.data_frame(), answer.subgraph()
        bridge.graph.nodes.match("Company").count()

py2neo 2021.2.4 is at its end of life. What is offered here was run on Neo4j 5.26 and 2026.08 and on the embedded
engine; docs/py2neo.md says what is not, and what to use instead.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any, NoReturn
from urllib.parse import unquote, urlsplit

from handelsgraph.errors import AuthenticationError, HandelsgraphError, InputError, NotFoundError
from handelsgraph.graph import Graph, open_graph
from handelsgraph.queries import Query, Result, catalogue, prepare, run
from handelsgraph.settings import Settings, load_settings

try:
    import py2neo
    from py2neo.database import Transaction
    from py2neo.integration import Table
except ImportError as _error:
    raise HandelsgraphError("py2neo is not installed", "pip install 'handelsgraph[py2neo]'") from _error

_DIRECT = ("bolt", "bolt+s", "bolt+ssc")


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer to a canned question."""

    query: Query
    result: Result
    _records: list[list[Any]]

    def table(self) -> Any:
        """Return the rows as py2neo Table, with the columns that the command line shows."""
        return Table(self.result.rows, self.result.columns)

    def data_frame(self) -> Any:
        """Return the rows as pandas DataFrame. Raises HandelsgraphError if pandas is not installed."""
        try:
            import pandas
        except ImportError as error:
            raise HandelsgraphError("pandas is not installed", "pip install pandas, or use table()") from error
        return pandas.DataFrame(self.result.rows, columns=self.result.columns)

    def subgraph(self) -> Any:
        """Return the nodes and relationships of the answer as py2neo Subgraph, bound to the graph.

        Raises InputError for a question that answers with plain values only.
        """
        parts = list(_elements(self._records))
        if self._records and not parts:
            raise InputError(
                f"the question {self.query.name} answers with values, not with nodes and relationships",
                "use table() or data_frame()",
            )
        whole = py2neo.Subgraph()
        for part in parts:
            whole = whole | part
        return whole


class Bridge:
    """An open graph: `graph` is the py2neo Graph, `ask` answers canned questions. Use `open_py2neo` to get one."""

    def __init__(self, opened: Graph, graph: Any, queries: Mapping[str, Query]) -> None:
        self.graph = graph
        self._opened = opened
        self._queries = queries

    def ask(self, name: str, **parameters: Any) -> Reply:
        """Return the answer to the canned question `name`; names are looked up as on the command line.

        Raises NotFoundError for a question or a name that does not exist, InputError for parameters.
        """
        if name not in self._queries:
            raise NotFoundError(f"there is no question {name}", f"there are {', '.join(self._queries)}")
        query = self._queries[name]
        _check(parameters)
        result = run(self._opened, query, parameters)
        values, _ = prepare(self._opened, query, parameters)
        records = [list(record) for record in self.graph.query(query.cypher, values)]
        return Reply(query, result, records)


@contextmanager
def open_py2neo(settings: Settings | None = None, *, write: bool = False) -> Iterator[Bridge]:
    """Open the graph the settings name (default: those of the environment) for py2neo.

    The embedded engine lets it write only with `write`; on a server it may do what its user may. Raises InputError for
    an address that needs routing, and what `open_graph` raises.
    """
    settings = settings or load_settings()
    if settings.neo4j_uri:
        _check_direct(settings.neo4j_uri)
    with open_graph(settings, access="read") as opened:
        graph = _Py2neoGraph(opened.engine.uri, **_login(opened, settings, write=write))
        try:
            yield Bridge(opened, graph, catalogue(settings.queries))
        finally:
            graph.service.connector.close()


class _Transaction(Transaction):  # type: ignore[misc]
    def run(self, cypher: str, parameters: Any = None, **more: Any) -> Any:
        _check({**(parameters or {}), **more})
        return super().run(cypher, parameters, **more)


class _Py2neoGraph(py2neo.Graph):  # type: ignore[misc]
    """A py2neo Graph that says what does not work, where py2neo itself fails in words nobody can make sense of."""

    schema: Any

    def __init__(self, uri: str, **settings: Any) -> None:
        super().__init__(uri, **settings)
        self.schema = _Schema(self.schema)

    def auto(self, readonly: bool = False) -> Any:
        return _Transaction(self, autocommit=True, readonly=readonly)

    def begin(self, readonly: bool = False) -> Any:
        return _Transaction(self, autocommit=False, readonly=readonly)


class _Schema:
    """What works of py2neo's Schema: listing labels and relationship types."""

    def __init__(self, schema: Any) -> None:
        self._schema = schema

    @property
    def node_labels(self) -> frozenset[str]:
        return frozenset(self._schema.node_labels)

    @property
    def relationship_types(self) -> frozenset[str]:
        return frozenset(self._schema.relationship_types)

    def __getattr__(self, name: str) -> NoReturn:
        if name.startswith("_"):
            raise AttributeError(name)
        raise InputError(
            f"py2neo's schema.{name} uses commands that today's servers no longer have",
            "run CREATE INDEX ... FOR ..., CREATE CONSTRAINT ... or SHOW INDEXES with graph.run",
        )


def _check_direct(uri: str) -> None:
    scheme = urlsplit(uri.strip()).scheme
    if scheme.startswith("neo4j"):
        raise InputError(
            f"py2neo is offered without routing, and {scheme}:// asks for it",
            f"name one server: bolt{scheme.removeprefix('neo4j')}://HOST:7687",
        )
    if scheme not in _DIRECT:
        raise InputError(f"py2neo takes addresses with {', '.join(s + '://' for s in _DIRECT)}", "check NEO4J_URI")


def _login(opened: Graph, settings: Settings, *, write: bool) -> dict[str, Any]:
    login = opened.login(write=write)
    if login is not None:
        return {"auth": (login.username, login.password), "name": login.database}
    user, password = settings.neo4j_username, settings.password()
    parts = urlsplit(settings.neo4j_uri or "")
    if parts.username and password is None:
        user, password = unquote(parts.username), unquote(parts.password or "")
    if password is None:
        raise AuthenticationError("no password is set", "set NEO4J_PASSWORD or NEO4J_PASSWORD_FILE")
    return {"auth": (user, password), "name": settings.neo4j_database}


def _check(value: Any, name: str = "") -> None:
    """Raise InputError if a parameter holds an instant with a time zone, at whatever depth."""
    match value:
        case datetime() | time() if value.tzinfo is not None:
            raise InputError(
                f"py2neo cannot send the parameter {name}: an instant with a time zone",
                "give it as ISO text and write datetime($parameter) in the Cypher, or use a naive one",
            )
        case Mapping():
            for key, item in value.items():
                _check(item, f"{name}.{key}" if name else str(key))
        case list() | tuple() | set():
            for item in value:
                _check(item, name)


def _elements(value: Any) -> Iterator[Any]:
    match value:
        case py2neo.Subgraph():
            yield value
        case Mapping():
            for item in value.values():
                yield from _elements(item)
        case list() | tuple():
            for item in value:
                yield from _elements(item)
