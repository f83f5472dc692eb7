"""Copies of a text: found as articles come and go in any order, counted once, listed as further sources."""

from __future__ import annotations

import random
from itertools import permutations

import copy_texts
import pytest
from makers import evidence
from model import digest_of, expected_lines
from plain_identity import TestResolver

from handelsgraph.copies import are_copies
from handelsgraph.evidence import Evidence
from handelsgraph.graph import Changes, Graph, bands, grouping, meetings, regroup
from handelsgraph.graph.restore import Watch

pytestmark = pytest.mark.slow

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


@pytest.mark.parametrize("seed", range(3))
def test_where_a_template_crowds_the_bands_any_order_gives_the_same(
    graph: Graph, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    for module in (bands, meetings, regroup):
        monkeypatch.setattr(module, "CROWD", 3)
    chance = random.Random(seed)
    notes = [copy_texts.template(n) for n in range(6)]
    texts = [*notes, *(edit(note) for note in notes for edit in copy_texts.EDITS), notes[0].replace("\n", "  "), BOTH]
    there: dict[str, Evidence] = {}
    filled = drained = False
    for step in range(30):
        one = item(f"z{chance.randrange(16)}", chance.choice(texts), chance.choice(["2019-05-03", "2019", None]))
        before = crowds(graph)
        if one.article.id in there and chance.random() < 0.4:
            graph.forget(one.article.id)
            del there[one.article.id]
        else:
            graph.put(one)
            there[one.article.id] = one
        filled |= bool(crowds(graph) - before)
        drained |= bool(before - crowds(graph))
        assert graph.digest() == digest_of(expected_lines(there.values(), TestResolver(), 3)), step
    assert filled
    assert drained
    assert len({*originals(graph).values()}) < len(there)
    graph.rebuild()
    assert graph.digest() == digest_of(expected_lines(there.values(), TestResolver(), 3))
    for article in there:
        graph.forget(article)
    assert graph.read("MATCH (b:Band) RETURN count(b)").rows == [[0]]


def crowds(graph: Graph) -> set[str]:
    """Return the bands in which more than three wordings meet."""
    found = graph.read("MATCH (b:Band) WITH b.key AS key, count(b) AS number WHERE number > 3 RETURN key").rows
    return {key for [key] in found}


def test_a_note_of_a_template_is_compared_with_a_few_others_only(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (bands, meetings, regroup):
        monkeypatch.setattr(module, "CROWD", 4)
    compared: list[int] = []
    for module in (grouping, regroup):
        monkeypatch.setattr(module, "are_copies", lambda one, other: compared.append(1) or are_copies(one, other))
    for n in range(30):
        graph.put(item(f"z{n}", copy_texts.template(n)))
        compared, rest = [], compared
        assert len(rest) <= 18 * 4
    graph.put(item("copy", copy_texts.EDITS[0](copy_texts.template(7))))
    assert originals(graph)["copy"] == "copy" or originals(graph)["z7"] == "copy"
    assert len(compared) <= 18 * 4
    compared.clear()
    graph.rebuild()
    assert len(compared) <= 30 * 18 * 4 / 2


def test_the_same_text_in_other_lines_is_a_copy_whatever_is_furniture_in_it(graph: Graph) -> None:
    graph.put(item("a", NOTE + "\nTeilen\nDrucken"))
    graph.put(item("b", (NOTE + "\nTeilen\nDrucken").replace("\n", " ")))
    assert originals(graph) == {"a": "a", "b": "a"}


def test_articles_that_an_import_changes_get_other_groups(graph: Graph) -> None:
    graph.put(item("a", NOTE))
    graph.put(item("b", copy_texts.EDITED[0]))
    changed = [item("a", NOTE), item("b", OTHER)]
    graph.restore(changed, 2, Watch())
    assert originals(graph) == {"a": "a", "b": "b"}
    assert graph.digest() == digest_of(expected_lines(changed, TestResolver()))
    graph.forget(changed[1].article.id)
    graph.forget(changed[0].article.id)
    assert graph.read("MATCH (b:Band) RETURN count(b)").rows == [[0]]


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
    graph._sessions.write(lambda tx: tx.rows("MATCH (b:Band) SET b.key = '1111' + substring(b.key, 4)"))
    change = "SET a.bands = [band IN a.bands | '1111' + substring(band, 4)] REMOVE a.wording, a.original"
    graph._sessions.write(lambda tx: tx.rows(f"MATCH (a:Article) {change}"))
    graph.rebuild()
    assert graph.digest() == digest
    assert graph.read("MATCH (b:Band) WHERE b.key STARTS WITH '1111' RETURN count(b)").rows == [[0]]
    assert graph.put(item("d", copy_texts.EDITED[1])).copy_of == "https://a.example/1"


def test_copies_move_to_another_graph(graph: Graph) -> None:
    for name, text in zip(("a", "b", "c"), copy_texts.CHAIN, strict=True):
        graph.put(item(name, text))
    digest, taken = graph.digest(), [*graph.evidence()]
    for one in taken:
        graph.forget(one.article.id)
    graph.restore(taken, len(taken), Watch())
    assert graph.digest() == digest
