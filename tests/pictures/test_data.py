from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handelsgraph.pictures import Edge, Node, Picture
from handelsgraph.pictures.data import dates, page_data, plain, web_address
from handelsgraph.pictures.looks import LOOKS
from handelsgraph.pictures.moments import span
from handelsgraph.pictures.timeline import timeline_data
from handelsgraph.pictures.world import map_data
from handelsgraph.schema import Label


def test_ends_are_positions_and_lost_ends_lose_the_edge(small: Picture) -> None:
    astray = Picture("x", small.nodes, (*small.edges, Edge("a", "nobody", "MET")))
    edges = page_data(astray)["edges"]
    assert [(edge["from"], edge["to"]) for edge in edges] == [(0, 1), (0, 1), (2, 4), (3, 2), (0, 2)]
    assert [edge["directed"] for edge in edges] == [False, False, True, True, True]
    assert edges[1]["type"] == "signed agreement with"


def test_kinds_come_in_order_with_their_looks(small: Picture) -> None:
    article = Picture("x", (*small.nodes, Node("z", "Ein Artikel", "Article")), ())
    assert [kind["name"] for kind in page_data(article)["kinds"]] == ["Company", "Agency", "Person", "Event", "Article"]
    assert set(LOOKS) == set(Label)
    assert len({(look.fill, look.shape) for look in LOOKS.values()}) == len(LOOKS)


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("https://example.org/ä?x=1", "https://example.org/ä?x=1"),
        (" http://example.org ", "http://example.org"),
        ("javascript:alert(1)", ""),
        ("JavaScript://example.org/%0aalert(1)", ""),
        ("java\nscript:alert(1)", ""),
        ("data:text/html,<script>alert(1)</script>", ""),
        ("file:///etc/passwd", ""),
        ("//example.org", ""),
        ("https:", ""),
        ("https://[", ""),
        (None, ""),
    ],
)
def test_links_lead_to_the_web_only(address: str | None, link: str) -> None:
    assert web_address(address) == link


@given(st.text(max_size=300))
def test_texts_are_one_line_without_steering(text: str) -> None:
    shown = plain(text)
    assert shown == " ".join(shown.split())
    assert not set(shown) & set("\x00\x1b\u202e\u2066\ufeff\u2028")
    shown.encode()


@pytest.mark.parametrize(
    ("given_dates", "reported", "shown"),
    [
        ((), (), ""),
        (("2018", "2017-11-27"), ("2020-01-01",), "2017-11-27, 2018"),
        ((), ("2020-01-01",), "reported 2020-01-01"),
        (("2018-01-02/2018-01-05",), (), "2018-01-02 – 2018-01-05"),
        (tuple(f"20{year}" for year in range(10, 19)), (), "2010 … 2018"),
    ],
)
def test_dates(given_dates: tuple[str, ...], reported: tuple[str, ...], shown: str) -> None:
    assert dates(Edge("a", "b", "MET", 1, given_dates, reported)) == shown


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2017", (2017.0, 2018.0)),
        ("2017-01", (2017.0, 2017 + 31 / 365)),
        ("2016-12-31", (2016 + 365 / 366, 2017.0)),
        ("2017-01-01/2017-12-31", (2017.0, 2018.0)),
        ("2018/2017", None),
        ("2017-13", None),
        ("2017-02-29", None),
        ("0000", None),
        ("bald", None),
        ("", None),
    ],
)
def test_spans(text: str, found: tuple[float, float] | None) -> None:
    assert span(text) == (pytest.approx(found) if found else None)


def test_the_map_joins_dealings_between_two_spots_and_says_what_is_not_on_it(small: Picture) -> None:
    data = map_data(small)
    assert [spot["name"] for spot in data["spots"]] == ["Brandenburg", "Peking", "Chongqing"]
    arcs = {(arc["from"], arc["to"]): (arc["articles"], arc["edges"]) for arc in data["arcs"]}
    assert arcs == {(0, 1): (4, [0, 1]), (0, 2): (1, [3])}
    assert data["spots"][0]["within"] == [4]
    assert data["lost"] == 1


def test_an_arc_has_both_directions(small: Picture) -> None:
    nodes = small.nodes[:2]
    both = Picture("x", nodes, (Edge("b", "a", "VISITED"), Edge("a", "b", "VISITED", 2, planned=True)))
    [arc] = map_data(both)["arcs"]
    assert (arc["articles"], arc["edges"], arc["planned"]) == (3, [0, 1], False)


def test_an_arc_names_the_home_region_first(small: Picture) -> None:
    data = map_data(Picture("x", small.nodes[:2], (Edge("b", "a", "VISITED"),)))
    [arc] = data["arcs"]
    assert [data["spots"][arc[end]]["name"] for end in ("from", "to")] == ["Brandenburg", "Peking"]


def test_the_timeline_has_a_moment_for_each_date(small: Picture) -> None:
    data = timeline_data(small)
    assert data["undated"] == 1
    told = [(m["edge"], m["lane"], m["other"], int(m["begin"]), m["reported"]) for m in data["moments"]]
    assert told == [
        (0, 1, 0, 2015, False),
        (0, 1, 0, 2017, False),
        (2, 4, 2, 2018, False),  # the lane is the event
        (1, 1, 0, 2018, False),
        (3, 2, 3, 2019, True),
    ]
