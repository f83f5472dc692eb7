"""Feeds: RSS and Atom by feedparser, JSON Feed by hand; to the addresses they list."""

from __future__ import annotations

import json
import re
from calendar import timegm
from collections.abc import Iterator
from datetime import UTC, datetime
from time import struct_time
from typing import Any

from handelsgraph.intake.dates import parse_date
from handelsgraph.intake.normalise import single_line
from handelsgraph.web.addresses import absolute
from handelsgraph.web.reasons import FailedError, Failure
from handelsgraph.web.state import Entry

MOST_ENTRIES = 5000
_MARKUP = re.compile(r"<[^<>]{1,200}>")


def read_feed(body: bytes, url: str, content_type: str | None) -> list[Entry]:
    """Return the entries of a feed, in its order, each address once. Raises FailedError if it is none."""
    entries = _json(body, url) if body.lstrip()[:1] == b"{" else _xml(body, url, content_type)
    return list({entry.url: entry for entry in reversed(entries)}.values())[::-1]


def _xml(body: bytes, url: str, content_type: str | None) -> list[Entry]:
    import feedparser  # slow to import

    head = body[:2000].lower()
    if not any(mark in head for mark in (b"<rss", b"<feed", b"<rdf:rdf", b":feed", b":rss", b"<?xml")):
        raise FailedError(Failure.LISTING, _instead(body, content_type), later=True)
    # it is to look at the bytes, not at the label: servers call feeds text/html
    parsed = feedparser.parse(body, response_headers={"content-location": url})
    if not parsed.version:
        raise FailedError(Failure.LISTING, _instead(body, content_type), later=True)
    return [entry for item in parsed.entries[:MOST_ENTRIES] if (entry := _entry(item, url))]


def _entry(item: Any, url: str) -> Entry | None:
    link = item.get("link") or (item.get("id") if str(item.get("id", "")).startswith("http") else None)
    address = absolute(url, link)
    if address is None:
        return None
    published = _day(item.get("published_parsed")) or parse_date(item.get("published", ""))
    # its own look-up answers "updated" by "published", with a warning
    stamp = dict.get(item, "updated") or item.get("published") or item.get("title")
    return Entry(address, _title(item.get("title")), published, _bounded(stamp))


def _day(moment: struct_time | None) -> str | None:
    try:
        return datetime.fromtimestamp(timegm(moment), UTC).date().isoformat() if moment else None
    except (ValueError, OverflowError, OSError):
        return None


def _json(body: bytes, url: str) -> list[Entry]:
    try:
        feed = json.loads(body)
    except (ValueError, RecursionError):
        raise FailedError(Failure.LISTING, "not JSON that can be read", later=True) from None
    items = feed.get("items")
    if "jsonfeed.org" not in str(feed.get("version", "")) or not isinstance(items, list):
        raise FailedError(Failure.LISTING, "JSON, but no JSON feed", later=True)
    return list(_json_entries(items[:MOST_ENTRIES], url))


def _json_entries(items: list[Any], url: str) -> Iterator[Entry]:
    for item in items:
        if not isinstance(item, dict):
            continue
        texts = {name: value for name, value in item.items() if isinstance(value, str)}
        address = absolute(url, texts.get("url"))
        if address is not None:
            published = texts.get("date_published")
            stamp = texts.get("date_modified") or published or texts.get("title")
            yield Entry(
                address, _title(texts.get("title")), parse_date(published) if published else None, _bounded(stamp)
            )


def _title(title: str | None) -> str | None:
    return single_line(_MARKUP.sub("", title)) if title else None


def _bounded(stamp: str | None) -> str | None:
    return stamp[:200] if stamp else None


def _instead(body: bytes, content_type: str | None) -> str:
    if not body.strip():
        return "nothing where a feed should be"
    found = "a page" if b"<html" in body[:2000].lower() else content_type or "something else"
    return f"{found} where a feed should be"
