"""No Cypher of the project, in files or in the code, uses what the engines do differently (see cypher_lint.py)."""

from __future__ import annotations

import pytest
import statements
from cypher_lint import faults

from handelsgraph.schema import RELATIONS, Label

BAD = [
    "MATCH (n) WITH n.a AS a, max(n.x) IS NOT NULL AS b RETURN a, b",
    "MATCH (n) RETURN coalesce(max(n.x), 0) AS x",
    "MATCH (n) RETURN collect({n: n.name})[0].n AS first",
    "MATCH (n) RETURN CASE WHEN count(n) > 1 THEN 1 ELSE 0 END AS many",
    "MATCH (n) WITH {most: max(n.x)} AS map RETURN map",
    "MATCH (n) RETURN n.a AS a, NOT max(n.b) AS b",
    "MATCH (n) RETURN n.a AS a ORDER BY count(n)",
    "MATCH (n) CALL (n) { MATCH (n)-->(m) RETURN 1 + count(m) AS c } RETURN c",
    "MATCH p = shortestPath((a)-[*..5]-(b)) WHERE all(n IN nodes(p) WHERE n.x) RETURN p",
    "MATCH (a), (b) MATCH p = allShortestPaths((a)-[*..5]-(b)) WHERE a.x = 1 AND length(p) > 1 RETURN p",
    "MATCH (n:$(label)) RETURN n",
    "CREATE (a)-[:$($type)]->(b)",
    "MATCH (n), (m) SET n = m",
    "UNWIND $rows AS row MATCH (n {key: row.key}) SET n.a = 1, n = row.properties",
    "MATCH (a), (b) MERGE (a)-[:MET]->(b)",
    "MERGE (a:Entity:Company {key: $key})",
    "CYPHER 25 MATCH (n) RETURN n",
    "USE system RETURN 1",
    "CALL () { USE other RETURN 1 AS one } RETURN one",
    "MATCH (n) WHERE id(n) = 1 RETURN n",
    "MATCH (n) WHERE exists(n.x) RETURN n",
    "RETURN distance(a, b)",
    "MATCH p = SHORTEST 2 (a)-[*]-(b) RETURN p",
    "CREATE FULLTEXT INDEX x FOR (n:Company) ON EACH [n.name]",
    "CALL apoc.help('x')",
    "CALL db.awaitIndexes(30)",
    "LOAD CSV FROM 'x' AS line RETURN line",
    "MATCH (n) REPORT STATUS",
    "MATCH (n) WHERE n.x = null RETURN n",
]
GOOD = [
    "MATCH (n) WITH n.a AS a, max(n.x) AS most WHERE most IS NOT NULL RETURN a, most",
    "MATCH (n) WITH collect(n.name) AS names RETURN names[0] AS first, n.max AS max",
    "MATCH (n) RETURN DISTINCT count(DISTINCT n.x) AS n, count(*) ORDER BY n",
    "MATCH (n) CALL (n) { MATCH (n)-->(m) RETURN count(m) AS c } RETURN c",
    "MATCH (n) WHERE COUNT { (n)-->() } > 2 AND EXISTS { (n)-->() } RETURN n // max(n.x) + 1",
    "MATCH p = shortestPath((a)-[*..5]-(b)) WHERE a <> b WITH p WHERE length(p) > 1 RETURN p",
    "MATCH (n {key: $key}) SET n.a = $a, n += $properties, n:Company REMOVE n.b SET n.c = n.d",
    "MERGE (s:State {id: 'projection'}) SET s.x = null",
    "MATCH (n) WHERE n.x IS NULL RETURN point.distance(n.a, n.b) AS use, 'USE x' AS text, n.use AS let",
]


@pytest.mark.parametrize("cypher", BAD)
def test_what_is_different_is_found(cypher: str) -> None:
    assert faults(cypher)


@pytest.mark.parametrize("cypher", GOOD)
def test_what_is_the_same_is_let_through(cypher: str) -> None:
    assert faults(cypher) == []


def test_the_files_and_the_code_have_none_of_it() -> None:
    cypher = statements.in_files() | {written.where: written.text for written in statements.in_code()}
    assert len(cypher) > 60
    found = {where: wrong for where, text in cypher.items() if (wrong := faults(text))}
    assert found == {}


def test_relationship_types_are_never_named_like_labels() -> None:
    assert not {label.value.upper() for label in Label} & set(RELATIONS)
