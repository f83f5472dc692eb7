"""A rebuild that breaks off is finished by whoever opens next; nobody sees half a projection."""

from __future__ import annotations

import pytest
from makers import series
from plain_identity import TestResolver
from processes import line, worker

from handelsgraph.errors import DatabaseError, DataLockedError
from handelsgraph.graph import Changes, state

pytestmark = pytest.mark.slow


def test_a_killed_rebuild_is_finished_by_the_next_reader(open_graph, settings, monkeypatch) -> None:
    monkeypatch.setattr(state, "FRESH_SECONDS", 0)
    with open_graph(resolver=TestResolver()) as graph:
        for item in series(30):
            graph.put(item)
        digest = graph.digest()
    for lines in (1, 3):
        process = worker(settings, "rebuild")
        for _ in range(lines):
            line(process)
        process.kill()
        process.wait()
        with open_graph("read", resolver=TestResolver()) as graph:
            assert graph.digest() == digest
            assert not graph.status().rebuilding


class BrokenResolver(TestResolver):
    """Fails as soon as the old projection is gone."""

    def resolve(self, names, links):
        raise KeyboardInterrupt


def test_a_projection_that_is_not_finished_is_not_shown(open_graph, engine, monkeypatch) -> None:
    with open_graph(resolver=TestResolver()) as graph:
        for item in series(3):
            graph.put(item)
        digest = graph.digest()
    with open_graph(resolver=TestResolver()) as graph:
        graph.put(series(3)[0])
        with pytest.raises(KeyboardInterrupt), open_graph(resolver=BrokenResolver()) as other:
            other.rebuild()
        with pytest.raises(DatabaseError, match="being rebuilt"):
            graph.put(series(4)[3])
        if engine.name != "embedded":
            with pytest.raises(DataLockedError, match="being rebuilt"), open_graph("read", resolver=TestResolver()):
                pass
            monkeypatch.setattr(state, "FRESH_SECONDS", 0)
        with open_graph("read", resolver=TestResolver()) as reader:
            assert reader.digest() == digest
        assert graph.put(series(3)[0]) == Changes()


def test_progress_counts_up_to_the_total(open_graph) -> None:
    seen = []
    with open_graph(resolver=TestResolver()) as graph:
        for item in series(5):
            graph.put(item)
        graph.rebuild(lambda done, total: seen.append((done, total)))
    assert seen == sorted(seen)
    assert seen[-1][0] == seen[-1][1] > 0
