"""Copies of a text in the answers: one row for all, the others as further sources."""

from __future__ import annotations

import copy_texts
import pytest
from makers import evidence

from handelsgraph.graph import Graph
from handelsgraph.queries import catalogue, run

pytestmark = pytest.mark.slow

NAMES = "Company LKT, Company CRRC"
COPIES = ["https://bote.example/1", "https://zeitung.example/1"]


@pytest.fixture
def graph(open_graph):
    with open_graph() as opened:
        claim = "CRRC MET LKT 0.9"
        opened.put(
            evidence(
                "https://amt.example/1", NAMES, claim, text=copy_texts.CHAIN[0], published="2019-05-02", title="Amt"
            )
        )
        opened.put(
            evidence(COPIES[0], NAMES, claim, text=copy_texts.EDITED[0], published="2019-05-03", source="Der Bote")
        )
        opened.put(evidence(COPIES[1], NAMES, claim, text=copy_texts.EDITED[1], title="Neues"))
        opened.put(evidence("https://anders.example/1", NAMES, "CRRC MET LKT 0.5", published="2019-05-01"))
        yield opened


def ask(graph: Graph, name: str, evidence: bool = False, **params: str) -> list[dict]:
    result = run(graph, catalogue()[name], params, evidence=evidence)
    return [dict(zip(result.columns, row, strict=True)) for row in result.rows]


def test_evidence_of_a_row_names_the_further_sources(graph: Graph) -> None:
    [row] = ask(graph, "contacts", evidence=True, of="LKT")
    assert (row["articles"], row["source"]) == (2, "https://amt.example/1")
    assert row["further"] == f"Der Bote, 2019-05-03, {COPIES[0]}; Neues, {COPIES[1]}"


def test_evidence_between_two_shows_each_text_once(graph: Graph) -> None:
    rows = ask(graph, "evidence", one="LKT", other="CRRC")
    assert [(row["source"], row["further"]) for row in rows] == [
        ("https://amt.example/1", COPIES),
        ("https://anders.example/1", []),
    ]


def test_an_article_names_its_copies(graph: Graph) -> None:
    [row] = ask(graph, "article", article=COPIES[0])
    assert row["further"] == ["https://amt.example/1", COPIES[1]]
    [row] = ask(graph, "article", article="https://anders.example/1")
    assert row["further"] == []


def test_articles_about_an_entity_are_listed_once_with_their_copies(graph: Graph) -> None:
    rows = ask(graph, "about", entity="LKT")
    assert [(row["article"], row["source"], row["further"]) for row in rows] == [
        ("Amt", "https://amt.example/1", COPIES),
        (None, "https://anders.example/1", []),
    ]
    assert [row["source"] for row in ask(graph, "about", entity="LKT", limit="1")] == ["https://amt.example/1"]


def test_a_copy_is_shown_where_the_first_does_not_name_the_entity(graph: Graph) -> None:
    graph.put(evidence(COPIES[1], f"{NAMES}, Person Else", text=copy_texts.EDITED[1], title="Neues"))
    [row] = ask(graph, "about", entity="Else")
    assert (row["article"], row["source"], row["mentions"]) == ("Neues", COPIES[1], 1)
    assert row["further"] == ["https://amt.example/1", COPIES[0]]
