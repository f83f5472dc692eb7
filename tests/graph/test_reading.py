"""Reading: what comes back, what is refused, and within which limits."""

from __future__ import annotations

from typing import Any

import neo4j
import pytest
from makers import evidence

from handelsgraph.errors import DatabaseError, InputError, NotFoundError, ReadOnlyError
from handelsgraph.graph import Edge, Graph, Node, Path

WRITES = [
    "CREATE (n:Entity {key: 'x'})",
    "MATCH (n:Entity) SET n.name = 'x' RETURN n",
    "MATCH (n:Entity) REMOVE n.name",
    "MATCH (n) DETACH DELETE n",
    "MERGE (n:Entity {key: 'x'}) RETURN n",
    "MATCH (a:Article) FOREACH (x IN [1] | SET a.title = 'x')",
    "MATCH (a:Article) CALL (a) { CREATE (:Copy {id: a.id}) } RETURN count(*)",
    "CREATE INDEX x IF NOT EXISTS FOR (n:Entity) ON (n.x)",
    "CREATE CONSTRAINT x IF NOT EXISTS FOR (n:Entity) REQUIRE n.x IS UNIQUE",
    "DROP CONSTRAINT entity_key IF EXISTS",
    "CREATE USER eve SET PASSWORD 'evesecret'",
    "ALTER CURRENT USER SET PASSWORD FROM 'graph-tests-only' TO 'evesecret'",
    "CREATE DATABASE eve",
    "CALL db.createLabel('Eve')",
]


@pytest.fixture
def full(graph: Graph) -> Graph:
    graph.put(evidence("u:1", "Company LKT, Company CRRC, City Luckau", "CRRC MET LKT", "LKT LOCATED_IN Luckau"))
    return graph


def test_writing_is_refused(full: Graph) -> None:
    everything = (
        "MATCH (n) OPTIONAL MATCH (n)-[r]->() WITH n, count(r) AS edges "
        "RETURN labels(n), properties(n), edges ORDER BY n.key, n.id, n.name"
    )
    before = full.read(everything).rows
    for cypher in WRITES:
        with pytest.raises((ReadOnlyError, InputError, DatabaseError)):
            full.read(cypher)
        assert full.read(everything).rows == before, cypher


def test_a_writing_query_says_that_only_reading_is_allowed(full: Graph) -> None:
    for cypher in WRITES[:5]:
        with pytest.raises(ReadOnlyError, match="only reading"):
            full.read(cypher)


LOADS = [
    "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
    "load /* as a */ csv WITH HEADERS FROM 'http://127.0.0.1:1/' AS line RETURN line",
    "MATCH (a:Article) CALL (a) { LOAD\nCSV FROM a.url AS line RETURN line } RETURN line",
]
ADMINISTERS = [
    "SHOW USERS",
    "SHOW DATABASES",
    "CALL dbms.listConfig()",
    "CALL dbms.killConnection('bolt-1')",
    "TERMINATE TRANSACTIONS 'neo4j-transaction-1'",
    "ALTER CURRENT USER SET PASSWORD FROM 'graph-tests-only' TO 'evesecret'",
    "PROFILE CREATE (:Eve)",
    "CALL () { CREATE (:Eve) } IN TRANSACTIONS",
]


@pytest.mark.parametrize("cypher", LOADS)
def test_files_and_addresses_are_not_fetched(graph: Graph, cypher: str) -> None:
    with pytest.raises(ReadOnlyError, match="LOAD CSV"):
        graph.read(cypher, free=True)


@pytest.mark.parametrize("cypher", ["TERMINATE TRANSACTIONS 'q1'", "terminate /* it */\ntransaction $id"])
def test_the_queries_of_others_are_not_ended(graph: Graph, cypher: str) -> None:
    with pytest.raises(ReadOnlyError, match="only reading"):
        graph.read(cypher, free=True)


@pytest.mark.server
def test_free_cypher_is_refused_before_it_runs(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[str] = []
    run = neo4j.Transaction.run

    def listened(self: neo4j.Transaction, query: str, *parameters: Any) -> neo4j.Result:
        sent.append(query)
        return run(self, query, *parameters)

    monkeypatch.setattr(neo4j.Transaction, "run", listened)
    for cypher in [*WRITES, *ADMINISTERS, *LOADS]:
        with pytest.raises((ReadOnlyError, InputError)):  # what the server does not even know is the user's mistake
            graph.read(cypher, free=True)
    assert sent
    assert all(query.startswith("EXPLAIN") for query in sent)


def test_free_cypher_that_reads_is_answered(full: Graph) -> None:
    for cypher in (
        "MATCH (a:Entity)-[r]-(b) WHERE a.name <> 'LOAD CSV' RETURN count(DISTINCT r) AS n // LOAD CSV",
        "PROFILE MATCH (a:Entity) RETURN count(a) AS n",
        "CALL db.labels() YIELD label RETURN count(label) AS n",
        "MATCH (`LOAD CSV`:Entity) RETURN count(`LOAD CSV`) AS n",
        "WITH $list AS numbers UNWIND numbers AS x RETURN sum(x) AS n",
    ):
        [[number]] = full.read(cypher, {"list": [1, 2]}, free=True).rows
        assert number > 1, cypher
    assert full.read("SHOW INDEXES", free=True).rows


def test_a_mistake_in_free_cypher_is_the_users_input(graph: Graph) -> None:
    with pytest.raises(InputError, match="does not accept"):
        graph.read("MATCH (n RETURN n", free=True)


def test_nodes_edges_and_paths_come_back_as_plain_values(full: Graph) -> None:
    answer = full.read("MATCH p = (a:Entity {name: 'CRRC'})-[r]-(b:Entity) RETURN a, r, b, p, 1.5 AS x, [1, null] AS l")
    assert answer.columns == ["a", "r", "b", "p", "x", "l"]
    [[a, r, b, p, x, items]] = answer.rows
    assert (a.labels, a.properties["key"], x, items) == (("Company", "Entity"), "body:crrc", 1.5, [1, None])
    assert isinstance(a, Node)
    assert isinstance(r, Edge)
    assert (r.type, {r.start, r.end}) == ("MET", {a.id, b.id})
    assert isinstance(p, Path)
    assert [node.id for node in p.nodes] == [a.id, b.id]
    assert [edge.type for edge in p.edges] == ["MET"]


def test_dates_and_maps_come_back_as_text_and_dictionaries(graph: Graph) -> None:
    answer = graph.read(
        "RETURN date('2019-11-27') AS d, {a: [date('2020-01-01')]} AS m, datetime('2019-11-27T10:00:00Z') AS t"
    )
    [[day, mapping, instant]] = answer.rows
    assert (day, mapping) == ("2019-11-27", {"a": ["2020-01-01"]})
    assert instant.startswith("2019-11-27T10:00:00")


def test_rows_are_limited(graph: Graph) -> None:
    answer = graph.read("UNWIND range(1, 100) AS n RETURN n", row_limit=10)
    assert (len(answer.rows), answer.truncated) == (10, True)
    answer = graph.read("UNWIND range(1, 10) AS n RETURN n", row_limit=10)
    assert (len(answer.rows), answer.truncated) == (10, False)


@pytest.mark.slow
def test_a_query_stops_at_its_time_limit(graph: Graph) -> None:
    for n in range(12):
        graph.put(evidence(f"u:{n}", ", ".join(f"Company Firma {n} {k}" for k in range(6))))
    endless = (
        "MATCH (a:Entity), (b:Entity), (c:Entity), (d:Entity), (e:Entity) "
        "WHERE a.name + b.name + c.name + d.name + e.name CONTAINS '?' RETURN count(*)"
    )
    with pytest.raises(DatabaseError, match="time limit"):
        graph.read(endless, time_limit=1)
    assert graph.read("RETURN 1").rows == [[1]]


def test_a_mistake_in_the_query_is_the_users_input(graph: Graph) -> None:
    for cypher in ("MATCH (n RETURN n", "foo", "RETURN $missing"):
        with pytest.raises((InputError, DatabaseError)):
            graph.read(cypher)
    with pytest.raises(InputError):
        graph.read("MATCH (n RETURN n")


def test_articles_are_found_by_id_address_and_title(graph: Graph) -> None:
    first = evidence("https://zeitung.example/lkt", "Company LKT", title="LKT trifft CRRC", path="/tmp/lkt.txt")
    second = evidence("https://zeitung.example/lkt-2", "Company LKT", title="Neues von LKT")
    graph.put(first)
    graph.put(second)
    for text in (first.article.id, first.article.url, "/tmp/lkt.txt", "trifft"):
        assert [found.id for found in graph.find_article(text)] == [first.article.id]
    assert len(graph.find_article("LKT")) == 2
    assert graph.find_article("nirgends") == []
    with pytest.raises(NotFoundError):
        graph.forget("nirgends")


def test_known_tells_what_an_article_was_when_it_came(graph: Graph) -> None:
    item = evidence("u:1", "Company LKT", title="Titel", published="2019-11")
    graph.put(item)
    assert graph.known([item.article.id, "nowhere"]) == {
        item.article.id: (item.article.content_hash, "test 1", "Titel", "2019-11", None)
    }


def test_status_counts(full: Graph) -> None:
    status = full.status()
    assert (status.articles, status.statements, status.names) == (1, 2, 3)
    assert status.entities == {"Company": 2, "City": 1, "Region": 2, "Country": 1}
    assert status.edges == {"MET": 1, "LOCATED_IN": 4}
    assert status.extractors == {"test 1": 1}
    assert status.last_ingest is not None
