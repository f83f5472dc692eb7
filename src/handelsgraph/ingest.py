"""The one job: read articles, extract what they say, put it into the graph. One article, one transaction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Generator, Iterable
from contextlib import closing
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
    ModelError,
    ReadOnlyError,
    SchemaMismatchError,
    described,
)
from handelsgraph.extraction.parallel import read_ahead
from handelsgraph.graph.changes import Changes
from handelsgraph.identity import evidence_of
from handelsgraph.intake import Rejected
from handelsgraph.interrupt import graceful_stop

if TYPE_CHECKING:
    from handelsgraph.extraction.extractor import Extractor
    from handelsgraph.graph import Graph, Known
    from handelsgraph.places import Gazetteer
    from handelsgraph.reading import Reading

__all__ = ["Kind", "Outcome", "Summary", "graceful_stop", "ingest", "ingest_articles"]

_log = structlog.get_logger(__name__)

HOPELESS = (
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
    jobs: int = 1,
) -> Summary:
    """Ingest the articles of files and directories. `total` is told their number first, if it is cheap to know.

    See `ingest_articles` for the rest.
    """
    files = list(intake.discover(paths))
    if total is not None and (number := intake.count(files)) is not None:
        total(number)
    items = chain.from_iterable(intake.read(file) for file in files)
    return ingest_articles(items, graph, extractor, gazetteer, report, force=force, stop=stop, jobs=jobs)


def ingest_articles(
    items: Iterable[Article | Rejected],
    graph: Graph,
    extractor: Extractor,
    gazetteer: Gazetteer,
    report: Callable[[Outcome], None],
    *,
    force: bool = False,
    stop: Callable[[], bool] | None = None,
    jobs: int = 1,
) -> Summary:
    """Ingest articles one by one; `report` hears of each when it is in the graph (or will not be).

    An article that fails does not stop the others, unless every other would fail likewise (the database is away, the
    model cannot be used): that error is raised, and what was reported before stays. `force` reads articles again that
    are in the graph as they are. When `stop` returns true the run ends before the next article. `jobs` articles are
    read at the same time; they are put into the graph one after the other, in their order.
    """
    run = _Run(graph, extractor, gazetteer, force)
    summary = Summary()
    with closing(run.outcomes(items, stop or (lambda: False), jobs)) as outcomes:
        for outcome in outcomes:
            if outcome is None:
                summary.interrupted = True
                break
            summary.add(outcome)
            report(outcome)
    return summary


@dataclass(frozen=True, slots=True)
class _Due:
    """An article that has to be read; `known` is what the graph has of it."""

    article: Article
    where: str
    known: Known | None
    reason: str | None


class _Run:
    def __init__(self, graph: Graph, extractor: Extractor, gazetteer: Gazetteer, force: bool) -> None:
        self._graph = graph
        self._extractor = extractor
        self._gazetteer = gazetteer
        self._force = force
        self._known = graph.known()
        self._seen: dict[str, str] = {}

    def outcomes(
        self, items: Iterable[Article | Rejected], stop: Callable[[], bool], jobs: int
    ) -> Generator[Outcome | None]:
        """Yield what became of each item when it is done; None and no more when it is time to stop."""
        with closing(read_ahead(self._extractor, map(self._planned, items), self._text, jobs)) as read:
            for item, reading in read:
                if stop():
                    yield None
                    return
                if isinstance(item, Outcome):
                    yield item
                elif reading is not None:
                    yield self._put(item, reading)

    def _planned(self, item: Article | Rejected) -> Outcome | _Due:
        """Return what is to be done, or what became of an item that needs no reading."""
        return self._rejected(item) if isinstance(item, Rejected) else self._plan(item)

    @staticmethod
    def _text(item: Outcome | _Due) -> tuple[str, str | None] | None:
        return (item.article.text, item.article.published) if isinstance(item, _Due) else None

    @staticmethod
    def _rejected(item: Rejected) -> Outcome:
        kind = Kind.SKIPPED if item.skipped else Kind.FAILED
        return Outcome(kind, intake.display(item.path), line=item.line, reason=item.reason)

    def _plan(self, article: Article) -> Outcome | _Due:
        where = article.path or article.url
        if article.id in self._seen:  # the first one counts, so that a second run finds nothing to change
            again = f"{article.url} was already read in this run ({self._seen[article.id]})"
            return Outcome(Kind.SKIPPED, where, title=article.title, article=article.id, reason=again)
        self._seen[article.id] = where
        known = self._known.get(article.id)
        reason = None if known is None else self._difference(known, article)
        if known is not None and reason is None:
            return Outcome(Kind.UNCHANGED, where, title=article.title, article=article.id)
        return _Due(article, where, known, reason)

    def _put(self, due: _Due, reading: Callable[[], Reading]) -> Outcome:
        article = due.article
        try:
            changes = self._graph.put(evidence_of(article, reading(), self._gazetteer))
        except HOPELESS:
            raise
        except Exception as error:  # a fault in one article must not cost the others
            _log.debug("article failed", article=article.url, exc_info=True)
            reason = described(error)
            return Outcome(Kind.FAILED, due.where, title=article.title, article=article.id, reason=reason)
        kind = Kind.NEW if due.known is None else Kind.CHANGED
        return Outcome(kind, due.where, title=article.title, article=article.id, reason=due.reason, changes=changes)

    def _difference(self, known: Known, article: Article) -> str | None:
        if known.content_hash != article.content_hash:
            return "the text changed"
        if (known.title, known.published, known.source) != (article.title, article.published, article.source):
            return "title, date or source changed"
        if known.extractor != self._extractor.version:
            return "another version of the extraction"
        return "read again as asked" if self._force else None
