"""The questions of the catalogue as favourites of Neo4j Browser, filled in with names that the graph has."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from handelsgraph.browser.literal import Value, comment, filled_in
from handelsgraph.browser.start import START_FOLDER, StartingPoint
from handelsgraph.errors import NotFoundError
from handelsgraph.queries import Kind, Lookup, Parameter, Query

if TYPE_CHECKING:
    from handelsgraph.graph import Graph
    from handelsgraph.places import Gazetteer

PREFIX = "handelsgraph"

_MOST_NAMED = """
MATCH (e:Entity)
WHERE any(l IN labels(e) WHERE l IN $labels)
RETURN e.key AS key, e.name AS name, e.articles AS articles
ORDER BY articles DESC, key
LIMIT 1
"""
_SOME_ARTICLE = "MATCH (a:Article) RETURN a.id AS id, coalesce(a.title, a.url) AS title ORDER BY id LIMIT 1"


@dataclass(frozen=True, slots=True)
class Favourite:
    """A saved query: its first line is a comment, which the Browser shows as its name."""

    id: str
    folder: str
    text: str


def favourites(
    graph: Graph, queries: Iterable[Query], points: Iterable[StartingPoint], gazetteer: Gazetteer | None = None
) -> list[Favourite]:
    """Return the starting points, then one favourite for each query that this graph has names for.

    A parameter has the value of the example, or where the graph does not know it, what most articles name.
    """
    found = [
        Favourite(f"{PREFIX}-start-{number:02}", START_FOLDER, point.favourite())
        for number, point in enumerate(points, 1)
    ]
    examples = _Examples(graph, gazetteer)
    for query in queries:
        text = examples.text(query)
        if text is not None:
            found.append(Favourite(f"{PREFIX}-{query.name}", query.group, text))
    return found


def archive(items: Iterable[Favourite]) -> bytes:
    """Return favourites as the .zip that the Browser imports: a file each, in a folder by its group."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for item in items:
            # a fixed time: the same favourites are the same bytes
            name = zipfile.ZipInfo(f"{PREFIX} {item.folder}/{item.id}.cypher", (1980, 1, 1, 0, 0, 0))
            file.writestr(name, item.text)
    return packed.getvalue()


def stored(items: Iterable[Favourite]) -> dict[str, list[dict[str, Any]]]:
    """Return favourites and their folders as the Browser keeps them in its local storage."""
    listed = list(items)
    folders = dict.fromkeys(item.folder for item in listed)
    return {
        "documents": [{"id": i.id, "content": i.text, "folder": _folder_id(i.folder)} for i in listed],
        "folders": [{"id": _folder_id(folder), "name": f"{PREFIX} {folder}"} for folder in folders],
    }


def _folder_id(folder: str) -> str:
    return f"{PREFIX}-{folder}".replace(" ", "-")


class _Examples:
    """Values for the parameters of questions: those of their examples where the graph knows them."""

    def __init__(self, graph: Graph, gazetteer: Gazetteer | None) -> None:
        self._graph = graph
        self._lookup = Lookup(graph, gazetteer)
        self._found: dict[tuple[str, Kind], tuple[str | None, str]] = {}

    def text(self, query: Query) -> str | None:
        """Return the favourite of a question, or None if the graph has nothing that it could be asked about."""
        values: dict[str, Value] = {}
        shown = []
        for name, parameter in query.parameters.items():
            values[name], told = self._value(parameter)
            if values[name] is None and parameter.required:
                return None
            if told:
                shown.append(f"{name}: {told}")
        head = [comment(query.title), comment(query.question.en)]
        if shown:
            head += [comment("; ".join(shown)), comment(f"for other names: handelsgraph query {query.name} --help")]
        return "\n".join([*head, filled_in(query.cypher, values)])

    def _value(self, parameter: Parameter) -> tuple[Value, str]:
        """Return the value for a parameter and how to show it, if it needs to be shown."""
        kind, example = parameter.type, parameter.example
        if kind is Kind.FLAG:
            return bool(example or parameter.default), ""
        if example is None:
            return parameter.default, ""
        if not kind.labels and kind is not Kind.ARTICLE:
            return example, str(example)
        known = str(example), kind
        if known not in self._found:
            self._found[known] = self._article(known[0]) if kind is Kind.ARTICLE else self._entity(known[0], kind)
        return self._found[known]

    def _entity(self, example: str, kind: Kind) -> tuple[str | None, str]:
        try:
            match = self._lookup.resolve(example, kind.labels)
        except NotFoundError:
            rows = self._graph.read(_MOST_NAMED, {"labels": sorted(kind.labels)}).rows
            return (rows[0][0], rows[0][1]) if rows else (None, "")
        return match.key, match.name

    def _article(self, example: str) -> tuple[str | None, str]:
        found = [[article.id, article.title or article.url] for article in self._graph.find_article(example)]
        rows = found or self._graph.read(_SOME_ARTICLE).rows
        return (rows[0][0], rows[0][1]) if rows else (None, "")
