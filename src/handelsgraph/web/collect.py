"""The one job: visit all sources and give an item for every address, politely and one at a time."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count

import structlog

from handelsgraph.interrupt import StoppedError
from handelsgraph.seen import Seen
from handelsgraph.settings import Settings
from handelsgraph.shard import Shard
from handelsgraph.web.addresses import belongs, host_of
from handelsgraph.web.agent import user_agent
from handelsgraph.web.fetch import Fetcher
from handelsgraph.web.files import collect_files
from handelsgraph.web.items import Failed, Fetched, Gone, Item
from handelsgraph.web.listing import Lister
from handelsgraph.web.reasons import Failure
from handelsgraph.web.source import FilesSource, Source, WebSource
from handelsgraph.web.state import FetchState, Holds
from handelsgraph.web.visit import Visitor

_log = structlog.get_logger(__name__)

_DEAD = frozenset(Failure) - {Failure.CLIENT, Failure.REDIRECTS, Failure.FILE, Failure.LISTING}
_PATIENCE = 5
"""Failures of these kinds in a row after which a source is left for the next run."""


def collect(
    sources: Iterable[Source],
    state: FetchState,
    settings: Settings,
    *,
    holds: Holds = lambda ids: ids,
    stop: Callable[[], bool] = lambda: False,
    now: datetime | None = None,
    shard: Shard | None = None,
) -> Iterator[Item]:
    """Yield an item for each address of the sources that is to be visited now.

    An address is visited when it is new, when its entry in the feed or sitemap has changed, when its source's
    `revisit` has passed since the last visit, when the last visit failed, and when `holds` says that the graph lacks
    the article that was found there. Nothing about an article is remembered before the item is acknowledged
    (`item.acknowledge(state)`), so that none is lost if the program ends. Sources take turns, so that the pause one
    host needs is used for another. `stop` ends the iteration within a second or so; `now` is the time of the run
    (UTC), for tests and rehearsals. With a `shard` only its addresses are visited (see `belongs`), and those of others
    are let alone, also in `state`; feeds and sitemaps are asked for in any case.
    """
    moment = now or datetime.now(UTC)
    with ExitStack() as stack:
        fetcher = stack.enter_context(Fetcher(user_agent(settings), stop))
        seen = stack.enter_context(closing(Seen()))
        order = count()

        def items_of(source: Source) -> Iterator[Item]:
            if isinstance(source, FilesSource):
                return collect_files(source, state, holds, moment, shard)
            return _from_web(source, state, fetcher, holds, moment, seen, shard)

        turns = [(0.0, next(order), source, items_of(source)) for source in sources]
        heapq.heapify(turns)
        try:
            while turns and not stop():
                _, _, source, items = heapq.heappop(turns)
                item = next(items, None)
                if item is not None:
                    yield _unless_elsewhere(item, state)
                    ready = 0.0 if isinstance(source, FilesSource) else fetcher.pace.ready(host_of(item.url))
                    heapq.heappush(turns, (ready, next(order), source, items))
        except StoppedError:
            _log.info("stopped while fetching")


def _unless_elsewhere(item: Item, state: FetchState) -> Item:
    """Return the item; if another address still has the article that went from this one, it takes nothing back."""
    match item:
        case Gone(article=str(article)) if state.elsewhere(article, item.source.name, item.url):
            return replace(item, article=None, visit=item.visit and item.visit.withdrawn())
        case Fetched(replaces=str(article)) if state.elsewhere(article, item.source.name, item.url):
            return replace(item, replaces=None)
    return item


def _from_web(
    source: WebSource,
    state: FetchState,
    fetcher: Fetcher,
    holds: Holds,
    now: datetime,
    seen: Seen,
    shard: Shard | None,
) -> Iterator[Item]:
    yield from Lister(source, fetcher, state, now).refresh()
    visitor = Visitor(source, fetcher, holds, now)
    visited = dead = 0
    permitted = source.tdm == "permitted"
    for known in state.due(source.name, now, source.limits.revisit_after, holds, permitted=permitted):
        if not belongs(known.entry.url, shard):
            continue
        if visited >= source.limits.articles:
            _log.info("more addresses than one run visits", source=source.name, limit=visited)
            return
        if dead >= _PATIENCE:
            detail = f"{dead} failures in a row; the other addresses are left for the next run"
            yield Failed(source, source.url, reason=Failure.CONNECTION, detail=detail, retryable=True)
            return
        if seen.add(known.entry.url, source.name) is not None:  # another source has it, too
            continue
        item = visitor.visit(known)
        visited += 1
        dead = dead + 1 if isinstance(item, Failed) and item.reason in _DEAD else 0
        yield item
