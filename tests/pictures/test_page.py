"""What a page is made of: nothing that an article brings along becomes markup, and nothing leads out but links."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handelsgraph.pictures import Edge, Evidence, Node, Picture, Spot, graph_page, timeline_page, world_page
from handelsgraph.schema import Label

PAGES = [graph_page, world_page, timeline_page]
TEXTS = st.text(max_size=40) | st.sampled_from(
    ["</script>", "<script>alert(1)</script>", "<!--<script>", "\u2028", "&quot;", "]]>", "</title>", "\ud800", "\x00"]
)


class Reader(HTMLParser):
    """Collects the tags with their attributes, and the texts of scripts and styles."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.blocks: list[tuple[str, str | None, str]] = []
        self._open: tuple[str, str | None] | None = None
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._open = (tag, dict(attrs).get("type")) if tag in ("script", "style") else None

    def handle_endtag(self, tag: str) -> None:
        self._open = None

    def handle_data(self, data: str) -> None:
        if self._open:
            self.blocks.append((*self._open, data))


def data_of(page: str) -> Any:
    [block] = [text for tag, kind, text in Reader(page).blocks if kind == "application/json"]
    return json.loads(block)


@pytest.mark.parametrize("make", PAGES)
def test_the_policy_names_every_script_and_style_and_nothing_else(make: Any, small: Picture) -> None:
    reader = Reader(make(small))
    [policy] = [attrs["content"] or "" for tag, attrs in reader.tags if attrs.get("http-equiv")]
    for tag in ("script", "style"):
        texts = [text for name, kind, text in reader.blocks if name == tag and kind is None]
        hashes = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in texts]
        named = " ".join(f"'sha256-{found}'" for found in hashes)
        assert f"{tag}-src {named};" in policy
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert "http" not in policy


@pytest.mark.parametrize("make", PAGES)
def test_the_page_refers_to_nothing_outside(make: Any, large: Picture) -> None:
    reader = Reader(make(large))
    for tag, attrs in reader.tags:
        assert tag not in ("link", "img", "iframe", "object", "embed", "base", "a"), tag
        assert not set(attrs) & {"src", "href", "srcset", "action", "style"}, tag
        assert not any(name.startswith("on") for name in attrs)
    for tag, _, text in reader.blocks:
        assert tag != "style" or not re.search(r"url\(|@import|https?:", text)
    own = "".join(
        text for tag, kind, text in reader.blocks if tag == "script" and kind is None and "Cytoscape" not in text
    )
    assert not re.search(
        r"\b(fetch|XMLHttpRequest|WebSocket|sendBeacon|import|eval|innerHTML|insertAdjacentHTML)\b", own
    )


@settings(max_examples=30, deadline=None)
@given(st.lists(TEXTS, min_size=8, max_size=8), st.sampled_from(PAGES))
def test_whatever_the_names_the_markup_stays_and_the_data_come_back(texts: list[str], make: Any) -> None:
    title, first, second, alias, place, sentence, article, address = texts
    spots = Spot("p", place, 1.0, 2.0), Spot("q", alias, 3.0, 4.0)
    nodes = Node("a", first, Label.COMPANY, (alias,), place, spots[0]), Node("b", second, first, (), None, spots[1])
    edge = Edge("a", "b", "MET", 1, ("2017",), (), False, (Evidence(sentence, article, "2017", address),))
    page = make(Picture(title, nodes, (edge,), place))
    harmless = make(Picture("t", tuple(Node(n.key, "n", "Company", (), None, n.spot) for n in nodes), (edge,)))
    assert [tag for tag, _ in Reader(page).tags] == [tag for tag, _ in Reader(harmless).tags]
    page.encode()
    data = data_of(page)
    assert len(data["nodes"]) == 2
    if first.isalnum():
        assert data["nodes"][0]["name"] == first
    assert data["edges"][0]["evidence"][0]["link"] in ("", " ".join(address.split()))


def test_umlauts_stand_in_the_page_as_they_are(small: Picture) -> None:
    page = graph_page(small)
    assert "Spreeklär Anlagenbau GmbH" in page
    assert '<meta charset="utf-8">' in page
    assert page.count("alert('Straße')") == 1
    assert "\\u003cscript\\u003ealert('Straße')" in page
