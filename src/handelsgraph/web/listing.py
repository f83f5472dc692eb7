"""The addresses of a source: asking its feed or sitemap, and keeping in the state what it lists."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime

from handelsgraph.web.addresses import tidy
from handelsgraph.web.exchange import Exchange
from handelsgraph.web.feeds import read_feed
from handelsgraph.web.fetch import Fetcher
from handelsgraph.web.items import Failed
from handelsgraph.web.reasons import FailedError, Failure, RefusedError
from handelsgraph.web.reply import Reply, Validators, media_type
from handelsgraph.web.sitemaps import read_sitemap, wanted
from handelsgraph.web.source import FeedSource, PagesSource, SitemapSource, WebSource
from handelsgraph.web.state import Entry, FetchState, Visit

_MOST_SITEMAPS = 200
_LISTING = "listing:"
"""What the state calls the feeds and sitemaps of a source, so that they are not taken for its articles."""


@dataclass(frozen=True, slots=True)
class Lister:
    """Brings what one source lists into the state."""

    source: WebSource
    fetcher: Fetcher
    state: FetchState
    now: datetime

    def refresh(self) -> Iterator[Failed]:
        """Ask for the source's feed or sitemaps and list their addresses. What fails is yielded, the rest is kept."""
        match self.source:
            case PagesSource(urls=urls):
                self.state.listed(self.source.name, [Entry(tidy(url)) for url in urls], self.now)
            case FeedSource(url=url):
                yield from self._feed(url)
            case SitemapSource(url=url):
                yield from self._sitemaps(url)

    def _feed(self, url: str) -> Iterator[Failed]:
        exchange = Exchange()
        try:
            reply = self._changed(url, exchange)
            if reply is not None:
                entries = read_feed(reply.body, reply.url, media_type(reply.headers))
                self._keep(url, entries, reply)
        except (FailedError, RefusedError) as error:
            yield self._failed(url, exchange, error)

    def _sitemaps(self, first: str) -> Iterator[Failed]:
        assert isinstance(self.source, SitemapSource)  # noqa: S101 - for the type checker
        matches, waiting, asked = wanted(self.source), [Entry(first)], set[str]()
        while waiting and len(asked) < _MOST_SITEMAPS:
            entry = waiting.pop(0)
            url = entry.url
            if url in asked or self._same(entry):
                continue
            asked.add(url)
            exchange = Exchange()
            try:
                # an index is always read: what it names may have changed though it has not
                reply = self._changed(url, exchange, compare=url != first)
                if reply is None:
                    continue
                pages, further = read_sitemap(reply.body, reply.url, self.source.limits.listing_size)
                waiting += further
                self._keep(url, [page for page in pages if matches(page.url)], reply, entry.stamp)
            except (FailedError, RefusedError) as error:
                yield self._failed(url, exchange, error)

    def _changed(self, url: str, exchange: Exchange, *, compare: bool = True) -> Reply | None:
        """Return the listing; None if it is what it was when last read."""
        before = self.state.get(_LISTING + self.source.name, url)
        limits = self.source.limits
        reply = self.fetcher.get(
            url,
            limits.model_copy(update={"size": limits.listing_size}),
            exchange,
            language=self.source.language,
            validators=Validators(before.etag, before.last_modified, before.answered) if before and compare else None,
        )
        if reply.gone:
            raise FailedError(Failure.LISTING, f"HTTP {reply.status}: there is no feed or sitemap any more", later=True)
        return None if reply.unchanged else reply

    def _same(self, sitemap: Entry) -> bool:
        """Return whether the index says that this sitemap has not changed since it was last read."""
        before = self.state.get(_LISTING + self.source.name, sitemap.url)
        return sitemap.stamp is not None and before is not None and before.stamp == sitemap.stamp

    def _keep(self, url: str, entries: list[Entry], reply: Reply, stamp: str | None = None) -> None:
        # the addresses first: should the run end between the two, the listing is read once more
        self.state.listed(self.source.name, entries, self.now)
        self.state.put(
            _LISTING + self.source.name, url, Visit(self.now, "listed", stamp=stamp, **asdict(reply.validators))
        )

    def _failed(self, url: str, exchange: Exchange, error: FailedError | RefusedError) -> Failed:
        later = error.later if isinstance(error, FailedError) else False
        reason = error.reason if isinstance(error, FailedError) else Failure.LISTING
        detail = error.detail if isinstance(error, FailedError) else f"{error.reason}: {error.detail}"
        return Failed(self.source, url, http=exchange.http(), reason=reason, detail=detail, retryable=later)
