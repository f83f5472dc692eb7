"""Sitemaps and sitemap indexes (sitemaps.org), read as a stream; to the addresses that match the source's patterns."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from fnmatch import translate
from io import BytesIO

from lxml import etree

from handelsgraph.web.addresses import absolute, host_of
from handelsgraph.web.decompress import read_body
from handelsgraph.web.reasons import FailedError, Failure
from handelsgraph.web.source import SitemapSource
from handelsgraph.web.state import Entry

_GZIP = b"\x1f\x8b"
MOST_ENTRIES = 50_000
"""What one sitemap may hold by its standard."""


def read_sitemap(body: bytes, url: str, limit: int) -> tuple[list[Entry], list[Entry]]:
    """Return the addresses a sitemap lists and the further sitemaps it names, both of its own host only.

    Raises FailedError if it is none, RefusedError if it unpacks to more than `limit` bytes.
    """
    if body.startswith(_GZIP):
        body = read_body([body], "gzip", limit)
    pages: list[Entry] = []
    further: list[Entry] = []
    host = host_of(url).removeprefix("www.")
    known = False
    try:
        for kind, entry in _elements(body, url):
            known = True
            if entry is not None and host_of(entry.url).removeprefix("www.") == host:
                (further if kind == "sitemap" else pages).append(entry)
            if len(pages) + len(further) >= MOST_ENTRIES:
                break
    except etree.XMLSyntaxError:
        # a cut-off file is good up to there
        if not known:
            raise FailedError(Failure.LISTING, "no XML where a sitemap should be") from None
    if not known:
        raise FailedError(Failure.LISTING, "no sitemap: it lists no address")
    return pages, further


def _elements(body: bytes, url: str) -> Iterator[tuple[str, Entry | None]]:
    parser = etree.iterparse(
        BytesIO(body), events=("end",), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    for _, element in parser:
        kind = _local(element)
        if kind in ("url", "sitemap"):
            texts = {_local(child): (child.text or "").strip() for child in element}
            address = absolute(url, texts.get("loc"))
            yield kind, Entry(address, stamp=texts.get("lastmod") or None) if address else None
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def wanted(source: SitemapSource) -> Callable[[str], bool]:
    """Return the test whether an address matches the source's patterns."""
    include = re.compile("|".join(f"(?:{translate(glob)})" for glob in source.include))
    exclude = re.compile("|".join(f"(?:{translate(glob)})" for glob in source.exclude) or r"(?!)")
    return lambda url: bool(include.match(url)) and not exclude.match(url)
