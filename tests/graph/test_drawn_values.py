from __future__ import annotations

from handelsgraph.graph import Edge, Node, Path

FIRM, TOWN = Node("1", ("Company", "Entity"), {"name": "Nordholz AG"}), Node("2", ("City", "Entity"), {"name": "Minsk"})


def test_values_are_drawn_as_in_cypher() -> None:
    visited = Edge("9", "VISITED", "1", "2", {"articles": 1})
    assert str(FIRM) == "(Nordholz AG)"
    assert str(Node("3", ("State",), {})) == "(State)"
    assert str(Path((FIRM, TOWN), (visited,))) == "(Nordholz AG)-[VISITED]->(Minsk)"
    assert str(Path((TOWN, FIRM), (visited,))) == "(Minsk)<-[VISITED]-(Nordholz AG)"
