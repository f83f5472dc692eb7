"""From an answer on a graph to a picture: places, evidence, and the limit of what can be shown."""

from __future__ import annotations

import pytest

from handelsgraph.cli.picture import MOST_NODES, picture_from, picture_of, picture_of_rows
from handelsgraph.cli.spots import locate
from handelsgraph.errors import InputError
from handelsgraph.graph import Edge, Graph, Node
from handelsgraph.pictures.data import page_data
from handelsgraph.pictures.world import map_data
from handelsgraph.queries import catalogue, run

pytestmark = pytest.mark.slow


def test_where_bodies_persons_events_and_places_are(gold_graph: Graph) -> None:
    rows = gold_graph.read("MATCH (e:Entity) RETURN e.name, e.key").rows
    keys = dict(rows)
    located = locate(gold_graph, [*keys.values(), "body:nobody"])
    luckau = located[keys["LKT Lausitzer Klärtechnik GmbH"]]
    assert luckau.place == "Luckau"
    assert luckau.spot is not None
    assert (luckau.spot.key, luckau.spot.name, luckau.spot.home) == ("place:de-12", "Brandenburg", True)
    chongqing = located[keys["Chongqing"]].spot
    assert chongqing is not None
    assert (round(chongqing.latitude), round(chongqing.longitude), chongqing.home) == (30, 107, False)
    assert located["body:nobody"].spot is None
    persons = gold_graph.read(
        "MATCH (p:Person)-[:REPRESENTS]->(b) WITH p, count(b) AS number, collect(b) AS bodies WHERE number = 1 "
        "UNWIND bodies AS b MATCH (b)-[:LOCATED_IN]->(c:City) RETURN p.key, c.key"
    ).rows
    assert persons
    for person, city in persons:
        assert located[person].spot is not None, (person, city)


def test_a_question_that_counts_is_drawn_as_pairs_weighted_by_their_dealings(gold_graph: Graph) -> None:
    query = catalogue()["matrix"]
    plain = run(gold_graph, query, {})
    assert plain.columns == ["region", "country", "dealings", "bodies"]
    result = run(gold_graph, query, {}, evidence=True)
    assert [row[:4] for row in result.rows] == plain.rows
    assert result.columns[4] == "sentence"
    picture = picture_of(gold_graph, query.title, plain)
    names = {node.key: node.name for node in picture.nodes}
    drawn = [[names[edge.source], names[edge.target], edge.articles] for edge in picture.edges]
    assert drawn == [row[:3] for row in plain.rows]
    assert ["Brandenburg", "China"] in [pair[:2] for pair in drawn]
    assert [edge.evidence[0].sentence for edge in picture.edges] == [row[4] for row in result.rows]
    assert (picture.edge, picture.weight) == ("pair", "dealing")
    arcs = map_data(picture)["arcs"]
    assert sorted(arc["articles"] for arc in arcs) == sorted(row[2] for row in plain.rows)
    assert all(edge["directed"] is False for edge in page_data(picture)["edges"])


def test_a_question_as_a_picture_has_the_evidence_of_its_dealings(gold_graph: Graph) -> None:
    query = catalogue()["contacts"]
    result = run(gold_graph, query, {"of": "LKT Lausitzer Klärtechnik GmbH"})
    picture = picture_of(gold_graph, query.title, result)
    assert picture.title.endswith("LKT Lausitzer Klärtechnik GmbH")
    keys = {node.key for node in picture.nodes}
    assert len(picture.edges) == len(result.edges) > 0
    for edge in picture.edges:
        assert {edge.source, edge.target} <= keys
        assert edge.evidence
        assert all(proof.sentence and proof.source for proof in edge.evidence)


def test_rows_of_a_free_query_as_a_picture(gold_graph: Graph) -> None:
    rows = gold_graph.read("MATCH (a:Article)-[m:MENTIONS]->(e:Company) RETURN {article: a}, [m, e] LIMIT 5").rows
    picture = picture_of_rows(gold_graph, "x", rows)
    assert {node.label for node in picture.nodes} == {"Article", "Company"}
    assert len(picture.edges) == len(rows)
    with pytest.raises(InputError, match="nothing to draw"):
        picture_of_rows(gold_graph, "x", [["text", 1, None]])


def test_of_very_many_names_those_with_most_dealings_are_shown(gold_graph: Graph) -> None:
    nodes = [
        Node(f"n{i}", ("Company", "Entity"), {"key": f"body:{i}", "name": f"N {i}"}) for i in range(MOST_NODES + 5)
    ]
    edges = [Edge(f"e{i}", "MET", f"n{i}", f"n{MOST_NODES + 4}", {}) for i in range(10)]
    picture = picture_from(gold_graph, "x", nodes, edges)
    assert len(picture.nodes) == MOST_NODES
    assert len(picture.edges) == 10
    assert picture.note == f"The {MOST_NODES} of {MOST_NODES + 5} names with most dealings"
