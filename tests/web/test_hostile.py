"""Whatever a server sends: a result or one of the two errors, in bounded time, and no file of this machine is read."""

from __future__ import annotations

from time import monotonic, process_time

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from odd_pages import HTML
from portal import GERMAN

from handelsgraph.web.addresses import absolute, canonical, leads_upwards, tidy
from handelsgraph.web.content import read_document
from handelsgraph.web.feeds import read_feed
from handelsgraph.web.markup import Markup
from handelsgraph.web.reasons import FailedError, RefusedError
from handelsgraph.web.recognise import check_article
from handelsgraph.web.reply import Reply
from handelsgraph.web.sitemaps import read_sitemap

pytestmark = pytest.mark.slow

URL = "https://www.example.org/presse/a"
PARTS = [
    "<html>", "</html>", "<head>", "<title>", "<h1>404", "<div class='paywall'>", "</div>", "<p>", "<script>",
    "</script>",
    '<script type="application/ld+json">{"isAccessibleForFree": false', "<noscript>", "<!--", "-->", "<![CDATA[", "]]>",
    '<meta charset="utf-16">', '<link rel="canonical" href="http://[', "<base href='", "&#0;", "&nbsp", "\x00",
    "\ud800",
    "<svg>", "<template>", "<frameset>", "<table><table>", "<?xml version='1.0' encoding='x'?>", GERMAN,
    "<rss>", "<channel>", "<item>", "<link>", "<pubDate>32 Foo 9999", "<entry>", "<urlset>", "<url>", "<loc>", "</loc>",
]  # fmt: skip
markup = st.lists(st.one_of(st.sampled_from(PARTS), st.text(max_size=20)), max_size=30).map("".join)
data = st.one_of(
    markup.map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.binary(max_size=300),
    markup.map(lambda t: b"%PDF-1.4" + t.encode("utf-8", "replace")),
)


@given(
    data, st.sampled_from(["text/html", "text/html; charset=utf-7", "text/plain; charset=rot13", "", "application/pdf"])
)
@settings(max_examples=200, deadline=None)
def test_documents(body: bytes, kind: str) -> None:
    reply = Reply(200, URL, httpx.Headers({"content-type": kind} if kind else {}), body, moved=False)
    try:
        check_article(read_document(reply), URL, URL, 200)
    except (FailedError, RefusedError) as error:
        assert error.detail


@given(data, st.sampled_from(["application/rss+xml", None]))
@settings(max_examples=200, deadline=None)
def test_feeds(body: bytes, kind: str | None) -> None:
    try:
        entries = read_feed(body, URL, kind)
    except FailedError as error:
        assert error.detail
    else:
        assert all(entry.url.startswith("http") for entry in entries)


@given(data)
@settings(max_examples=200, deadline=None)
def test_sitemaps(body: bytes) -> None:
    try:
        pages, further = read_sitemap(body, URL, 1_000_000)
    except (FailedError, RefusedError) as error:
        assert error.detail
    else:
        assert all(entry.url.startswith("https://www.example.org/") for entry in [*pages, *further])


@given(st.text(max_size=60), st.text(max_size=60))
@settings(max_examples=300, deadline=None)
def test_addresses(first: str, second: str) -> None:
    one, other = absolute(URL, first), absolute(URL, f"https://{second}")
    for url in (one, other):
        if url is not None:
            assert tidy(url) == url
            assert url.isascii() or not url.split("/", 3)[2].isascii()
            assert canonical(url, URL).startswith("http")
            leads_upwards(URL, url)


ENTITIES = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY f SYSTEM "file:///etc/passwd">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]>"
)


@pytest.mark.parametrize("entity", ["&f;", "&j;"])
def test_entities_are_neither_read_from_files_nor_multiplied(entity: str) -> None:
    start = monotonic()
    feed = (
        f"{ENTITIES}<rss version='2.0'><channel><item><title>{entity}</title><link>{URL}</link></item></channel></rss>"
    )
    sitemap = f"{ENTITIES}<urlset><url><loc>{URL}?{entity}</loc></url></urlset>"
    for read in (lambda: read_feed(feed.encode(), URL, None), lambda: read_sitemap(sitemap.encode(), URL, 1_000_000)):
        try:
            found = repr(read())
        except FailedError as error:
            found = error.detail
        assert "root:" not in found
        assert len(found) < 2000
    assert monotonic() - start < 5


def test_a_huge_page_is_read_in_bounded_time() -> None:
    page = HTML.replace("<footer>", "<p>Noch ein Absatz über die Reise der Firma nach China.</p>" * 10_000 + "<footer>")
    reply = Reply(200, URL, httpx.Headers({"content-type": "text/html"}), page.encode(), moved=False)
    start = process_time()
    assert read_document(reply).draft.text
    assert process_time() - start < 8  # one of the extraction's fallbacks alone would take ten times that


def test_deep_markup_is_no_recursion() -> None:
    assert Markup("<div>" * 100_000).visible == ""
    linked = "[" * 5000 + "]" * 5000
    assert Markup(f'<script type="application/ld+json">{linked}</script>').free is None
