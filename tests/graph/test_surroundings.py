"""What entities keep of their surroundings follows every change of the edges, as far away as it reaches."""

from __future__ import annotations

from makers import evidence

from handelsgraph.graph import Graph

MEETING = evidence(
    "https://zeitung.example/meeting",
    "Person Ute Kern, Company LKT, Company CRRC",
    "Ute Kern REPRESENTS LKT",
    "CRRC MET LKT 2019",
    "Ute Kern VISITED CRRC planned",
)
SEAT = evidence("https://zeitung.example/seat", "Company LKT, City Luckau", "LKT LOCATED_IN Luckau")
ABROAD = evidence("https://zeitung.example/abroad", "City Luckau, Country China", "Luckau LOCATED_IN China")
HOME = ["place:de", "place:de-12", "place:de-12061", "place:luckau"]


def kept(graph: Graph, key: str) -> list[object]:
    found = graph.read(
        "MATCH (e:Entity {key: $key}) RETURN e.within AS within, e.countries AS countries, e.dealings AS dealings",
        {"key": key},
    )
    return found.rows[0]


def test_who_represents_a_body_lies_where_it_does(graph: Graph) -> None:
    graph.put(MEETING)
    assert kept(graph, "person:ute kern") == [["body:lkt", "person:ute kern"], [], 1]
    graph.put(SEAT)
    assert kept(graph, "body:lkt") == [["body:lkt", *HOME], ["place:de"], 1]
    assert kept(graph, "person:ute kern") == [["body:lkt", "person:ute kern", *HOME], ["place:de"], 1]
    assert kept(graph, "place:luckau") == [HOME, ["place:de"], 0]
    graph.forget(SEAT.article.id)
    assert kept(graph, "person:ute kern") == [["body:lkt", "person:ute kern"], [], 1]
    graph.forget(MEETING.article.id)
    assert graph.read("MATCH (e:Entity) RETURN e.key").rows == []


def test_a_place_that_moves_takes_along_all_that_lies_in_it(graph: Graph) -> None:
    for article in (MEETING, SEAT, ABROAD):
        graph.put(article)
    assert kept(graph, "person:ute kern")[0] == ["body:lkt", "person:ute kern", *sorted([*HOME, "place:cn"])]
    assert kept(graph, "body:lkt")[1] == ["place:cn", "place:de"]
    graph.forget(ABROAD.article.id)
    assert kept(graph, "body:lkt") == [["body:lkt", *HOME], ["place:de"], 1]


def test_every_dealing_counts_for_both_ends(graph: Graph) -> None:
    graph.put(MEETING)
    assert kept(graph, "body:crrc")[2] == 2
    graph.forget(MEETING.article.id)
    graph.put(SEAT)
    assert kept(graph, "body:lkt")[2] == 0


def inside(graph: Graph) -> dict[str, int]:
    return dict(graph.read("MATCH (e:Entity) RETURN e.key, e.inside").rows)


def test_a_place_knows_how_many_lie_in_it(graph: Graph) -> None:
    graph.put(MEETING)
    assert inside(graph) == {"person:ute kern": 1, "body:lkt": 2, "body:crrc": 1}
    graph.put(SEAT)
    home = {"place:luckau": 3, "place:de-12061": 4, "place:de-12": 5, "place:de": 6}
    assert inside(graph) == {"person:ute kern": 1, "body:lkt": 2, "body:crrc": 1, **home}
    graph.put(ABROAD)
    assert inside(graph)["place:cn"] == 4
    graph.forget(MEETING.article.id)  # the person goes, the body stays where it is
    assert inside(graph) == {"body:lkt": 1, **{key: number - 1 for key, number in home.items()}, "place:cn": 3}
    graph.forget(SEAT.article.id)
    assert inside(graph) == {"place:luckau": 1, "place:de-12061": 2, "place:de-12": 3, "place:de": 4, "place:cn": 2}
    counted = inside(graph)
    graph.rebuild()
    assert inside(graph) == counted
