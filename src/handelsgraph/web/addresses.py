"""Addresses on the web: one form for each, which of a page's own claims about its address to believe."""

from __future__ import annotations

import string
from urllib.parse import parse_qsl, quote, urlencode, urljoin, urlsplit, urlunsplit

from handelsgraph.intake.metadata import clean_url
from handelsgraph.shard import Shard
from handelsgraph.web.words import words

_PORTS = {"http": 80, "https": 443}


def tidy(url: str) -> str:
    """Return the address without fragment, default port and the parameters that only serve counting visitors.

    The host is in small letters, letters beyond ASCII are percent-encoded; all else is the server's business.
    """
    parts = urlsplit(url)
    host = (parts.hostname or "").rstrip(".")
    host = f"[{host}]" if ":" in host else host
    port = f":{parts.port}" if parts.port and parts.port != _PORTS.get(parts.scheme) else ""
    return urlunsplit((parts.scheme, host + port, _ascii(parts.path) or "/", _ascii(_query(parts.query)), ""))


def _ascii(text: str) -> str:
    return text if text.isascii() else quote(text, safe=string.punctuation)


def _query(query: str) -> str:
    pairs = parse_qsl(query, keep_blank_values=True)
    kept = [(name, value) for name, value in pairs if not _counts_visitors(name)]
    return query if len(kept) == len(pairs) else urlencode(kept)


def _counts_visitors(name: str) -> bool:
    low = name.lower()
    return low in words("addresses", "trackers") or low.startswith(tuple(words("addresses", "tracker_prefixes")))


def absolute(base: str, reference: str | None) -> str | None:
    """Return the tidy address that a reference on the page `base` means; None if it is none on the web."""
    reference = (reference or "").strip()
    try:
        url = clean_url(urljoin(base, reference.replace(" ", "%20"))) if reference else None
        return tidy(url) if url else None
    except ValueError:
        return None


def origin(url: str) -> str:
    """Return scheme, host and port."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.lower()}"


def host_of(url: str) -> str:
    """Return host and port: who is asked."""
    return urlsplit(url).netloc.lower()


def belongs(url: str, shard: Shard | None) -> bool:
    """Return whether the address is one of the shard's, or there is none.

    All addresses of a host belong to one shard, so that one machine asks the host, and so that whatever may take an
    article back knows each address that has it. A file goes by its own address.
    """
    return shard is None or shard.has(host_of(url) or url)


def canonical(claimed: str | None, url: str) -> str:
    """Return the address by which the page at `url` is known: the one it claims for itself, if that can be believed.

    A claim to another site could take that site's article over. A claim to a page above, or to the same page without
    its query, is a template's that says the same for all articles.
    """
    claim = absolute(url, claimed)
    if claim is None or claim == url:
        return url
    ours, theirs = urlsplit(url), urlsplit(claim)
    if _site(ours.netloc) != _site(theirs.netloc):
        return url
    above = theirs.path.rstrip("/") + "/"
    if not theirs.query and (above == "/" or (ours.path + "/").startswith(above)):
        same_page = ours.path.rstrip("/") == theirs.path.rstrip("/")
        return claim if same_page and not ours.query else url
    return claim


def _site(netloc: str) -> str:
    return netloc.lower().removeprefix("www.")


def leads_upwards(asked: str, final: str) -> bool:
    """Return whether a redirect went to the front page or a page above: what many sites do instead of saying 404."""
    before, after = urlsplit(asked), urlsplit(final)
    if _site(before.netloc) != _site(after.netloc) and after.path.strip("/"):
        return False
    if after.query or before.path.rstrip("/") == after.path.rstrip("/"):
        return bool(before.query) and not after.query and not after.path.strip("/")
    return before.path.startswith(after.path.rstrip("/") + "/")
