"""A named region means all that lies in its parts, whether or not an article names it. The firms are invented."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from reading_makers import article, entity, reading, statement

from handelsgraph.errors import NotFoundError
from handelsgraph.evidence import Evidence
from handelsgraph.graph import Changes, Graph
from handelsgraph.identity import evidence_of
from handelsgraph.places import Gazetteer
from handelsgraph.queries import Kind, Lookup, catalogue, run

pytestmark = pytest.mark.slow

FIRMS = {
    "Kranbau Forst GmbH": "Forst (Lausitz)",  # in Landkreis Spree-Neiße
    "Webstuhl Zittau GmbH": "Zittau",  # in Landkreis Görlitz
    "Pumpen Cottbus GmbH": "Cottbus",  # a town of its own
    "Boote Potsdam GmbH": "Potsdam",
    "Kessel Essen GmbH": "Essen",
    "Spindel Wesel GmbH": "Wesel",
}


def meeting(firm: str, town: str) -> Evidence:
    """An article in which a firm of a town meets one in Astana."""
    told = article(f"Die {firm} aus {town} traf die Steppe AG aus Astana.", f"https://example.org/{town}")
    read = reading(
        entity("firm", "Company", firm),
        entity("town", "City", town),
        entity("partner", "Company", "Steppe AG"),
        entity("astana", "City", "Astana"),
        statement("firm", "LOCATED_IN", "town"),
        statement("partner", "LOCATED_IN", "astana", start=10),
        statement("firm", "MET", "partner", start=20, date="2021-05"),
        text=told.text,
    )
    return evidence_of(told, read, Gazetteer.load())


def naming(region: str) -> Evidence:
    """An article that names a region, and a firm of which it says no more than that it is there."""
    told = article(f"Die Bagger AG sitzt im Raum {region}.", "https://example.org/region")
    read = reading(
        entity("firm", "Company", "Bagger AG"),
        entity("region", "Region", region),
        statement("firm", "LOCATED_IN", "region"),
        text=told.text,
    )
    return evidence_of(told, read, Gazetteer.load())


@pytest.fixture
def regions(open_graph: Callable[..., Any]) -> Iterator[Graph]:
    with open_graph() as graph:
        for firm, town in FIRMS.items():
            graph.put(meeting(firm, town))
        yield graph


def bodies(graph: Graph, region: str) -> list[str]:
    result = run(graph, catalogue()["met"], {"region": region, "partner": "Steppe AG"})
    return sorted(row[0] for row in result.rows)


def test_firms_of_a_named_region(regions: Graph) -> None:
    lausitz = ["Kranbau Forst GmbH", "Pumpen Cottbus GmbH", "Webstuhl Zittau GmbH"]
    assert bodies(regions, "Lausitz") == lausitz
    assert bodies(regions, "Lausitzer Revier") == lausitz
    assert bodies(regions, "Niederlausitz") == ["Kranbau Forst GmbH", "Pumpen Cottbus GmbH"]
    assert bodies(regions, "Ruhrgebiet") == ["Kessel Essen GmbH", "Spindel Wesel GmbH"]
    assert bodies(regions, "Niederrhein") == ["Spindel Wesel GmbH"]
    assert bodies(regions, "Ostdeutschland") == sorted([*lausitz, "Boote Potsdam GmbH"])
    assert bodies(regions, "Brandenburg") == ["Boote Potsdam GmbH", "Kranbau Forst GmbH", "Pumpen Cottbus GmbH"]
    assert bodies(regions, "Deutschland") == sorted(FIRMS)
    for region in ("Eifel", "Metropolregion Hamburg"):
        with pytest.raises(NotFoundError, match=f"names {region}"):
            bodies(regions, region)


def test_a_region_that_an_article_names_has_those_too_who_are_only_said_to_be_there(regions: Graph) -> None:
    regions.put(naming("Lausitz"))
    ties = catalogue()["visits-by-year"]
    assert run(regions, ties, {}).rows == []
    result = run(regions, catalogue()["unplaced"], {})
    assert result.rows == []
    found = regions.read("MATCH (b:Company)-[:LOCATED_IN*1..4]->(:Entity {name: $name}) RETURN DISTINCT b.name AS name "
                         "ORDER BY name", {"name": "Lausitz"})  # fmt: skip
    assert [name for (name,) in found.rows] == [
        "Bagger AG", "Kranbau Forst GmbH", "Pumpen Cottbus GmbH", "Webstuhl Zittau GmbH"
    ]  # fmt: skip
    assert bodies(regions, "Deutschland") == sorted(FIRMS)
    dealings = run(regions, catalogue()["matrix"], {}).rows
    assert [row[0] for row in dealings] == ["Brandenburg", "Lausitz", "Nordrhein-Westfalen", "Sachsen"]
    assert [row[2] for row in dealings] == [3, 3, 2, 1]


def test_regions_come_and_go_with_their_parts_and_a_rebuild_changes_nothing(regions: Graph) -> None:
    alone = regions.digest()
    regions.put(naming("Lausitz"))
    named = regions.digest()
    assert regions.rebuild() == Changes()
    assert regions.digest() == named != alone
    regions.forget(article(url="https://example.org/region").id)
    assert regions.digest() == alone
    for town in FIRMS.values():
        regions.forget(article(url=f"https://example.org/{town}").id)
    assert regions.read("MATCH (e:Entity) RETURN count(e) AS n", {}).rows == [[0]]
    regions.put(naming("Lausitz"))
    assert [row[0] for row in regions.read("MATCH (r:Region) RETURN r.name AS name", {}).rows] == ["Lausitz"]


def test_a_place_is_told_by_its_land_not_by_the_regions_it_is_a_part_of(regions: Graph) -> None:
    match = Lookup(regions).resolve("Cottbus", Kind.REGION.labels)
    assert match.describe() == "Cottbus (City, Brandenburg)"
    rows = run(regions, catalogue()["find"], {"text": "Spree-Neiße"}).rows
    assert [row[2] for row in rows] == [["Brandenburg"]]
    assert "place:de-lausitz" in match.within
