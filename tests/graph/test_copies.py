"""Copies of a text: found as articles come and go in any order, counted once, listed as further sources."""

from __future__ import annotations

import random
from itertools import permutations

import copy_texts
import pytest
from makers import evidence
from model import digest_of, expected_lines
from plain_identity import TestResolver

from handelsgraph.evidence import Evidence
from handelsgraph.graph import Changes, Graph
from handelsgraph.graph.restore import Watch

NOTE, BOTH, OTHER = copy_texts.CHAIN
NAMES = "Company LKT, Company CRRC"


def item(name: str, text: str, published: str | None = None, claim: str = "CRRC MET LKT 0.9") -> Evidence:
    return evidence(
        f"https://{name}.example/1", NAMES, claim, text=text, **({"published": published} if published else {})
    )


def meeting(graph: Graph) -> dict:
    [[found]] = graph.read("MATCH (:Entity)-[r:MET]->(:Entity) RETURN properties(r)").rows
    return found


def originals(graph: Graph) -> dict[str, str]:
    found = graph.read("MATCH (a:Article) MATCH (o:Article {id: a.original}) RETURN a.url, o.url").rows
    return {url.split("/")[2].split(".")[0]: original.split("/")[2].split(".")[0] for url, original in found}


def test_edited_copies_count_once_and_are_told_by_the_first(graph: Graph) -> None:
    graph.put(item("bote", copy_texts.EDITED[0], "2019-05-03", "CRRC MET LKT 0.99"))
    graph.put(item("zeitung", copy_texts.EDITED[1]))
    changes = graph.put(item("amt", NOTE, "2019-05-02", "CRRC MET LKT 0.6"))
    assert changes == Changes()
    assert changes.copy_of == "https://bote.example/1"
    found = meeting(graph)
    assert (found["articles"], found["confidence"], found["reported"]) == (1, 0.6, ["2019-05-02"])
    assert found["source"] == "https://amt.example/1"
    assert found["sources"] == [f"https://{name}.example/1" for name in ("amt", "bote", "zeitung")]
    assert originals(graph) == dict.fromkeys(("amt", "bote", "zeitung"), "amt")


def test_another_report_counts_by_itself(graph: Graph) -> None:
    for name, text in (("amt", NOTE), ("bote", copy_texts.template(1)), ("zeitung", OTHER)):
        assert graph.put(item(name, text)).copy_of is None
    assert meeting(graph)["articles"] == 3


def test_a_copy_says_of_which_article_it_is_one(graph: Graph) -> None:
    assert graph.put(item("amt", NOTE, "2019-05-02")).copy_of is None
    assert graph.put(item("bote", NOTE, "2019-05-03")).copy_of == "https://amt.example/1"
    assert graph.put(item("amt", NOTE, "2019-05-04")).copy_of == "https://bote.example/1"
    assert originals(graph) == {"amt": "bote", "bote": "bote"}


def test_what_hangs_together_only_over_one_article_falls_apart_when_it_goes(graph: Graph) -> None:
    for name, text in zip(("a", "b", "c"), copy_texts.CHAIN, strict=True):
        graph.put(item(name, text))
    assert (originals(graph), meeting(graph)["articles"]) == (dict.fromkeys("abc", "a"), 1)
    graph.put(item("b", "Ganz etwas anderes."))
    assert (originals(graph), meeting(graph)["articles"]) == ({"a": "a", "b": "b", "c": "c"}, 3)
    graph.put(item("b", BOTH, "2018"))
    assert (originals(graph), meeting(graph)["articles"]) == (dict.fromkeys("abc", "b"), 1)
    graph.forget(item("b", BOTH).article.id)
    assert (originals(graph), meeting(graph)["articles"]) == ({"a": "a", "c": "c"}, 2)
    for name in ("a", "c"):
        graph.forget(item(name, "").article.id)
    assert graph.read("MATCH (b:Band) RETURN count(b)").rows == [[0]]


def test_copies_do_not_outvote_others_on_a_name(graph: Graph) -> None:
    for name, text in (("a", NOTE), ("b", copy_texts.EDITED[0]), ("c", copy_texts.EDITED[1])):
        graph.put(evidence(f"https://{name}.example/1", "Company Wanderer", text=text))
    for name in "de":
        graph.put(evidence(f"https://{name}.example/1", "Agency Wanderer", text=f"Wortlaut {name}."))
    assert graph.read("MATCH (e:Agency) RETURN e.name, e.articles").rows == [["Wanderer", 3]]


def test_short_texts_have_to_have_the_same_words(graph: Graph) -> None:
    text = "Der Landrat hat am Montag Gäste aus Peking im Kreishaus empfangen."
    graph.put(item("a", text))
    graph.put(item("b", text.upper() + "\n"))
    graph.put(item("c", text.replace("Montag", "Freitag")))
    assert originals(graph) == {"a": "a", "b": "a", "c": "c"}


@pytest.mark.parametrize("seed", range(3))
def test_any_order_gives_the_graph_that_the_evidence_makes(graph: Graph, seed: int) -> None:
    chance = random.Random(seed)
    texts = [*copy_texts.CHAIN, *copy_texts.EDITED, copy_texts.template(1), "Kurz."]
    dates = ["2019-05-03", "2019", "2018-01-01", None]
    items = [
        item(f"z{n}", text, chance.choice(dates), f"CRRC MET LKT 0.{chance.randint(5, 9)}")
        for n, text in enumerate(texts)
    ]
    there: dict[str, Evidence] = {}
    for one in chance.sample(items, len(items)):
        graph.put(one)
        there[one.article.id] = one
    changed = item("z0", OTHER, "2017")
    graph.put(changed)
    there[changed.article.id] = changed
    for gone in chance.sample(sorted(there), 2):
        graph.forget(gone)
        del there[gone]
    assert graph.digest() == digest_of(expected_lines(there.values(), TestResolver()))
    assert graph.rebuild() == Changes()
    assert graph.digest() == digest_of(expected_lines(there.values(), TestResolver()))


@pytest.mark.slow
def test_the_order_of_ingest_does_not_matter(graph: Graph) -> None:
    items = [item(name, text) for name, text in zip("abc", copy_texts.CHAIN, strict=True)]
    digests = set()
    for order in permutations(items):
        for one in order:
            graph.put(one)
        digests.add(graph.digest())
        for one in order:
            graph.forget(one.article.id)
    assert len(digests) == 1


def test_a_graph_of_before_gets_its_groups_by_a_rebuild(graph: Graph) -> None:
    for name, text in zip(("a", "b", "c"), copy_texts.CHAIN, strict=True):
        graph.put(item(name, text))
    digest = graph.digest()
    graph._sessions.write(lambda tx: tx.rows("MATCH (b:Band) DELETE b"))
    graph._sessions.write(lambda tx: tx.rows("MATCH (a:Article) REMOVE a.bands, a.original"))
    graph.rebuild()
    assert graph.digest() == digest
    assert graph.put(item("d", copy_texts.EDITED[1])).copy_of == "https://a.example/1"


def test_copies_move_to_another_graph(graph: Graph) -> None:
    for name, text in zip(("a", "b", "c"), copy_texts.CHAIN, strict=True):
        graph.put(item(name, text))
    digest, taken = graph.digest(), [*graph.evidence()]
    for one in taken:
        graph.forget(one.article.id)
    graph.restore(taken, len(taken), Watch())
    assert graph.digest() == digest
