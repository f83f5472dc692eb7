"""The graph's tests run with a plain identity of their own (see plain_identity.py)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from plain_identity import TestResolver

from handelsgraph.graph import Graph


@pytest.fixture
def graph(open_graph) -> Iterator[Graph]:
    """An empty graph, opened for writing."""
    with open_graph(resolver=TestResolver()) as opened:
        yield opened
