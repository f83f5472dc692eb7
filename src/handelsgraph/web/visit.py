"""One address: asked, read, recognised, compared with the last visit; an item comes of it, whatever happens."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import structlog

from handelsgraph.article import Article
from handelsgraph.interrupt import StoppedError
from handelsgraph.web.addresses import absolute, canonical, host_of
from handelsgraph.web.content import is_read, read_document
from handelsgraph.web.exchange import Exchange
from handelsgraph.web.fetch import Fetcher
from handelsgraph.web.items import Failed, Fetched, Gone, Item, Refused, Unchanged
from handelsgraph.web.markup import Markup
from handelsgraph.web.reasons import FailedError, Failure, Refusal, RefusedError
from handelsgraph.web.recognise import check_article
from handelsgraph.web.reply import Reply, Validators
from handelsgraph.web.source import WebSource
from handelsgraph.web.state import RESERVED, Holds, Known, Visit
from handelsgraph.web.tdm import check_answer

_log = structlog.get_logger(__name__)

_PATIENCE = 10
"""Visits in a row that find an address gone; then it is no longer asked for in every run."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Visits the addresses of one source. `holds` tells which articles the graph has; `now` is the time of the run."""

    source: WebSource
    fetcher: Fetcher
    holds: Holds
    now: datetime

    def visit(self, known: Known) -> Item:
        """Return what is at the address. Raises only StoppedError."""
        exchange = Exchange()
        before = known.visit or Visit(self.now, "")
        try:
            try:
                return self._asked(known, before, exchange)
            except (RefusedError, FailedError, StoppedError):
                raise
            except Exception as error:  # a page that trips one of the readers must not cost the others
                _log.warning("page failed", url=known.entry.url, exc_info=True)
                raise FailedError(Failure.DAMAGED, f"{type(error).__name__}: {error}", later=False) from error
        except RefusedError as error:
            outcome = RESERVED if error.reason is Refusal.RESERVED else "refused"
            return Refused(
                **self._found(
                    known, before, exchange, outcome, misses=0, streak=before.streak + 1, **asdict(Validators())
                ),
                reason=error.reason,
                detail=error.detail,
            )
        except FailedError as error:
            wait = timedelta(seconds=error.wait) if error.wait else None
            later: dict[str, Any] = {"settled": not error.later, "not_before": self.now + wait if wait else None}
            return Failed(
                **self._found(known, before, exchange, "failed", **later),
                reason=error.reason,
                detail=error.detail,
                retryable=error.later,
            )

    def _asked(self, known: Known, before: Visit, exchange: Exchange) -> Item:
        held = before.article is not None and bool(self.holds([before.article]))
        compare = held or before.article is None  # an article that the graph lacks is needed in full
        reply = self.fetcher.get(
            known.entry.url,
            self.source.limits,
            exchange,
            accept=is_read,
            language=self.source.language,
            validators=Validators(before.etag, before.last_modified, before.answered) if compare else None,
            mined=self.source.tdm == "respected",
        )
        if reply.gone:
            times = before.misses + 1
            settled = before.article is None or times >= _PATIENCE
            return Gone(
                **self._found(known, before, exchange, "gone", misses=times, streak=before.streak + 1, settled=settled),
                times=times,
            )
        if reply.unchanged:
            self._check_reservation(reply)
            return Unchanged(**self._found(known, before, exchange, "unchanged", misses=0, streak=before.streak + 1))
        return self._read(known, before, exchange, reply, held)

    def _read(self, known: Known, before: Visit, exchange: Exchange, reply: Reply, held: bool) -> Item:
        document = read_document(reply)
        self._check_reservation(reply, document.markup)
        check_article(document, known.entry.url, reply.url, self.source.limits.characters)
        draft = document.draft
        # a redirect for the time being does not change what the article is known by, unless it leads to another site
        moved = reply.moved or host_of(reply.url) != host_of(known.entry.url)
        claimed = document.markup.claimed if document.markup else None
        article = Article(
            url=canonical(absolute(reply.url, claimed), reply.url if moved else known.entry.url),
            text=draft.text,
            title=draft.title or known.entry.title,
            published=draft.published or known.entry.published,
            source=_publisher(draft.source, reply.url),
        )
        seen: dict[str, Any] = {
            "article": article.id,
            "fingerprint": fingerprint(article),
            "misses": 0,
            "streak": 0,
            **asdict(reply.validators),
        }
        if held and before.fingerprint == seen["fingerprint"]:
            seen["streak"] = before.streak + 1
            return Unchanged(**self._found(known, before, exchange, "unchanged", article.url, **seen))
        replaces = before.article if before.article not in (None, article.id) else None
        found = self._found(known, before, exchange, "fetched", article.url, **seen)
        return Fetched(**found, content=article, replaces=replaces)

    def _check_reservation(self, reply: Reply, markup: Markup | None = None) -> None:
        if self.source.tdm == "respected":
            check_answer(reply.headers, markup, reply.url)

    def _found(
        self,
        known: Known,
        before: Visit,
        exchange: Exchange,
        outcome: str,
        address: str | None = None,
        **changes: Any,
    ) -> dict[str, Any]:
        fresh: dict[str, Any] = {
            "checked": self.now,
            "outcome": outcome,
            "stamp": known.entry.stamp,
            "settled": True,
            "not_before": None,
        }
        visit = replace(before, **{**fresh, **changes})
        return {
            "source": self.source,
            "url": known.entry.url,
            "canonical": address,
            "http": exchange.http(),
            "article": visit.article,
            "visit": visit,
        }


def _publisher(named: str | None, url: str) -> str:
    """Return the name the page gives its site; a page that names a host instead may name another's: then its own."""
    return named if named and (" " in named or "." not in named) else host_of(url).removeprefix("www.")


def fingerprint(article: Article) -> str:
    """Return a hash of all that is known of an article."""
    parts = (article.url, article.title, article.published, article.source, article.content_hash)
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]
