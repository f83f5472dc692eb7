"""All articles by their ids, a part at a time."""

from __future__ import annotations

import pytest
from makers import evidence

from handelsgraph.graph import Graph, article_ids


@pytest.mark.parametrize("part", [1, 4, 500])
def test_every_article_is_in_one_part_and_they_are_in_order(
    graph: Graph, monkeypatch: pytest.MonkeyPatch, part: int
) -> None:
    assert graph.is_empty()
    assert [*graph.ids()] == []
    items = [evidence(f"u:{n}", "", extractor=f"test {n % 2}") for n in range(30)]
    for item in items:
        graph.put(item)
    monkeypatch.setattr(article_ids, "_PART", part)
    assert not graph.is_empty()
    assert [*graph.ids()] == sorted(item.article.id for item in items)
    for version in ("test 0", "test 1", "test 2"):
        others = (item.article.id for item in items if item.extractor != version)
        assert [*graph.ids(not_read_by=version)] == sorted(others)
    parts = [*article_ids.parts(graph._sessions)]
    assert max(map(len, parts)) <= 3 * part + 5
    assert part < 10 or len(parts) == 1


def test_what_comes_and_goes_meanwhile_costs_no_other(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(article_ids, "_PART", 2)
    there = [evidence(f"u:{n}", "") for n in range(20)]
    for item in there:
        graph.put(item)
    found = []
    for n, key in enumerate(graph.ids()):
        found.append(key)
        graph.put(evidence(f"u:new {n}", ""))
        graph.forget(key)
    assert {item.article.id for item in there} <= {*found}
    assert found == sorted({*found})
