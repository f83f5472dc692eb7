"""The catalogue: every query file that comes with the package, and those of a folder of the user's own."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from handelsgraph.errors import InputError
from handelsgraph.queries.header import Query
from handelsgraph.queries.parse import read
from handelsgraph.resources import cypher_dir

GROUPS = ("who-knows-whom", "travel", "co-operation", "events", "support", "people", "evidence")
"""The groups in the order in which they are shown; others follow."""

RESERVED = frozenset({"list"})
RESERVED_PARAMETERS = frozenset(
    {"exact", "cypher", "evidence", "format", "json", "graph", "png", "map", "timeline", "help"}
)
"""Names of commands and options that every query has."""


def catalogue(extra_dir: Path | None = None) -> dict[str, Query]:
    """Return all queries by name, in order of group and name.

    Raises InputError for a file that cannot be used, a name used twice, or an `extra_dir` that is no directory.
    """
    if extra_dir is not None and not extra_dir.is_dir():
        raise InputError(f"{extra_dir} is not a directory of query files", "check HANDELSGRAPH_QUERIES")
    queries: dict[str, Query] = {}
    own = [query.model_copy(update={"own": True}) for query in _read_all(extra_dir)] if extra_dir else []
    for query in (*_packaged(), *own):
        if query.name in queries:
            raise InputError(f"{query.path}: the query {query.name} is also defined in {queries[query.name].path}")
        if query.name in RESERVED:
            raise InputError(f"{query.path}: a query cannot be named {query.name}")
        for name in RESERVED_PARAMETERS & set(query.parameters):
            raise InputError(f"{query.path}: a parameter cannot be named {name}")
        queries[query.name] = query
    for query in queries.values():
        for name in query.see_also:
            if name not in queries:
                raise InputError(f"{query.path}: see_also names {name}, which is no query")
    return dict(sorted(queries.items(), key=lambda item: (_rank(item[1].group), item[1].group, item[0])))


def _rank(group: str) -> int:
    return GROUPS.index(group) if group in GROUPS else len(GROUPS)


@cache
def _packaged() -> tuple[Query, ...]:
    return _read_all(cypher_dir() / "queries")


def _read_all(directory: Path) -> tuple[Query, ...]:
    return tuple(read(path) for path in sorted(directory.rglob("*.cypher")))
