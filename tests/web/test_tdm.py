"""What publishers reserve against text and data mining is left alone, unless they permit it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from conftest import Collect
from portal import GERMAN, Handler, Portal, page

from handelsgraph.errors import InputError
from handelsgraph.web import Fetched, Item, Refused, load_sources

FILE = "/.well-known/tdmrep.json"


def serve(portal: Portal, content: Any, status: int = 200) -> None:
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    portal.route(FILE, lambda handler: handler.send(status, body, "application/json"))


def article(portal: Portal, path: str, head: str = "", **headers: str) -> str:
    def respond(handler: Handler) -> None:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        handler.send(200, page("Adler trifft Bussard", GERMAN, head=head).encode(), **named)

    return portal.route(path, respond)


def told(items: list[Item]) -> dict[str, str]:
    """Return "read", or why not, by the last part of the address."""
    return {
        item.url.rsplit("/", 1)[1]: f"{item.reason}: {item.detail}" if isinstance(item, Refused) else "read"
        for item in items
        if isinstance(item, Refused | Fetched)
    }


def reserved(why: str) -> str:
    return f"reserved against text and data mining: {why}"


def test_the_file_of_a_site(portal: Portal, day: Collect) -> None:
    rules = [
        {"location": "/presse/frei*", "tdm-reservation": 0},
        {"location": "/presse/*.html$", "tdm-reservation": "1", "tdm-policy": "/terms.json"},
        {"location": "/presse/k%C3%B6ln", "tdm-reservation": 1},
        {"location": "/presse/wohl", "tdm-reservation": "perhaps"},
        {"location": 7, "tdm-reservation": 1},
    ]
    serve(portal, rules)
    paths = ["frei.html", "a.html", "a.htm", "köln", "wohl"]
    urls = [article(portal, f"/presse/{'k%C3%B6ln' if path == 'köln' else path}") for path in paths]
    found = told(day(portal.source("pages", urls=urls)))
    assert found == {
        "frei.html": "read",
        "a.html": reserved(f"by the site's {FILE}; its terms: {portal.url('/terms.json')}"),
        "a.htm": "read",
        "k%C3%B6ln": reserved(f"by the site's {FILE}"),
        "wohl": "read",
    }
    assert not portal.asked("/presse/a.html"), "what is reserved is not even fetched"
    assert len(portal.asked(FILE)) == 1


@pytest.mark.parametrize(
    ("content", "status"),
    [
        (b"", 404),
        (b"<html>Startseite</html>", 200),
        ({"location": "/"}, 200),
        (b"[" * 100_000, 200),
        ([1], 200),
        (b"", 503),
    ],
    ids=["none", "page", "object", "deep", "numbers", "outage"],
)
def test_a_file_that_cannot_be_read_reserves_nothing(portal: Portal, day: Collect, content: Any, status: int) -> None:
    serve(portal, content, status)
    url = article(portal, "/presse/adler")
    assert told(day(portal.source("pages", urls=[url], limits={"attempts": 1}))) == {"adler": "read"}


def test_headers_and_meta_elements(portal: Portal, day: Collect) -> None:
    urls = [
        article(portal, "/header", tdm_reservation="1", tdm_policy="https://example.org/terms"),
        article(portal, "/zero", tdm_reservation="0"),
        article(portal, "/meta", '<META NAME="TDM-Reservation" content=" 1 ">'),
        article(portal, "/nearer", '<meta name="tdm-reservation" content="0">', tdm_reservation="1"),
        article(portal, "/noai", '<meta name="robots" content="index, noai, noimageai">'),
        article(portal, "/tag", x_robots_tag="noindex, noai"),
        article(portal, "/ours", x_robots_tag="handelsgraph: noai"),
        article(portal, "/other", x_robots_tag="otherbot: noai"),
        article(portal, "/noindex", '<meta name="robots" content="noindex, noimageai">', x_robots_tag="noindex"),
    ]
    assert told(day(portal.source("pages", urls=urls))) == {
        "header": reserved("by a header of the answer; its terms: https://example.org/terms"),
        "zero": "read",
        "meta": reserved("by a meta element of the page"),
        "nearer": "read",
        "noai": reserved("by a meta element of the page: noai"),
        "tag": reserved("by a header of the answer: noai"),
        "ours": reserved("by a header of the answer: noai"),
        "other": "read",
        "noindex": "read",
    }


def test_who_has_permission_reads_it_at_once_however_long_it_was_refused(portal: Portal, day: Collect) -> None:
    serve(portal, [{"location": "/", "tdm-reservation": 1}])
    urls = [article(portal, "/presse/adler", '<meta name="tdm-reservation" content="1">')]
    refused = [told(day(portal.source("pages", urls=urls))) for _ in range(9)]
    assert refused[0] == {"adler": reserved(f"by the site's {FILE}")}
    assert refused[8] == {}, "it is given up after a while"
    assert told(day(portal.source("pages", urls=urls, tdm="permitted"))) == {"adler": "read"}


def test_a_reservation_that_comes_later_is_noticed_without_a_new_text(portal: Portal, day: Collect) -> None:
    headers: dict[str, str] = {}
    body = page("Adler trifft Bussard", GERMAN).encode()

    def respond(handler: Handler) -> None:
        status = 304 if "if-none-match" in {name.lower() for name in handler.headers} else 200
        handler.send(status, b"" if status == 304 else body, ETag='"1"', **headers)

    urls = [portal.route("/presse/adler", respond)]
    assert told(day(portal.source("pages", urls=urls))) == {"adler": "read"}
    headers["tdm-reservation"] = "1"
    assert told(day(portal.source("pages", urls=urls))) == {"adler": reserved("by a header of the answer")}


def test_a_value_that_means_nothing_is_told(tmp_path: Any) -> None:
    file = tmp_path / "sources.toml"
    file.write_text('[[source]]\nname = "a"\nkind = "feed"\nurl = "https://example.org/f"\ntdm = "yes"\n', "utf-8")
    with pytest.raises(InputError, match=r"sources.toml:5: source 'a': tdm: 'yes' is none of 'respected', 'permitted'"):
        load_sources(file)
