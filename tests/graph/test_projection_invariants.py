"""What must hold of the projection, whatever the engine: it depends on the evidence alone."""

from __future__ import annotations

import itertools

import pytest
from makers import evidence

from handelsgraph.evidence import Evidence
from handelsgraph.graph import Changes, Graph

pytestmark = pytest.mark.slow

LKT = evidence(
    "https://zeitung.example/1",
    "Company LKT, Company CRRC, City Luckau",
    "CRRC MET LKT 2019-11-27",
    "LKT LOCATED_IN Luckau",
    title="LKT trifft CRRC",
    published="2019-11-28",
)
VISIT = evidence(
    "https://zeitung.example/2",
    "Company LKT GmbH, Company LKT, Country China, Region Brandenburg",
    "LKT GmbH VISITED China planned 2020",
    "Brandenburg COOPERATES_WITH China",
    links="LKT = LKT GmbH",
)
CRRC = evidence(
    "https://zeitung.example/3",
    "Company China Railway Rolling Stock, Region Peking, Company LKT GmbH",
    "China Railway Rolling Stock LOCATED_IN Peking",
    "China Railway Rolling Stock MET LKT GmbH 2018 0.95",
)
OTHER = evidence(
    "https://zeitung.example/4",
    "Company LKT, Company Licht Kraft Technik, City Lübben",
    "Licht Kraft Technik LOCATED_IN Lübben",
    links="LKT = Licht Kraft Technik",
)
ALL = [LKT, VISIT, CRRC, OTHER]


def put_all(graph: Graph, articles: list[Evidence]) -> str:
    for article in articles:
        graph.put(article)
    return graph.digest()


def clear(graph: Graph) -> None:
    for article in list(graph.ids()):
        graph.forget(article)


def edges(graph: Graph, relation: str) -> list[list]:
    return graph.read(
        f"MATCH (a:Entity)-[r:{relation}]->(b:Entity) RETURN a.name, b.name, r ORDER BY a.key, b.key"
    ).rows


def names_of_entities(graph: Graph) -> set[tuple[str, ...]]:
    return {tuple(row[0]) for row in graph.read("MATCH (e:Entity) WHERE size(e.names) > 0 RETURN e.names").rows}


def test_any_order_gives_the_same_digest_and_so_does_a_rebuild(graph: Graph) -> None:
    digests = set()
    for order in list(itertools.permutations(ALL))[::4]:
        digests.add(put_all(graph, list(order)))
        clear(graph)
    assert len(digests) == 1
    put_all(graph, ALL)
    assert graph.rebuild() == Changes()
    assert {graph.digest()} == digests


def test_every_step_equals_a_rebuild(graph: Graph) -> None:
    for article in ALL:
        graph.put(article)
        before = graph.digest()
        graph.rebuild()
        assert graph.digest() == before
    for article in ALL:
        graph.forget(article.article.id)
        before = graph.digest()
        graph.rebuild()
        assert graph.digest() == before


def test_one_run_or_many_give_the_same_digest(open_graph, graph: Graph) -> None:
    from plain_identity import TestResolver

    whole = put_all(graph, ALL)
    clear(graph)
    for article in reversed(ALL):
        with open_graph(resolver=TestResolver()) as again:
            again.put(article)
    assert graph.digest() == whole


def test_putting_an_article_twice_changes_nothing(graph: Graph) -> None:
    digest = put_all(graph, ALL)
    for article in ALL:
        assert graph.put(article) == Changes()
    assert graph.digest() == digest


def test_forgetting_and_putting_again_gives_the_same_digest(graph: Graph) -> None:
    digest = put_all(graph, ALL)
    for article in ALL:
        gone = graph.forget(article.article.id)
        back = graph.put(article)
        assert (gone.nodes_removed, gone.edges_removed) == (back.nodes_added, back.edges_added)
        assert graph.digest() == digest


def test_an_article_that_goes_takes_only_its_own_claims(graph: Graph) -> None:
    alone = put_all(graph, [LKT])
    put_all(graph, [VISIT, CRRC])
    graph.forget(VISIT.article.id)
    graph.forget(CRRC.article.id)
    assert graph.digest() == alone


def test_an_article_that_changes_takes_only_its_own_claims(graph: Graph) -> None:
    changed = evidence(
        LKT.article.url, "Company LKT, Company Siemens", "LKT SUPPORTED_BY Siemens", text="Ein anderer Text."
    )
    graph.put(VISIT)
    graph.put(changed)
    want = graph.digest()
    graph.forget(changed.article.id)
    graph.put(LKT)
    changes = graph.put(changed)
    assert graph.digest() == want
    assert changes == Changes(1, 3, 1, 4), "CRRC, Luckau and Dahme-Spreewald go with their edges, Siemens comes"


def test_a_later_article_joins_two_names_and_its_going_parts_them(graph: Graph) -> None:
    graph.put(evidence("u:1", "Company LKT, Company CRRC", "CRRC MET LKT"))
    graph.put(evidence("u:2", "Company LKT GmbH, Company CRRC", "CRRC MET LKT GmbH"))
    parted = graph.digest()
    assert names_of_entities(graph) == {("body:crrc",), ("body:lkt",), ("body:lkt gmbh",)}
    join = evidence("u:3", "Company LKT, Company LKT GmbH", links="LKT = LKT GmbH")
    assert graph.put(join) == Changes(0, 1, 0, 1)
    assert names_of_entities(graph) == {("body:crrc",), ("body:lkt", "body:lkt gmbh")}
    [[_, _, met]] = edges(graph, "MET")
    assert met.properties["articles"] == 2
    graph.forget(join.article.id)
    assert graph.digest() == parted


def test_an_alias_that_becomes_ambiguous_links_to_none(graph: Graph) -> None:
    graph.put(evidence("u:1", "Company LKT, Company Lausitzer Klärtechnik", links="LKT = Lausitzer Klärtechnik"))
    assert ("body:lausitzer klärtechnik", "body:lkt") in names_of_entities(graph)
    second = evidence("u:2", "Company LKT, Company Licht Kraft", links="LKT = Licht Kraft")
    graph.put(second)
    assert names_of_entities(graph) == {("body:lkt",), ("body:lausitzer klärtechnik",), ("body:licht kraft",)}
    graph.forget(second.article.id)
    assert names_of_entities(graph) == {("body:lausitzer klärtechnik", "body:lkt")}


def test_denied_statements_are_kept_and_make_no_edge(graph: Graph) -> None:
    graph.put(evidence("u:1", "Company LKT, Company CRRC", "CRRC MET LKT denied"))
    assert edges(graph, "MET") == []
    assert graph.read("MATCH (s:Statement) RETURN s.modality").rows == [["denied"]]
    assert graph.status().statements == 1


def test_a_planned_edge_becomes_a_fact_with_an_asserted_statement_and_back(graph: Graph) -> None:
    graph.put(evidence("u:1", "Company LKT, Country China", "LKT VISITED China planned 2020 0.99"))
    [[_, _, visited]] = edges(graph, "VISITED")
    assert visited.properties["planned"] is True
    done = evidence("u:2", "Company LKT, Country China", "LKT VISITED China 2021-03 0.5")
    assert graph.put(done) == Changes()
    [[_, _, visited]] = edges(graph, "VISITED")
    assert visited.properties["planned"] is False
    assert visited.properties["sentence"] == "Satz: LKT VISITED China 2021-03 0.5"
    assert (visited.properties["first_date"], visited.properties["last_date"]) == ("2021-03", "2021-03")
    assert visited.properties["articles"] == 2
    graph.forget(done.article.id)
    [[_, _, visited]] = edges(graph, "VISITED")
    assert visited.properties["planned"] is True


def test_syndicated_text_counts_once_and_is_listed_twice(graph: Graph) -> None:
    for url in ("u:b", "u:a"):
        graph.put(evidence(url, "Company LKT, Company CRRC", "CRRC MET LKT", text="Wortgleich."))
    graph.put(evidence("u:c", "Company LKT, Company CRRC", "CRRC MET LKT 0.5"))
    [[_, _, met]] = edges(graph, "MET")
    assert met.properties["articles"] == 2
    assert met.properties["source"] == "u:a"
    assert met.properties["sources"] == ["u:a", "u:b"]
    assert graph.read("MATCH (e:Entity {key: 'body:lkt'}) RETURN e.articles").rows == [[2]]
    whole = graph.digest()
    copy = evidence("u:a", "Company LKT, Company CRRC", "CRRC MET LKT", text="Wortgleich.")
    graph.forget(copy.article.id)
    assert graph.read("MATCH (e:Entity {key: 'body:lkt'}) RETURN e.articles").rows == [[2]]
    graph.put(copy)
    assert graph.digest() == whole


def test_an_entity_that_is_not_mentioned_is_not_shown(graph: Graph) -> None:
    silent = evidence("u:1", "Company LKT, Company CRRC", "CRRC MET LKT", mentions=0)
    assert graph.put(silent) == Changes()
    assert graph.read("MATCH (e:Entity) RETURN e").rows == []
    assert graph.put(evidence("u:2", "Company LKT, Company CRRC")) == Changes(2, 0, 1, 0)
    assert graph.read("MATCH (e:Entity) RETURN DISTINCT e.articles").rows == [[1]]
    assert graph.rebuild() == Changes()
    assert graph.forget(evidence("u:2", "Company LKT").article.id) == Changes(0, 2, 0, 1)


def test_undirected_relations_are_stored_once_in_key_order(graph: Graph) -> None:
    graph.put(evidence("u:1", "Company LKT, Company CRRC", "LKT MET CRRC"))
    graph.put(evidence("u:2", "Company LKT, Company CRRC", "CRRC MET LKT"))
    graph.put(evidence("u:3", "Company LKT, Company CRRC", "LKT SUPPORTED_BY CRRC", "CRRC SUPPORTED_BY LKT"))
    assert [row[:2] for row in edges(graph, "MET")] == [["CRRC", "LKT"]]
    assert [row[:2] for row in edges(graph, "SUPPORTED_BY")] == [["CRRC", "LKT"], ["LKT", "CRRC"]]


def test_a_statement_between_two_names_of_one_entity_makes_no_edge(graph: Graph) -> None:
    graph.put(evidence("u:1", "Company LKT, Company LKT GmbH", "LKT MET LKT GmbH", links="LKT = LKT GmbH"))
    assert edges(graph, "MET") == []


def test_nothing_is_left_when_the_last_article_goes(graph: Graph) -> None:
    put_all(graph, ALL)
    clear(graph)
    left = graph.read("MATCH (n) WHERE NOT n:Schema AND NOT n:State RETURN labels(n), properties(n)").rows
    assert left == []
    assert graph.read("MATCH ()-[r]->() RETURN count(r)").rows == [[0]]


def test_places_lie_in_each_other_by_reference_data(graph: Graph) -> None:
    graph.put(evidence("u:1", "City Luckau, Company LKT", "LKT LOCATED_IN Luckau"))
    graph.put(evidence("u:2", "City Lübben, Region Dahme-Spreewald", "Lübben LOCATED_IN Dahme-Spreewald"))
    chain = (
        "MATCH (p:Entity)-[r:LOCATED_IN {inferred: true}]->(q:Entity) RETURN p.name, q.name, r.articles ORDER BY p.key"
    )
    assert graph.read(chain).rows == [
        ["Brandenburg", "Deutschland", 0],
        ["Dahme-Spreewald", "Brandenburg", 0],
        ["Luckau", "Dahme-Spreewald", 0],
        ["Lübben", "Dahme-Spreewald", 1],
    ]
    for article in list(graph.ids()):
        graph.rebuild()
        digest = graph.digest()
        assert graph.rebuild() == Changes()
        assert graph.digest() == digest
        graph.forget(article)
    assert graph.status().entities == {}


def test_a_label_follows_the_majority(graph: Graph) -> None:
    graph.put(evidence("u:1", "Company IHK, Company CRRC", "CRRC MET IHK"))
    graph.put(evidence("u:2", "Agency IHK"))
    graph.put(evidence("u:3", "Agency IHK"))
    row = graph.read("MATCH (e:Agency {key: 'body:ihk'})-[r:MET]-(o) RETURN labels(e), o.name").rows
    assert [(set(labels), name) for labels, name in row] == [({"Entity", "Agency"}, "CRRC")]
    digest = graph.digest()
    graph.rebuild()
    assert graph.digest() == digest


def test_another_judgement_rebuilds_on_the_next_write(open_graph, graph: Graph) -> None:
    from plain_identity import TestResolver

    graph.put(evidence("u:1", "Company LKT, Company Klärtechnik"))
    apart = graph.digest()
    judged = TestResolver("2", same=[("body:lkt", "body:klärtechnik")])
    with open_graph(resolver=judged) as again:
        again.put(evidence("u:2", "Company CRRC"))
        assert ("body:klärtechnik", "body:lkt") in names_of_entities(again)
        again.forget(evidence("u:2", "Company CRRC").article.id)
    with open_graph(resolver=TestResolver()) as again:
        again.rebuild()
        assert again.digest() == apart


def test_a_name_is_data_whatever_it_holds(graph: Graph) -> None:
    names = ['O\'Neill "GmbH"', "a`b", "}) DETACH DELETE n //", "\\u0027 {x: 1}", "$p", "名", "e\u0301"]
    graph.put(evidence("u:0", "Company CRRC"))
    for name in names:
        graph.put(evidence(f"u:{name}", f"Company {name}, Company CRRC", f"{name} MET CRRC", title=name))
        assert graph.read("MATCH (e:Entity {name: $name})-[r:MET]-() RETURN r.title", {"name": name}).rows == [[name]]
    found = {row[0] for row in graph.read("MATCH (e:Entity) RETURN e.name").rows}
    assert found == {"CRRC", *names}
    digest = graph.digest()
    graph.rebuild()
    assert graph.digest() == digest
