"""What becomes of every page of odd_pages.py, and that it is told in time and within bounds."""

from __future__ import annotations

from collections.abc import Iterator
from time import monotonic

import odd_pages
import pytest
from portal import GERMAN, Portal

from handelsgraph.settings import Settings
from handelsgraph.web import Failed, Fetched, Item, Refused, SqliteState, collect

READ = """
    gzip deflate raw-deflate brotli zstd moved for-now windows meta-only wrong-meta broken no-type text pdf pdf-unnamed
    other-site canonical overview flaky wait-briefly
"""
REFUSED = {
    "gzip-bomb": "too large",
    "brotli-bomb": "too large",
    "zstd-bomb": "too large",
    "endless": "too large",
    "home": "error page",
    "to-file": "no web address",
    "to-private": "private address",
    "to-metadata": "private address",
    "picture": "content type",
    "pdf-scan": "too short",
    "forbidden": "robots.txt",
    "denied": "access denied",
    "payment": "access denied",
    "consent": "consent page",
    "paywall": "paywall",
    "paywall-said": "paywall",
    "paywall-marked": "paywall",
    "scripts": "needs JavaScript",
    "english": "not German",
    "soft-404": "error page",
    "short": "too short",
    "empty": "too short",
    "deep": "too short",
}
FAILED = {
    "gzip-twice": ("damaged", False),
    "gzip-cut": ("damaged", True),
    "gzip-damaged": ("damaged", True),
    "cut-off": ("damaged", True),
    "not-http": ("damaged", True),
    "pdf-broken": ("damaged", True),
    "slow": ("time-out", True),
    "slow-header": ("time-out", True),
    "silent": ("time-out", True),
    "loop": ("redirects", False),
    "loop-2": ("redirects", False),
    "many": ("redirects", False),
    "nowhere": ("redirects", False),
    "teapot": ("request not accepted", False),
    "busy": ("asked to wait", True),
    "down": ("server error", True),
}
LIMITS = {"size": 2_000_000, "timeout": 0.8, "silence": 0.4}


class Odd:
    def __init__(self, portal: Portal) -> None:
        self.portal = portal
        self.urls = odd_pages.add_all(portal)

    def visit(self, name: str) -> tuple[Item, float]:
        limits = LIMITS | ({"timeout": 5.0} if name in READ else {})
        start = monotonic()
        with SqliteState() as state:
            (item,) = collect([self.portal.source("pages", urls=[self.urls[name]], limits=limits)], state, Settings())
        return item, monotonic() - start


@pytest.fixture(scope="module")
def odd() -> Iterator[Odd]:
    with Portal() as portal:
        yield Odd(portal)


def test_every_page_is_accounted_for(odd: Odd) -> None:
    assert sorted(odd.urls) == sorted([*READ.split(), *REFUSED, *FAILED])


@pytest.mark.parametrize("name", READ.split())
def test_it_is_read(odd: Odd, name: str) -> None:
    item, _ = odd.visit(name)
    assert isinstance(item, Fetched)
    assert item.content.title == odd_pages.TITLE
    assert "Müller & Söhne GmbH aus Köthen unterzeichnete dort eine Vereinbarung über" in " ".join(
        item.content.text.split()
    )
    assert item.content.source == item.content.url.split("/")[2]


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused(odd: Odd, name: str) -> None:
    item, seconds = odd.visit(name)
    assert isinstance(item, Refused)
    assert item.reason == REFUSED[name]
    assert seconds < 5


@pytest.mark.parametrize("name", FAILED)
def test_it_fails(odd: Odd, name: str) -> None:
    item, seconds = odd.visit(name)
    assert isinstance(item, Failed)
    assert (item.reason, item.retryable) == FAILED[name]
    assert seconds < 5


def test_the_facts_of_the_exchange_are_kept(odd: Odd) -> None:
    item, _ = odd.visit("moved")
    assert item.http is not None
    assert (item.http.status, item.http.redirects, item.http.attempts) == (200, 1, 1)
    assert item.http.final_url == odd.urls["gzip"]
    assert item.http.size == len(odd_pages.HTML.encode())
    item, _ = odd.visit("down")
    assert item.http is not None
    assert (item.http.status, item.http.attempts) == (503, 3)


@pytest.mark.parametrize(
    ("name", "known_by"),
    [
        ("moved", "/odd/gzip"),  # for good: the new address is the article's
        ("for-now", "/odd/for-now"),
        ("canonical", "/presse/delegation"),
        ("other-site", "/odd/other-site"),  # a page must not take over another site's article
        ("overview", "/odd/overview"),  # a template that says the same for all
    ],
)
def test_the_address_an_article_is_known_by(odd: Odd, name: str, known_by: str) -> None:
    item, _ = odd.visit(name)
    assert isinstance(item, Fetched)
    assert item.content.url == item.canonical == odd.portal.url(known_by)


def test_hyphenated_words_of_a_pdf_are_joined_and_its_date_is_taken(odd: Odd) -> None:
    item, _ = odd.visit("pdf")
    assert isinstance(item, Fetched)
    assert item.content.published == "2024-05-03"
    assert "Verein-" not in item.content.text


def test_a_bomb_is_not_unpacked(odd: Odd) -> None:
    import tracemalloc

    odd.visit("gzip-bomb")
    tracemalloc.start()
    for name in ("gzip-bomb", "brotli-bomb", "zstd-bomb", "endless"):
        odd.visit(name)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 8_000_000  # the limit is 2 MB, the bombs are 50


def test_a_server_that_asks_for_time_gets_it(odd: Odd) -> None:
    item, _ = odd.visit("busy")
    assert item.http is not None
    assert item.http.attempts == 1
    assert item.visit is not None
    assert item.visit.not_before is not None
    assert (item.visit.not_before - item.visit.checked).total_seconds() == 120
    _, seconds = odd.visit("wait-briefly")
    assert seconds < 5


def test_an_article_about_cookies_paywalls_and_errors_is_read(odd: Odd) -> None:
    text = (
        "Die Kammer hat am Montag über Cookies akzeptieren und personalisierte Werbung informiert. "
        "Ihre Einwilligung sei jederzeit frei, sagte der Präsident.\n\n" + GERMAN * 2
    )
    odd.portal.publish("cookies", "Wie Firmen um Einwilligung bitten", text)
    odd.portal.publish("seite", "Artikel über Bezahlschranken und Fehler 404", GERMAN + GERMAN.swapcase() + text)
    for slug in ("cookies", "seite"):
        source = odd.portal.source("pages", urls=[odd.portal.url(f"/presse/{slug}")])
        with SqliteState() as state:
            (item,) = collect([source], state, Settings())
        assert isinstance(item, Fetched), item
