"""The example of every question, on every engine: its answer is the one worked out by hand, and the page shows it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import gold
import pytest
from worked_out import EXAMPLES

from handelsgraph.graph import Graph
from handelsgraph.queries import Kind, Query, Result, catalogue, run
from handelsgraph.queries.browser import example_values
from handelsgraph.queries.page import page

pytestmark = pytest.mark.slow

PAGE = Path(__file__).parents[2] / "docs" / "questions.md"
QUERIES = catalogue()
Answered = Callable[..., Result]


@pytest.fixture(scope="module")
def answered(gold_graph: Graph) -> Answered:
    """Gives the answer to the example of a question, with or without the evidence; each is asked once."""
    return cache(
        lambda name, evidence=False: run(gold_graph, QUERIES[name], QUERIES[name].example(), evidence=evidence)
    )


def named(value: Any) -> Any:
    """Return a cell with the annotated names for those the graph shows, and lists as tuples."""
    if isinstance(value, list):
        return tuple(named(v) for v in value)
    return gold.canonical().get(value, value) if isinstance(value, str) else value


@pytest.mark.parametrize("query", QUERIES.values(), ids=lambda q: q.name)
def test_the_example_is_answered_as_worked_out(answered: Answered, query: Query) -> None:
    columns, expected = EXAMPLES[query.name]
    result = answered(query.name, evidence=True)
    assert result.columns == list(query.all_columns(evidence=True))
    places = [result.columns.index(column) for column in columns.split()]
    rows = [tuple(named(row[i]) for i in places) for row in result.rows]
    match expected:
        case list():
            assert rows == expected
        case set():
            assert set(rows) == expected
            assert len(rows) == len(expected)
        case _:
            assert expected <= set(rows)


@pytest.mark.parametrize("query", [q for q in QUERIES.values() if q.dealings], ids=lambda q: q.name)
def test_every_row_of_a_dealing_has_its_evidence(answered: Answered, query: Query) -> None:
    result = answered(query.name, evidence=True)
    nodes, edges = {node.id for node in result.nodes}, {edge.id: edge for edge in result.edges}
    assert len(nodes) == len(result.nodes)
    assert {end for edge in edges.values() for end in (edge.start, edge.end)} <= nodes
    place = result.columns.index("sentence")
    for row, links in zip(result.rows, result.row_edges, strict=True):
        assert links
        sentences = row[place] if isinstance(row[place], list) else [row[place]]
        assert all(sentences)
        assert set(sentences) <= {edges[link].properties["sentence"] for link in links}


@pytest.mark.parametrize("query", QUERIES.values(), ids=lambda q: q.name)
def test_the_parameters_for_the_browser_are_those_of_the_example(answered: Answered, query: Query) -> None:
    """Apart from keys that only the graph knows: which name of a body is its key depends on all of its names."""
    values, known = answered(query.name).parameters, example_values(query)
    assert known.keys() == values.keys()
    for name, parameter in query.parameters.items():
        if parameter.type in (Kind.REGION, Kind.PLACE) or not (parameter.type.labels or parameter.type is Kind.ARTICLE):
            assert known[name] == values[name]


def test_the_page_of_the_catalogue_is_up_to_date(answered: Answered) -> None:
    answers = {name: answered(name) for name in QUERIES}
    assert PAGE.read_text(encoding="utf-8") == page(QUERIES.values(), answers), "run tools/write_catalogue.py"


def test_every_question_is_complete() -> None:
    groups = {"who-knows-whom", "travel", "co-operation", "events", "support", "people", "evidence"}
    assert {query.group for query in QUERIES.values()} == groups
    assert len(QUERIES) >= 30
    assert all(query.purpose for query in QUERIES.values())
    assert EXAMPLES.keys() == QUERIES.keys()
