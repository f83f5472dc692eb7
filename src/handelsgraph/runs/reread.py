"""Reading stored texts again: which articles, and what they say to the present extractor."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import structlog

from handelsgraph.errors import described
from handelsgraph.extraction.parallel import read_ahead
from handelsgraph.identity import evidence_of
from handelsgraph.ingest import HOPELESS
from handelsgraph.interrupt import stoppable
from handelsgraph.spool import Spool

if TYPE_CHECKING:
    from handelsgraph.article import Article
    from handelsgraph.evidence import Evidence
    from handelsgraph.extraction.extractor import Extractor
    from handelsgraph.graph import Graph
    from handelsgraph.places import Gazetteer
    from handelsgraph.shard import Shard

_log = structlog.get_logger(__name__)

_BATCH = 20  # articles whose texts are fetched at once


@dataclass(frozen=True, slots=True)
class Failure:
    """An article that was not read again, and why."""

    id: str
    url: str
    title: str | None
    reason: str


@contextmanager
def due(graph: Graph, version: str, *, everything: bool = False, shard: Shard | None = None) -> Iterator[Sequence[str]]:
    """Give the ids of the articles that another version than this one has read (or of all of them), in order.

    With a `shard` those that belong to it. They are on disk until the context is left.
    """
    with Spool[str]() as ids:
        for key in graph.ids(not_read_by=None if everything else version):
            if shard is None or shard.has(key):
                ids.append(key)
        yield ids


def reread(
    graph: Graph, extractor: Extractor, ids: Sequence[str], gazetteer: Gazetteer, workers: int
) -> Generator[tuple[Article, Callable[[], Evidence]]]:
    """Yield those of these articles that are still there, each with a function that returns what it says now.

    `workers` of them are read at the same time. Close the iterator to give up what is being read.
    """
    texts = read_ahead(extractor, _stored(graph, ids), lambda article: (article.text, article.published), workers)
    with closing(texts) as read:
        for article, reading in read:
            if reading is not None:
                yield article, lambda a=article, r=reading: evidence_of(a, stoppable(r), gazetteer)  # type: ignore[misc]


def failure(article: Article, error: Exception) -> Failure:
    """Return a fault in one article, which must not cost the others; one that all would meet is raised."""
    if isinstance(error, HOPELESS):
        raise error
    _log.debug("article failed", article=article.url, exc_info=error)
    return Failure(article.id, article.url, article.title, described(error))


def _stored(graph: Graph, ids: Sequence[str]) -> Iterator[Article]:
    for start in range(0, len(ids), _BATCH):
        yield from graph.articles(ids[start : start + _BATCH])
