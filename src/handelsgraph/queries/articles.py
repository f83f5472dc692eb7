"""From what a person types to the one article meant."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from handelsgraph.errors import AmbiguousNameError, NotFoundError

if TYPE_CHECKING:
    from handelsgraph.graph import ArticleInfo

SHOWN = 10
_LIST = '`handelsgraph cypher "MATCH (a:Article) RETURN a.id, a.title, a.url"` lists the articles'


class Finder(Protocol):
    """What finding an article needs of a graph."""

    def find_article(self, text: str, /) -> list[ArticleInfo]:
        """Return the articles that `text` may mean."""


def find_exactly(graph: Finder, text: str) -> ArticleInfo:
    """Return the article with this id, URL, path or whole title.

    Raises NotFoundError, with the article that may have been meant, or AmbiguousNameError.
    """
    found = find_one(graph, text)
    if text.strip() in (found.id, found.url, found.path, found.title):
        return found
    raise NotFoundError(
        f"no article has the id, URL, path or title {text!r}",
        f"the nearest is {found.title or found.url}; give its id to mean it: {found.id}",
    )


def find_one(graph: Finder, text: str) -> ArticleInfo:
    """Return the article with this id, URL, path, or part of a title or URL that only it has.

    Raises NotFoundError or AmbiguousNameError.
    """
    found = graph.find_article(text.strip()) if text.strip() else []
    if not found:
        raise NotFoundError(f"no article has the id, URL, path or title {text!r}", _LIST)
    if len(found) > 1:
        titles = [a for a in found if a.title == text.strip()]
        if len(titles) == 1:
            return titles[0]
        choices = "; ".join(f"{a.title or a.url} ({a.published or 'undated'}): {a.id}" for a in found[:SHOWN])
        raise AmbiguousNameError(f"{text!r} may mean {len(found)} articles", f"give the id of one: {choices}")
    return found[0]
