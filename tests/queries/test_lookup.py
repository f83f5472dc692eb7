from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Any

import pytest

from handelsgraph.article import Article
from handelsgraph.errors import AmbiguousNameError, NotFoundError
from handelsgraph.evidence import Evidence, NameUse
from handelsgraph.graph import Graph
from handelsgraph.queries import Kind, Lookup
from handelsgraph.queries.match import Fit, Match, from_rows, same
from handelsgraph.schema import Label

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("kind", "text", "name"),
    [
        (Kind.ANY, "LKT Lausitzer Klärtechnik GmbH", "LKT Lausitzer Klärtechnik GmbH"),
        (Kind.BODY, "LKT", "LKT Lausitzer Klärtechnik GmbH"),
        (Kind.BODY, "lausitzer  klärtechnik gmbh", "LKT Lausitzer Klärtechnik GmbH"),
        (Kind.BODY, "WFBB", "Wirtschaftsförderung Brandenburg (WFBB)"),
        (Kind.REGION, "Brandenburg", "Brandenburg"),
        (Kind.ANY, "Brandenburg", "Brandenburg"),
        (Kind.REGION, "Brandenburger", "Brandenburg"),
        (Kind.REGION, "brandenburgisch", "Brandenburg"),
        (Kind.REGION, "Luckauer", "Luckau"),
        (Kind.REGION, "Germany", "Deutschland"),
        (Kind.REGION, "Kasachstans", "Kasachstan"),
        (Kind.REGION, "Dahme-Spreewald", "Landkreis Dahme-Spreewald"),
    ],
)
def test_a_name_is_found(gold_graph: Graph, kind: Kind, text: str, name: str) -> None:
    lookup = Lookup(gold_graph)
    assert lookup.resolve(text, kind.labels).name == name
    assert lookup.resolve(unicodedata.normalize("NFD", text), kind.labels).name == name


def test_a_title_makes_no_other_person(gold_graph: Graph) -> None:
    lookup = Lookup(gold_graph)
    found = lookup.resolve("Wolfgang Krüger", Kind.PERSON.labels)
    for text in ("Dr. Wolfgang Krüger", "wolfgang krüger", "Prof. Wolfgang Krüger"):
        assert lookup.resolve(text, Kind.PERSON.labels) == found


def test_a_key_is_a_name(gold_graph: Graph) -> None:
    lookup = Lookup(gold_graph)
    found = lookup.resolve("LKT", Kind.ANY.labels)
    assert lookup.resolve(found.key, Kind.ANY.labels, exact=True) == found


@pytest.mark.parametrize(
    ("kind", "text", "meant"),
    [
        (Kind.ANY, "CRCC", "CRRC Corporation Limited (Company, China)"),
        (Kind.REGION, "Brandenbrug", "Brandenburg (Region, Deutschland)"),
        (Kind.BODY, "Lausitzer Klertechnik", "LKT Lausitzer Klärtechnik GmbH (Company, Luckau)"),
    ],
)
def test_a_typing_error_is_answered_with_a_question(gold_graph: Graph, kind: Kind, text: str, meant: str) -> None:
    with pytest.raises(NotFoundError) as caught:
        Lookup(gold_graph).resolve(text, kind.labels)
    assert caught.value.remedy is not None
    assert "did you mean" in caught.value.remedy
    assert meant in caught.value.remedy


def test_transliterated_umlauts(gold_graph: Graph) -> None:
    """Written without umlauts a name is found, or at least offered."""
    try:
        found = Lookup(gold_graph).resolve("LKT Lausitzer Klaertechnik GmbH", Kind.BODY.labels).name
    except NotFoundError as error:
        found = str(error.remedy)
    assert "LKT Lausitzer Klärtechnik GmbH" in found


def test_what_is_like_nothing_gets_no_suggestion(gold_graph: Graph) -> None:
    with pytest.raises(NotFoundError, match="no person of the graph is named 'Xqzw'") as caught:
        Lookup(gold_graph).resolve("Xqzw", Kind.PERSON.labels)
    assert "did you mean" not in str(caught.value.remedy)


def test_a_place_that_no_article_names_is_told_from_a_typing_error(gold_graph: Graph) -> None:
    with pytest.raises(NotFoundError, match=r"no article of the graph names Portugal \(Country\)"):
        Lookup(gold_graph).resolve("Portugal", Kind.REGION.labels)


def test_only_the_wanted_kind_is_found(gold_graph: Graph) -> None:
    with pytest.raises(NotFoundError):
        Lookup(gold_graph).resolve("CRRC", Kind.REGION.labels)


def test_exact_takes_names_as_they_stand(gold_graph: Graph) -> None:
    lookup = Lookup(gold_graph)
    assert lookup.resolve("CRRC", Kind.BODY.labels, exact=True).name == "CRRC Corporation Limited"
    for text in ("Brandenburger", "Luckauer", "CRRC Ltd."):
        with pytest.raises(NotFoundError):
            lookup.resolve(text, Kind.ANY.labels, exact=True)


@pytest.mark.parametrize("text", ["", " ", "'", '"]) RETURN 1 //', "`", "$key", "\\", "%", "\x00", "a" * 5000])
def test_odd_texts_are_names_like_any_other(gold_graph: Graph, text: str) -> None:
    with pytest.raises(NotFoundError):
        Lookup(gold_graph).resolve(text, Kind.ANY.labels)


class Rows:
    """Stands for a graph that has just these entities."""

    def __init__(self, *matches: Match) -> None:
        self.matches = matches

    def read(self, cypher: str, params: dict[str, list[str]], /) -> Rows:
        if "UNWIND" not in cypher:
            self.rows = [[m.key, ["Entity", m.label], m.name, m.aliases] for m in self.matches]
        else:
            found = [m for m in self.matches if m.key in params["keys"]] if "Name" not in cypher else []
            self.rows = [
                [
                    m.key,
                    m.name,
                    m.aliases,
                    ["Entity", m.label],
                    m.articles,
                    [m.place] if m.place else [],
                    list(m.within),
                ]
                for m in found
            ]
        return self


def test_of_places_in_each_other_the_outer_one_is_meant() -> None:
    inner = Match("place:x-city", "Xstadt", Label.CITY, 5, within=frozenset({"place:x-land"}))
    outer = Match("place:x-land", "Xstadt", Label.REGION, 1)
    assert Lookup(Rows(inner, outer)).resolve("Xstadt", Kind.REGION.labels) == outer


def test_a_name_goes_before_an_alias() -> None:
    town = Match("place:1", "Xhausen", Label.CITY, 1)
    district = Match("place:2", "Landkreis Xhausen", Label.REGION, 9, aliases=("Xhausen",))
    lookup = Lookup(Rows(district, town))
    assert lookup.resolve("Xhausen", Kind.REGION.labels) == town
    assert [fit for fit, _ in lookup.find("Xhausen", Kind.REGION.labels)] == [Fit.NAME, Fit.ALIAS]


def test_two_of_a_name_are_told_apart_by_their_place() -> None:
    one = Match("body:1", "Sparkasse", Label.COMPANY, 2, place="Xhausen")
    two = Match("body:2", "Sparkasse", Label.COMPANY, 1, place="Ystadt")
    with pytest.raises(AmbiguousNameError) as caught:
        Lookup(Rows(one, two)).resolve("Sparkasse", Kind.BODY.labels)
    assert caught.value.remedy == (
        "give the key of one: Sparkasse (Company, Xhausen): body:1; Sparkasse (Company, Ystadt): body:2"
    )


def test_the_place_shown_does_not_depend_on_the_order_in_which_an_engine_collects() -> None:
    for places in (["Ystadt", "Xhausen"], ["Xhausen", "Ystadt"]):
        [match] = from_rows([["body:1", "Sparkasse", None, ["Company", "Entity"], 2, places, []]])
        assert match.describe() == "Sparkasse (Company, Xhausen)"


def test_a_general_name_is_no_better_than_a_short_form() -> None:
    chamber = Match("body:ihk cottbus", "IHK Cottbus", Label.AGENCY, 9, aliases=("IHK",), place="Cottbus")
    some = Match("body:ihk@0123", "IHK", Label.AGENCY, 1)
    with pytest.raises(AmbiguousNameError, match="'IHK' may denote 2 entities"):
        Lookup(Rows(chamber, some)).resolve("IHK", Kind.BODY.labels)


@pytest.mark.parametrize("text", ["Adler Werke", "adler  werke"])
def test_a_namesake_known_from_one_article_only_is_offered_too(open_graph: Callable[..., Any], text: str) -> None:
    """A name that holds within one article is never passed over in silence for another body of the same name."""
    with open_graph() as graph:
        for number, key in enumerate(("body:adler werke", "body:adler werke@0123456789abcdef")):
            article = Article(f"https://example.org/{number}", f"Text {number}")
            graph.put(Evidence(article, "test", (NameUse(key, Label.COMPANY, ("Adler Werke",), 1),)))
        with pytest.raises(AmbiguousNameError, match="may denote 2 entities") as caught:
            Lookup(graph).resolve(text, Kind.BODY.labels)
        assert "Adler Werke (Company): body:adler werke" in str(caught.value.remedy)
        assert Lookup(graph).resolve("body:adler werke", Kind.BODY.labels).key == "body:adler werke"


def test_an_empty_graph_is_told_from_an_unknown_name() -> None:
    with pytest.raises(NotFoundError) as caught:
        Lookup(Rows()).resolve("CRRC", Kind.BODY.labels)
    assert str(caught.value.remedy).startswith("the graph is empty")


def test_spellings_that_are_the_same() -> None:
    assert same("  Mu\u0308ller \n AG ") == same("MÜLLER AG")
    assert same("Müller") != same("Mueller")
