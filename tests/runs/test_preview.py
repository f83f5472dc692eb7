"""Which edges a new version of the extractor would add and remove, on every engine; nothing may change."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import meetings
import pytest
from later import Later, articles, fill

from handelsgraph.errors import DatabaseError
from handelsgraph.graph import Graph
from handelsgraph.places import Gazetteer
from handelsgraph.reading import Reading
from handelsgraph.runs.preview import Preview, preview
from handelsgraph.runs.reextract import reextract

pytestmark = pytest.mark.slow

_EDGES = "MATCH (a:Entity)-[r]->(b:Entity) RETURN a.name, type(r), b.name, r.sentence"


def look(graph: Graph, gazetteer: Gazetteer, extractor: meetings.Meetings, **options: Any) -> Preview | None:
    return preview(graph, extractor, gazetteer, lambda *_: None, **options)  # type: ignore[arg-type]


def whole(graph: Graph) -> tuple[Any, ...]:
    status = replace(graph.status(), engine=None)  # type: ignore[arg-type]  # its port is another each time
    return graph.digest(), status, graph.revision(), list(graph.evidence())


def edges(graph: Graph) -> set[tuple[str, ...]]:
    return {tuple(row) for row in graph.read(_EDGES).rows}


@pytest.mark.parametrize("workers", [1, 3])
def test_it_shows_what_reextract_then_does(open_graph: Any, gazetteer: Gazetteer, workers: int) -> None:
    with open_graph() as graph:
        fill(graph, gazetteer, articles())
        before, was = whole(graph), edges(graph)
        steps: list[tuple[int, int, str]] = []
        found = preview(graph, Later(), gazetteer, lambda *step: steps.append(step), workers=workers)  # type: ignore[arg-type]
        assert whole(graph) == before
        assert found is not None
        assert (found.due, found.failures, found.version) == (5, [], "meetings 2")
        assert steps == [(n, 5, what) for what in ("reading", "comparing") for n in range(1, 6)]

        reextract(graph, Later(), gazetteer, lambda _: None)  # type: ignore[arg-type]
        shown = [
            {(edge.subject, edge.type, edge.object, edge.sentence) for edge in some}
            for some in (found.difference.added, found.difference.removed)
        ]
        assert shown == [edges(graph) - was, was - edges(graph)]
        (come, *_) = found.difference.added
        assert (come.articles, come.planned, come.title) == (1, False, "Nummer 5")
        assert (come.published, come.source) == ("2024-05-01", "https://example.org/5")
        assert look(graph, gazetteer, Later()) == Preview("meetings 2", 0, type(found.difference)((), ()), [])


def test_articles_are_counted_as_they_would_be(open_graph: Any, gazetteer: Gazetteer) -> None:
    told = "Die Falke GmbH rief die Adler GmbH."
    some = articles({1: told, 2: f"{told} Das war am Morgen in der Stadt.", 3: f"Am Abend hieß es wieder: {told}"})
    with open_graph() as graph:
        fill(graph, gazetteer, some)
        found = look(graph, gazetteer, Later())
        assert found is not None
        reextract(graph, Later(), gazetteer, lambda _: None)  # type: ignore[arg-type]
        rows = graph.read("MATCH ()-[r:MET]->() RETURN r.articles, r.sentence, r.source, r.title, r.published").rows
        told_of = [
            [edge.articles, edge.sentence, edge.source, edge.title, edge.published] for edge in found.difference.added
        ]
        assert told_of == rows
        assert rows[0][0] == 3


def test_an_edge_that_changes_its_article_neither_comes_nor_goes(open_graph: Any, gazetteer: Gazetteer) -> None:
    texts = {n: f"Die Adler{n // 2} GmbH {'rief' if n % 2 else 'traf'} die Geier GmbH." for n in range(16)}
    some = articles(texts)
    losers = [article.text for article in some].index
    firsts = {losers(texts[n]) < losers(texts[n + 1]) for n in range(0, 16, 2)}
    assert firsts == {True, False}  # both orders happen: first gone, then back; and first told twice, then once
    with open_graph() as graph:
        fill(graph, gazetteer, some)
        found = look(graph, gazetteer, Later())
        assert found is not None
        assert (found.due, found.difference.added, found.difference.removed) == (16, (), ())


def test_faults_are_told_and_their_articles_keep_what_they_have(open_graph: Any, gazetteer: Gazetteer) -> None:
    class Faulty(Later):
        def extract(self, text: str, date: str | None = None) -> Reading:
            if "Elster GmbH traf" in text:
                raise ValueError("cannot read this")
            reading = super().extract(text, date)
            if "Bussard" not in text:
                return reading
            return replace(reading, statements=tuple(replace(told, sentence="\ud800") for told in reading.statements))

    with open_graph() as graph:
        fill(graph, gazetteer, articles())
        found = look(graph, gazetteer, Faulty())
        assert found is not None
        assert {one.url[-1]: one.reason for one in found.failures} == {
            "1": "'https://example.org/1': the text holds characters that are no Unicode",
            "4": "ValueError: cannot read this",
        }
        assert [(edge.subject, edge.object) for edge in found.difference.removed] == [("Adler GmbH", "Geier GmbH")]


@pytest.mark.parametrize("calls", [3, 9])
def test_it_can_be_stopped_while_reading_and_while_comparing(open_graph: Any, gazetteer: Gazetteer, calls: int) -> None:
    with open_graph() as graph:
        fill(graph, gazetteer, articles())
        before = whole(graph)
        asked = iter([False] * (calls - 1) + [True] * 20)
        assert look(graph, gazetteer, Later(), stop=lambda: next(asked)) is None
        assert whole(graph) == before


def test_other_judgements_have_to_be_applied_first(open_graph: Any, gazetteer: Gazetteer, tmp_path: Path) -> None:
    judgements = tmp_path / "judgements.toml"
    with open_graph() as graph:
        fill(graph, gazetteer, articles())
        before = whole(graph)
    judgements.write_text('same = [["Adler GmbH", "Bussard GmbH"]]\n', encoding="utf-8")
    with open_graph(judgements=judgements) as graph:
        with pytest.raises(DatabaseError, match="other identity rules or judgements"):
            look(graph, gazetteer, Later())
        assert whole(graph) == before
        graph.rebuild()
        assert look(graph, gazetteer, Later()) is not None
