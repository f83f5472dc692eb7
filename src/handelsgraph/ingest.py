"""The one job: read articles, extract what they say, put it into the graph. One article, one transaction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import structlog

from handelsgraph import intake
from handelsgraph.article import Article
from handelsgraph.errors import (
    AuthenticationError,
    DatabaseUnavailableError,
    DataLockedError,
    HandelsgraphError,
    ModelError,
    ReadOnlyError,
    SchemaMismatchError,
)
from handelsgraph.graph.changes import Changes
from handelsgraph.identity import evidence_of
from handelsgraph.intake import Rejected
from handelsgraph.interrupt import graceful_stop

if TYPE_CHECKING:
    from handelsgraph.extraction.extractor import Extractor
    from handelsgraph.graph import Graph, Known
    from handelsgraph.places import Gazetteer

__all__ = ["Kind", "Outcome", "Summary", "graceful_stop", "ingest", "ingest_articles"]

_log = structlog.get_logger(__name__)

_HOPELESS = (
    AuthenticationError,
    DatabaseUnavailableError,
    DataLockedError,
    ModelError,
    ReadOnlyError,
    SchemaMismatchError,
)
"""Errors that every further article would meet too."""


class Kind(StrEnum):
    """What became of an article."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one article, and why. `where` is the file it came from, or its address."""

    kind: Kind
    where: str
    line: int | None = None
    title: str | None = None
    article: str | None = None
    reason: str | None = None
    changes: Changes | None = None


@dataclass(slots=True)
class Summary:
    """The run as a whole; `changes` is the sum over its articles."""

    counts: Counter[Kind] = field(default_factory=Counter)
    changes: Changes = field(default_factory=Changes)
    interrupted: bool = False

    def add(self, outcome: Outcome) -> None:
        """Count an outcome."""
        self.counts[outcome.kind] += 1
        if outcome.changes is not None:
            self.changes += outcome.changes


def ingest(
    paths: Iterable[Path],
    graph: Graph,
    extractor: Extractor,
    gazetteer: Gazetteer,
    report: Callable[[Outcome], None],
    *,
    total: Callable[[int], None] | None = None,
    force: bool = False,
    stop: Callable[[], bool] | None = None,
) -> Summary:
    """Ingest the articles of files and directories. `total` is told their number first, if it is cheap to know.

    See `ingest_articles` for the rest.
    """
    files = list(intake.discover(paths))
    if total is not None and (number := intake.count(files)) is not None:
        total(number)
    items = chain.from_iterable(intake.read(file) for file in files)
    return ingest_articles(items, graph, extractor, gazetteer, report, force=force, stop=stop)


def ingest_articles(
    items: Iterable[Article | Rejected],
    graph: Graph,
    extractor: Extractor,
    gazetteer: Gazetteer,
    report: Callable[[Outcome], None],
    *,
    force: bool = False,
    stop: Callable[[], bool] | None = None,
) -> Summary:
    """Ingest articles one by one; `report` hears of each when it is in the graph (or will not be).

    An article that fails does not stop the others, unless every other would fail likewise (the database is away, the
    model cannot be used): that error is raised, and what was reported before stays. `force` reads articles again that
    are in the graph as they are. When `stop` returns true the run ends before the next article.
    """
    run = _Run(graph, extractor, gazetteer, force)
    summary = Summary()
    for outcome in run.outcomes(items, stop or (lambda: False)):
        if outcome is None:
            summary.interrupted = True
            break
        summary.add(outcome)
        report(outcome)
    return summary


class _Run:
    def __init__(self, graph: Graph, extractor: Extractor, gazetteer: Gazetteer, force: bool) -> None:
        self._graph = graph
        self._extractor = extractor
        self._gazetteer = gazetteer
        self._force = force
        self._known = graph.known()
        self._seen: dict[str, str] = {}

    def outcomes(self, items: Iterable[Article | Rejected], stop: Callable[[], bool]) -> Iterator[Outcome | None]:
        for item in items:
            if stop():
                yield None
                return
            yield self._rejected(item) if isinstance(item, Rejected) else self._article(item)

    @staticmethod
    def _rejected(item: Rejected) -> Outcome:
        kind = Kind.SKIPPED if item.skipped else Kind.FAILED
        return Outcome(kind, intake.display(item.path), line=item.line, reason=item.reason)

    def _article(self, article: Article) -> Outcome:
        where = article.path or article.url
        if article.id in self._seen:  # the first one counts, so that a second run finds nothing to change
            again = f"{article.url} was already read in this run ({self._seen[article.id]})"
            return Outcome(Kind.SKIPPED, where, title=article.title, article=article.id, reason=again)
        self._seen[article.id] = where
        known = self._known.get(article.id)
        reason = None if known is None else self._difference(known, article)
        if known is not None and reason is None:
            return Outcome(Kind.UNCHANGED, where, title=article.title, article=article.id)
        try:
            reading = self._extractor.extract(article.text, article.published)
            changes = self._graph.put(evidence_of(article, reading, self._gazetteer))
        except _HOPELESS:
            raise
        except Exception as error:  # a fault in one article must not cost the others
            _log.debug("article failed", article=article.url, exc_info=True)
            message = error.message if isinstance(error, HandelsgraphError) else f"{type(error).__name__}: {error}"
            return Outcome(Kind.FAILED, where, title=article.title, article=article.id, reason=message)
        kind = Kind.NEW if known is None else Kind.CHANGED
        return Outcome(kind, where, title=article.title, article=article.id, reason=reason, changes=changes)

    def _difference(self, known: Known, article: Article) -> str | None:
        if known.content_hash != article.content_hash:
            return "the text changed"
        if (known.title, known.published, known.source) != (article.title, article.published, article.source):
            return "title, date or source changed"
        if known.extractor != self._extractor.version:
            return "another version of the extraction"
        return "read again as asked" if self._force else None
