"""What is remembered of each address between runs, and the store that keeps it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

Holds = Callable[[Collection[str]], Collection[str]]
"""Tells which of these articles, given by their ids, the graph holds."""
Revisit = Callable[[int], timedelta]
"""Tells how long to wait after so many visits in a row that found nothing new."""

RESERVED = "reserved"
"""Outcome of a visit where the address was refused because text and data mining are reserved."""
_FRUITLESS = 7
"""Visits in a row without an article after which an address is no longer asked for, unless its entry changes."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An address as a feed, a sitemap or a sources file lists it. `stamp` changes when the entry does."""

    url: str
    title: str | None = None
    published: str | None = None
    stamp: str | None = None


@dataclass(frozen=True, slots=True)
class Visit:
    """What the last visit of an address found.

    `article` is the id of the article there, `fingerprint` a hash of all that is known of it. `etag` and
    `last_modified` were given by the address `answered`. `misses` counts the visits in a row that found it gone,
    `streak` those that found nothing new. `settled`: asked for again only after the source's `revisit`, else in the
    next run that is not before `not_before`. `stamp` is the one of the entry at that time. All times are UTC.
    """

    checked: datetime
    outcome: str
    settled: bool = True
    article: str | None = None
    fingerprint: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    answered: str | None = None
    stamp: str | None = None
    misses: int = 0
    streak: int = 0
    not_before: datetime | None = None
    path: str | None = None

    def withdrawn(self) -> Visit:
        """Return the visit to store once the article has been taken back."""
        return replace(self, article=None, fingerprint=None, etag=None, last_modified=None, answered=None, settled=True)


@dataclass(frozen=True, slots=True)
class Known:
    """An address and what its last visit found; None if it has never been visited."""

    entry: Entry
    visit: Visit | None

    def due(self, now: datetime, revisit: Revisit, *, lost: bool = False, permitted: bool = False) -> bool:
        """Return whether it is to be visited now; `permitted`: what was refused as reserved is.

        `lost` says that the graph does not hold the article that was found there.
        """
        visit = self.visit
        if permitted and visit is not None and visit.outcome == RESERVED:
            return True
        if visit is None or visit.stamp != self.entry.stamp or not visit.settled:
            return visit is None or visit.not_before is None or visit.not_before <= now
        if visit.article is None and visit.streak >= _FRUITLESS:
            return False
        return (lost and visit.article is not None) or visit.checked + revisit(visit.streak) <= now


class FetchState(Protocol):
    """A store of what is known by source and address. Each call is durable when it returns."""

    def listed(self, source: str, entries: Iterable[Entry], now: datetime) -> None:
        """Remember that the source lists these addresses at `now`. What is known of their visits stays."""

    def due(
        self, source: str, now: datetime, revisit: Revisit, holds: Holds, *, permitted: bool = False
    ) -> Iterator[Known]:
        """Yield the addresses to visit now: those never visited first, then those visited longest ago.

        `permitted` says that the source's publisher permits what was refused as reserved.
        """

    def unlisted(self, source: str, since: datetime) -> Iterator[Known]:
        """Yield the addresses of the source that were last listed before `since`."""

    def elsewhere(self, article: str, source: str, url: str) -> bool:
        """Return whether the article was last seen at another address, too, and has not gone there."""

    def get(self, source: str, url: str) -> Visit | None:
        """Return the last visit of an address."""

    def put(self, source: str, url: str, visit: Visit) -> None:
        """Store a visit. Only what is put is remembered: do it once the article is safe in the graph."""

    def drop(self, source: str, url: str) -> None:
        """Forget an address; it is new if it is listed again."""
