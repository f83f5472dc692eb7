"""The annotated articles as a graph: facts known by hand, so that queries are tested apart from the model."""

from __future__ import annotations

from collections.abc import Iterator

import engines
import gold
import pytest

from handelsgraph.errors import HandelsgraphError
from handelsgraph.graph import Graph, open_graph
from handelsgraph.identity import evidence_of
from handelsgraph.places import Gazetteer
from handelsgraph.settings import Settings


@pytest.fixture(scope="module")
def gold_settings(engine: engines.TestEngine, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings that open the graph of the annotated articles."""
    settings = engine.settings_in(tmp_path_factory.mktemp("gold"))
    articles = gold.load()
    if settings.neo4j_uri:
        if _holds(settings, {article.id for article, _ in articles}):
            return settings
        engines.empty(settings, schema=False)
    gazetteer = Gazetteer.load()
    with open_graph(settings, access="write") as graph:
        for article, reading in articles:
            graph.put(evidence_of(article, reading, gazetteer))
    return settings


def _holds(settings: Settings, articles: set[str]) -> bool:
    """Whether the module before has left the graph on the server."""
    try:
        with open_graph(settings, access="read") as graph:
            return set(graph.known()) == articles
    except HandelsgraphError:
        return False


@pytest.fixture(scope="module")
def gold_graph(gold_settings: Settings) -> Iterator[Graph]:
    """The graph of the annotated articles."""
    with open_graph(gold_settings, access="read") as graph:
        yield graph
