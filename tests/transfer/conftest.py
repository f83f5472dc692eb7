from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from makers import series
from plain_identity import TestResolver

from handelsgraph import transfer
from handelsgraph.graph import Graph, open_graph
from handelsgraph.settings import Settings


@pytest.fixture
def graph(open_graph) -> Iterator[Graph]:
    """An empty graph on each engine at hand."""
    with open_graph(resolver=TestResolver()) as opened:
        yield opened


@pytest.fixture
def embedded(tmp_path: Path) -> Iterator[Graph]:
    """A further graph, always on the embedded engine."""
    with open_graph(Settings(data=tmp_path / "other", neo4j_uri=None), access="write", resolver=TestResolver()) as it:
        yield it


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An export of ten articles, to read only."""
    folder = tmp_path_factory.mktemp("exported")
    settings = Settings(data=folder / "data", neo4j_uri=None)
    with open_graph(settings, access="write", resolver=TestResolver()) as graph:
        for item in series(10):
            graph.put(item)
        transfer.export(graph, folder / "export", None)
    return folder / "export"
