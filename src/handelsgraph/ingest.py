"""The one job: read articles, extract what they say, put it into the graph. One article, one transaction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator
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
from handelsgraph.graph.changes import Changes, copied
from handelsgraph.identity import evidence_of
from handelsgraph.intake import Rejected
from handelsgraph.interrupt import StoppedError, graceful_stop, stoppable
from handelsgraph.parts import parts
from handelsgraph.seen import Seen

if TYPE_CHECKING:
    from handelsgraph.extraction.extractor import Extractor
    from handelsgraph.graph import Graph, Known
    from handelsgraph.places import Gazetteer
    from handelsgraph.reading import Reading
    from handelsgraph.shard import Shard

__all__ = ["Kind", "Outcome", "Summary", "graceful_stop", "ingest", "ingest_articles"]

_log = structlog.get_logger(__name__)

HOPELESS = (
    AuthenticationError,
    DatabaseUnavailableError,
    DataLockedError,
    ModelError,
    ReadOnlyError,
    SchemaMismatchError,
    StoppedError,
)
"""Errors that every further article would meet too."""


class Kind(StrEnum):
    """What became of an article."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"
    FAILED = "failed"
    ELSEWHERE = "elsewhere"
    """Belongs to another shard."""


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
    workers: int = 1,
    shard: Shard | None = None,
) -> Summary:
    """Ingest the articles of files and directories. `total` is told their number first, if it is cheap to know.

    See `ingest_articles` for the rest.
    """
    files = list(intake.discover(paths))
    if total is not None and (number := intake.count(files)) is not None:
        total(number)
    items = chain.from_iterable(intake.read(file) for file in files)
    return ingest_articles(
        items, graph, extractor, gazetteer, report, force=force, stop=stop, workers=workers, shard=shard
    )


def ingest_articles(
    items: Iterable[Article | Rejected],
    graph: Graph,
    extractor: Extractor,
    gazetteer: Gazetteer,
    report: Callable[[Outcome], None],
    *,
    force: bool = False,
    stop: Callable[[], bool] | None = None,
    workers: int = 1,
    shard: Shard | None = None,
) -> Summary:
    """Ingest articles one by one; `report` hears of each when it is in the graph (or will not be).

    An article that fails does not stop the others, unless every other would fail likewise (the database is away, the
    model cannot be used): that error is raised, and what was reported before stays. `force` reads articles again that
    are in the graph as they are. When `stop` returns true the run ends before the next article. `workers` articles are
    read at the same time; they are put into the graph one after the other, in their order. With a `shard` only articles
    whose ids belong to it are read; the runs of all shards, one after the other or at once, read each article once.
    """
    summary = Summary()
    with (
        closing(Seen()) as seen,
        closing(
            _Run(graph, extractor, gazetteer, seen, force=force, shard=shard).outcomes(
                items, stop or (lambda: False), workers
            )
        ) as outcomes,
    ):
        try:
            for outcome in outcomes:
                if outcome is None:
                    summary.interrupted = True
                    break
                summary.add(outcome)
                report(outcome)
        except StoppedError:  # while the database or the model kept it waiting
            extractor.give_up(True)
            summary.interrupted = True
    return summary


@dataclass(frozen=True, slots=True)
class _Due:
    """An article that has to be read; `known` is what the graph has of it."""

    article: Article
    where: str
    known: Known | None
    reason: str | None


class _Run:
    def __init__(
        self,
        graph: Graph,
        extractor: Extractor,
        gazetteer: Gazetteer,
        seen: Seen,
        *,
        force: bool,
        shard: Shard | None,
    ) -> None:
        self._graph = graph
        self._extractor = extractor
        self._gazetteer = gazetteer
        self._seen = seen
        self._force = force
        self._shard = shard

    def outcomes(
        self, items: Iterable[Article | Rejected], stop: Callable[[], bool], workers: int
    ) -> Generator[Outcome | None]:
        """Yield what became of each item when it is done; None and no more when it is time to stop."""
        with closing(read_ahead(self._extractor, self._planned(items), self._text, workers)) as read:
            for item, reading in read:
                if stop():
                    yield None
                    return
                if isinstance(item, Outcome):
                    yield item
                elif reading is not None:
                    yield self._put(item, reading)

    def _planned(self, items: Iterable[Article | Rejected]) -> Iterator[Outcome | _Due]:
        """Yield for each item what is to be done, or what became of it if it needs no reading."""
        for part in parts(map(self._first_look, items)):
            articles = [item for item in part if isinstance(item, Article)]
            known = self._graph.known([article.id for article in articles]) if articles else {}
            for item in part:
                yield item if isinstance(item, Outcome) else self._plan(item, known.get(item.id))

    @staticmethod
    def _text(item: Outcome | _Due) -> tuple[str, str | None] | None:
        return (item.article.text, item.article.published) if isinstance(item, _Due) else None

    def _first_look(self, item: Article | Rejected) -> Article | Outcome:
        """Return the article, or what became of the item if the graph need not be asked."""
        if isinstance(item, Rejected):
            kind = Kind.SKIPPED if item.skipped else Kind.FAILED
            return Outcome(kind, intake.display(item.path), line=item.line, reason=item.reason)
        where = item.path or item.url
        if self._shard is not None and not self._shard.has(item.id):
            return Outcome(Kind.ELSEWHERE, where, title=item.title, article=item.id)
        if (first := self._seen.add(item.id, where)) is not None:  # the first one counts: a second run changes nothing
            again = f"{item.url} was already read in this run ({first})"
            return Outcome(Kind.SKIPPED, where, title=item.title, article=item.id, reason=again)
        return item

    def _plan(self, article: Article, known: Known | None) -> Outcome | _Due:
        where = article.path or article.url
        reason = None if known is None else self._difference(known, article)
        if known is not None and reason is None:
            return Outcome(Kind.UNCHANGED, where, title=article.title, article=article.id)
        return _Due(article, where, known, reason)

    def _put(self, due: _Due, reading: Callable[[], Reading]) -> Outcome:
        article = due.article
        try:
            changes = self._graph.put(evidence_of(article, stoppable(reading), self._gazetteer))
        except HOPELESS:
            raise
        except Exception as error:  # a fault in one article must not cost the others
            _log.debug("article failed", article=article.url, exc_info=True)
            reason = described(error)
            return Outcome(Kind.FAILED, due.where, title=article.title, article=article.id, reason=reason)
        kind = Kind.NEW if due.known is None else Kind.CHANGED
        told = "; ".join(part for part in (due.reason, copied(changes)) if part) or None
        return Outcome(kind, due.where, title=article.title, article=article.id, reason=told, changes=changes)

    def _difference(self, known: Known, article: Article) -> str | None:
        if known.content_hash != article.content_hash:
            return "the text changed"
        if (known.title, known.published, known.source) != (article.title, article.published, article.source):
            return "title, date or source changed"
        if known.extractor != self._extractor.version:
            return "another version of the extraction"
        return "read again as asked" if self._force else None
