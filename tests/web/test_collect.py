"""Runs over a portal that changes from day to day."""

from __future__ import annotations

import socket
from contextlib import ExitStack
from datetime import UTC, datetime
from itertools import pairwise
from threading import Timer
from time import monotonic

import pytest
from conftest import Collect
from portal import GERMAN, Handler, Portal, page

from handelsgraph.settings import Settings
from handelsgraph.web import Failed, Fetched, Gone, Item, SqliteState, collect

OTHER = GERMAN.replace("Tianjin", "Chongqing")
NOW = datetime(2024, 6, 1, tzinfo=UTC)


def told(items: list[Item]) -> dict[str, str]:
    """What became of each article, by the last part of its address."""
    return {item.url.rsplit("/", 1)[1]: type(item).__name__ for item in items}


@pytest.mark.parametrize("where", ["/feed.xml", "/atom.xml", "/feed.json"])
def test_a_feed_is_read_and_then_only_what_changed(portal: Portal, day: Collect, where: str) -> None:
    portal.publish("adler", "Adler trifft Bussard", date="2024-05-02")
    portal.publish("condor", "Condor trifft Dohle")
    source = portal.source(url=portal.url(where))
    first = day(source)
    assert told(first) == {"adler": "Fetched", "condor": "Fetched"}
    assert {i.content.title: i.content.published for i in first if isinstance(i, Fetched)} == {
        "Adler trifft Bussard": "2024-05-02",
        "Condor trifft Dohle": "2024-05-01",
    }
    portal.edit("adler", OTHER)
    portal.publish("elster", "Elster eröffnet ein Büro")
    assert told(day(source)) == {"adler": "Fetched", "condor": "Unchanged", "elster": "Fetched"}
    assert told(day(source)) == {"adler": "Unchanged", "condor": "Unchanged", "elster": "Unchanged"}
    assert [request.status for request in portal.asked(where)][-1] == 304
    assert [request.status for request in portal.asked("/presse/condor")] == [200, 304, 304]


def test_without_validators_the_text_decides(portal: Portal, day: Collect) -> None:
    portal.conditional = False
    portal.publish("adler", "Adler trifft Bussard")
    day(portal.source())
    assert told(day(portal.source())) == {"adler": "Unchanged"}
    portal.edit("adler", OTHER)
    assert told(day(portal.source())) == {"adler": "Fetched"}


@pytest.mark.parametrize("status", [404, 410])
def test_a_withdrawn_article_is_counted_until_it_is_taken_back(
    portal: Portal, day: Collect, state: SqliteState, status: int
) -> None:
    portal.publish("adler", "Adler trifft Bussard")
    (first,) = day(portal.source())
    portal.withdraw("adler", status)
    times = []
    for _ in range(3):
        (item,) = day(portal.source())
        assert isinstance(item, Gone)
        assert item.article == first.article
        times.append(item.times)
    assert times == [1, 2, 3]
    assert item.visit is not None
    state.put("portal", item.url, item.visit.withdrawn())
    (item,) = day(portal.source())
    assert isinstance(item, Gone)
    assert item.article is None


def test_an_article_that_left_the_feed_stays_and_is_still_looked_after(portal: Portal, day: Collect) -> None:
    portal.publish("adler", "Adler trifft Bussard")
    day(portal.source())
    portal.drop_from_feed("adler")
    assert told(day(portal.source())) == {"adler": "Unchanged"}
    portal.edit("adler", OTHER)
    assert told(day(portal.source())) == {"adler": "Fetched"}


def test_known_articles_are_left_alone_until_it_is_time(portal: Portal, day: Collect) -> None:
    portal.publish("adler", "Adler trifft Bussard")
    weekly = portal.source(limits={"revisit": "1w"})
    asked = [told(day(weekly)) for _ in range(8)]
    assert asked == [{"adler": "Fetched"}, {}, {}, {}, {}, {}, {}, {"adler": "Unchanged"}]


def test_what_never_changes_is_visited_less_and_less(portal: Portal, day: Collect) -> None:
    portal.publish("adler", "Adler trifft Bussard")
    source = portal.source(limits={"revisit": "1d", "revisit_most": "4d"})
    visited = [bool(day(source)) for _ in range(16)]
    assert [n for n, yes in enumerate(visited) if yes] == [0, 1, 3, 7, 11, 15]


def test_what_gives_no_article_is_given_up_until_its_entry_changes(portal: Portal, day: Collect) -> None:
    portal.publish("adler", "Adler trifft Bussard", "Kurz.")
    days = [told(day(portal.source())) for _ in range(9)]
    assert days == [{"adler": "Refused"}] * 7 + [{}, {}]
    portal.edit("adler", OTHER)
    assert told(day(portal.source())) == {"adler": "Fetched"}


def test_an_entry_that_changes_is_visited_before_its_time(portal: Portal, day: Collect) -> None:
    portal.publish("adler", "Adler trifft Bussard")
    weekly = portal.source(limits={"revisit": "1w"})
    day(weekly)
    portal.edit("adler", OTHER)  # the feed gives the entry a new date
    assert told(day(weekly)) == {"adler": "Fetched"}


def test_what_is_not_acknowledged_comes_again(portal: Portal, state: SqliteState) -> None:
    portal.publish("adler", "Adler trifft Bussard")
    portal.publish("condor", "Condor trifft Dohle")
    source = portal.source(limits={"revisit": "1w"})
    first, _ = collect([source], state, Settings(), now=NOW)
    first.acknowledge(state)
    (again,) = collect([source], state, Settings(), now=NOW)
    assert again.url != first.url
    assert isinstance(again, Fetched)
    assert portal.asked("/feed.xml")[-1].status == 304


def test_an_article_that_the_graph_lacks_is_fetched_in_full(portal: Portal, day: Collect) -> None:
    portal.publish("adler", "Adler trifft Bussard")
    weekly = portal.source(limits={"revisit": "1w"})
    day(weekly)
    assert told(day(weekly, holds=lambda _: ())) == {"adler": "Fetched"}


def test_a_moved_article_says_what_it_replaces(portal: Portal, day: Collect) -> None:
    url = portal.publish("adler", "Adler trifft Bussard")
    (before,) = day(portal.source())
    portal.publish("adler-bussard", "Adler trifft Bussard", listed=False)
    portal.route("/presse/adler", lambda h: h.redirect("/presse/adler-bussard", 301))
    (after,) = day(portal.source())
    assert isinstance(after, Fetched)
    assert after.url == url
    assert after.content.url == portal.url("/presse/adler-bussard")
    assert after.replaces == before.article


def test_an_article_that_another_address_still_has_is_not_gone(portal: Portal, day: Collect) -> None:
    head = '<link rel="canonical" href="/presse/adler">'
    here = [True]
    portal.publish("adler", "Adler trifft Bussard")

    def printed(handler: Handler) -> None:
        body = page("Adler trifft Bussard", GERMAN, head=head).encode() if here else b""
        handler.send(200 if here else 404, body)

    portal.route("/print/adler", printed)
    urls = [portal.url("/presse/adler"), portal.url("/print/adler")]
    first = day(portal.source("pages", urls=urls))
    assert len({item.article for item in first}) == 1
    here.clear()
    items = day(portal.source("pages", urls=urls))
    assert {type(item).__name__: item.article for item in items} == {"Unchanged": first[0].article, "Gone": None}
    portal.withdraw("adler")
    items = day(portal.source("pages", urls=urls))
    assert [item.article for item in items if item.url == urls[0]] == [first[0].article]


def test_an_outage_ends_early_and_loses_nothing(portal: Portal, day: Collect) -> None:
    for n in range(20):
        portal.publish(f"a{n}", f"Adler trifft Bussard zum {n}. Mal")
    source = portal.source(limits={"attempts": 1})
    assert len(day(source)) == 20
    portal.outage = 503
    items = day(source)
    assert len(items) < 10
    assert all(isinstance(item, Failed) and item.retryable for item in items)
    portal.outage = "drop"
    assert all(isinstance(item, Failed) and item.retryable for item in day(source))
    portal.outage = None
    assert set(told(day(source)).values()) == {"Unchanged"}


def test_the_error_page_for_every_article_is_no_article(portal: Portal, day: Collect) -> None:
    portal.publish("adler", "Adler trifft Bussard")
    (before,) = day(portal.source())
    portal.error_page = True
    (item,) = day(portal.source())
    assert type(item).__name__ == "Refused"
    assert item.article == before.article
    portal.error_page = False
    assert told(day(portal.source())) == {"adler": "Unchanged"}


def test_a_run_has_its_limit_and_the_next_goes_on(portal: Portal, day: Collect) -> None:
    for n in range(5):
        portal.publish(f"a{n}", "Adler trifft Bussard")
    source = portal.source(limits={"articles": 2, "revisit": "1w"})
    days = [told(day(source)) for _ in range(4)]
    assert [len(d) for d in days] == [2, 2, 1, 0]
    assert len({name for d in days for name in d}) == 5


def test_a_sitemap_is_followed_and_filtered(portal: Portal, day: Collect) -> None:
    portal.publish("adler", "Adler trifft Bussard")
    portal.publish("adler-bild", "Ein Bild")
    dates = ["2024-05-01"]

    def index(handler: Handler) -> None:
        text = (
            f"<sitemapindex><sitemap><loc>{portal.url('/sitemap.xml')}</loc><lastmod>{dates[-1]}</lastmod></sitemap>"
            "<sitemap><loc>http://127.0.0.9/sitemap.xml</loc></sitemap></sitemapindex>"
        )
        handler.send(200, text.encode(), "application/xml")

    portal.route("/index.xml", index)
    source = portal.source("sitemap", url=portal.url("/index.xml"), include=["*/presse/*"], exclude=["*-bild"])
    assert told(day(source)) == {"adler": "Fetched"}
    portal.publish("condor", "Condor trifft Dohle")
    assert told(day(source)) == {"adler": "Unchanged"}  # the index says that nothing has changed
    dates.append("2024-05-02")
    assert told(day(source)) == {"adler": "Unchanged", "condor": "Fetched"}


def test_a_page_where_the_feed_should_be_is_told(portal: Portal, day: Collect) -> None:
    (item,) = day(portal.source(url=portal.url("/")))
    assert isinstance(item, Failed)
    assert (item.reason, item.detail) == ("no feed or sitemap", "a page where a feed should be")
    (item,) = day(portal.source(url=portal.url("/nowhere")))
    assert isinstance(item, Failed)
    assert item.detail.startswith("HTTP 404")


def test_robots_are_asked_once_and_obeyed(portal: Portal, day: Collect) -> None:
    portal.robots = "User-agent: handelsgraph\nDisallow: /presse/a\n\nUser-agent: *\nDisallow: /\n"
    for slug in ("adler", "bussard", "condor"):
        portal.publish(slug, "Adler trifft Bussard")
    assert told(day(portal.source())) == {"adler": "Refused", "bussard": "Fetched", "condor": "Fetched"}
    assert len(portal.asked("/robots.txt")) == 1
    assert not portal.asked("/presse/adler")


def test_no_rules_to_be_had_means_no_fetching(portal: Portal, day: Collect) -> None:
    portal.publish("adler", "Adler trifft Bussard")
    portal.route("/robots.txt", lambda h: h.send(500, b"out of order"))
    items = day(portal.source())
    assert all(isinstance(item, Failed) and item.retryable for item in items)
    assert {request.path for request in portal.requests} == {"/robots.txt"}


def test_one_request_at_a_time_with_a_pause_also_for_two_sources(portal: Portal, day: Collect) -> None:
    for n in range(3):
        portal.publish(f"a{n}", "Adler trifft Bussard")
    pause = {"delay": 0.15}
    day(portal.source(limits=pause), portal.source(name="again", url=portal.url("/atom.xml"), limits=pause))
    spans = [(request.begun, request.ended or 0.0) for request in portal.requests]
    assert len(spans) == 7  # robots.txt, tdmrep.json, two feeds, three articles: one in two sources is asked once
    gaps = [begun - ended for (_, ended), (begun, _) in pairwise(spans)]
    assert min(gaps) > 0.14


def test_the_pause_of_one_host_is_used_for_another(portal: Portal, day: Collect) -> None:
    with Portal() as second:
        for n in range(3):
            portal.publish(f"a{n}", "Adler trifft Bussard")
            second.publish(f"b{n}", "Condor trifft Dohle")
        pause = {"delay": 0.3}
        items = day(portal.source(limits=pause), second.source(name="second", limits=pause))
    assert [item.source.name for item in items] == ["portal", "second"] * 3


def test_the_program_says_who_it_is(portal: Portal, day: Collect) -> None:
    portal.publish("adler", "Adler trifft Bussard")
    day(portal.source(language="de-AT"))
    headers = portal.asked("/presse/adler")[0].headers
    assert headers["user-agent"].startswith("handelsgraph/")
    assert headers["user-agent"].endswith("(+presse@example.org)")
    assert headers["accept-language"].startswith("de-AT")
    assert "cookie" not in headers


def test_a_cookie_lasts_for_one_article(portal: Portal, day: Collect) -> None:
    portal.publish("adler", "Adler trifft Bussard")
    portal.publish("condor", "Condor trifft Dohle")
    portal.route("/go", lambda h: h.send(302, b"", Location="/presse/adler", Set_Cookie="seen=1"))
    day(portal.source("pages", urls=[portal.url("/go"), portal.url("/presse/condor")]))
    assert portal.asked("/presse/adler")[0].headers["cookie"] == "seen=1"
    assert "cookie" not in portal.asked("/presse/condor")[0].headers


@pytest.mark.parametrize(
    "limits",
    [{"delay": 30.0}, {"silence": 30.0, "timeout": 60.0}, {"attempts": 5, "backoff": 5.0}],
    ids=["pause", "silence", "attempts"],
)
def test_it_can_be_stopped_while_it_waits(portal: Portal, state: SqliteState, limits: dict[str, float]) -> None:
    portal.publish("adler", "Adler trifft Bussard")
    portal.publish("condor", "Condor trifft Dohle")
    if "attempts" in limits:
        portal.outage = 503
    portal.route("/presse/condor", lambda h: h.owner.closing.wait(8))
    asked: list[bool] = []
    Timer(0.5, asked.append, [True]).start()
    start = monotonic()
    list(collect([portal.source(limits=limits)], state, Settings(), stop=lambda: bool(asked)))
    assert monotonic() - start < 3


def test_it_can_be_stopped_while_it_connects(portal: Portal, state: SqliteState) -> None:
    with socket.create_server(("127.0.0.1", 0), backlog=0) as listener, ExitStack() as others:
        for _ in range(3):  # its queue is full: a further connection waits for an answer
            waiting = others.enter_context(socket.socket())
            waiting.setblocking(False)
            waiting.connect_ex(listener.getsockname())
        source = portal.source(
            "pages",
            urls=[f"http://127.0.0.1:{listener.getsockname()[1]}/a"],
            limits={"connect": 30.0, "timeout": 60.0},
        )
        asked: list[bool] = []
        Timer(0.5, asked.append, [True]).start()
        start = monotonic()
        assert list(collect([source], state, Settings(), stop=lambda: bool(asked))) == []
        assert 0.4 < monotonic() - start < 3


def test_trackers_are_no_part_of_an_address(portal: Portal, day: Collect) -> None:
    portal.publish("adler", "Adler trifft Bussard")
    urls = [portal.url("/presse/adler?utm_source=feed&fbclid=1#top"), portal.url("/presse/adler")]
    items = day(portal.source("pages", urls=urls))
    assert [item.canonical for item in items] == [portal.url("/presse/adler")]
