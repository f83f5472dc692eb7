"""Names of entities that begin with what was typed, for shell completion."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Protocol

from handelsgraph.schema import Label

MOST = 30
_STARTING = """
UNWIND $prefixes AS prefix
MATCH (e:Entity)
WHERE e.name STARTS WITH prefix
WITH DISTINCT e
ORDER BY e.articles DESC, e.name
LIMIT $most
RETURN e.name, labels(e)
"""


class Reader(Protocol):
    """What completing names needs of a graph."""

    def read(self, cypher: str, params: dict[str, Any], /) -> Any:
        """Return an answer with `rows`."""


def starting(graph: Reader, text: str, labels: Collection[Label]) -> list[str]:
    """Return names of entities with one of `labels` that begin with `text` as it stands or capitalised.

    Those that most articles name come first; of very many, some are left out.
    """
    prefixes = list(dict.fromkeys((text, text[:1].upper() + text[1:], text.title(), text.upper())))
    rows = graph.read(_STARTING, {"prefixes": prefixes, "most": 10 * MOST}).rows
    return list(dict.fromkeys(name for name, kinds in rows if set(kinds) & set(labels)))[:MOST]
