"""Finding the feed of a page: the address itself, what the page links to, where feeds usually lie, the sitemap."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

from handelsgraph.intake import html
from handelsgraph.intake.draft import UnreadableError
from handelsgraph.web.addresses import absolute, origin, tidy
from handelsgraph.web.exchange import Exchange
from handelsgraph.web.feeds import read_feed
from handelsgraph.web.fetch import Fetcher
from handelsgraph.web.limits import Limits
from handelsgraph.web.markup import Markup
from handelsgraph.web.reasons import FailedError, Failure, RefusedError
from handelsgraph.web.reply import Reply, media_type
from handelsgraph.web.sitemaps import read_sitemap
from handelsgraph.web.words import words

_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml")


@dataclass(frozen=True, slots=True)
class Lead:
    """A feed or sitemap that answers: its kind as the sources file calls it, and how many entries it has."""

    kind: str
    url: str
    entries: int


def find_feed(url: str, fetcher: Fetcher, limits: Limits) -> list[Lead]:
    """Return the feeds of a page, the best first; its site's sitemap if there is no feed; nothing if neither is found.

    Raises FailedError, RefusedError if the page itself cannot be had.
    """
    reply = fetcher.get(tidy(url), limits, Exchange())
    if reply.gone:
        raise FailedError(Failure.CLIENT, f"HTTP {reply.status}", later=False)
    if lead := _lead(reply):
        return [lead]
    linked = list(dict.fromkeys(_linked(reply)))
    found = [lead for address in linked if (lead := _try(address, fetcher, limits))]
    if found:
        return sorted(found, key=lambda lead: lead.entries == 0)  # feeds without entries last, else the page's order
    guesses = (tidy(urljoin(base, path)) for base in _bases(reply.url) for path in words("addresses", "feed_paths"))
    for address in dict.fromkeys(guesses):
        if lead := _try(address, fetcher, limits):
            return [lead]
    maps = [*fetcher.robots(limits).sitemaps(reply.url), f"{origin(reply.url)}/sitemap.xml"]
    return [lead for address in dict.fromkeys(maps) if (lead := _try(address, fetcher, limits))][:1]


def _bases(url: str) -> Iterator[str]:
    yield url if url.endswith("/") else f"{url}/"
    yield f"{origin(url)}/"


def _linked(reply: Reply) -> Iterator[str]:
    try:
        markup = Markup(html.page_text(reply.body, reply.charset))
    except UnreadableError:
        return
    for link in markup.links("alternate"):
        label = f"{link.get('title', '')} {link.get('href', '')}".lower()
        if link.get("type", "").lower() in _TYPES and not any(word in label for word in words("addresses", "asides")):
            address = absolute(reply.url, link.get("href"))
            if address:
                yield address


def _try(url: str, fetcher: Fetcher, limits: Limits) -> Lead | None:
    try:
        reply = fetcher.get(url, limits, Exchange())
    except (FailedError, RefusedError):
        return None
    return None if reply.gone else _lead(reply)


def _lead(reply: Reply) -> Lead | None:
    try:
        return Lead("feed", reply.url, len(read_feed(reply.body, reply.url, media_type(reply.headers))))
    except FailedError:
        pass
    try:
        pages, further = read_sitemap(reply.body, reply.url, len(reply.body) * 50)
    except (FailedError, RefusedError):
        return None
    return Lead("sitemap", reply.url, len(pages) + len(further))
