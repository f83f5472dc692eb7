"""A graph that is moved to another engine is the same graph there."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from makers import evidence, series
from plain_identity import TestResolver

from handelsgraph import transfer
from handelsgraph.errors import DatabaseError
from handelsgraph.evidence import AliasLink, Claim, Evidence, NameUse
from handelsgraph.graph import Changes, Graph, Watch, open_graph
from handelsgraph.schema import RELATIONS, Label, Modality
from handelsgraph.settings import Settings
from handelsgraph.transfer.lines import read_lines, write_lines
from handelsgraph.transfer.record import record_of

pytestmark = pytest.mark.slow


def move(source: Graph, target: Graph, folder: Path, **options: bool) -> transfer.Moved:
    transfer.export(source, folder, None, **options)
    return transfer.take(target, folder, transfer.verify(folder), Watch())


def test_there_and_back_gives_the_same_digest_and_the_same_bytes(embedded: Graph, graph: Graph, tmp_path) -> None:
    for item in series(30):
        embedded.put(item)
    there = move(embedded, graph, tmp_path / "there")
    assert (there.restored.new, there.same_digest, there.same_identity) == (30, True, True)
    assert graph.digest() == embedded.digest()
    with open_graph(
        Settings(data=tmp_path / "third", neo4j_uri=None), access="write", resolver=TestResolver()
    ) as third:
        assert move(graph, third, tmp_path / "back").same_digest
    first, second = ((tmp_path / name / "evidence.jsonl").read_bytes() for name in ("there", "back"))
    assert first == second


def test_a_second_import_changes_nothing(graph: Graph, tmp_path: Path) -> None:
    for item in series(12):
        graph.put(item)
    again = move(graph, graph, tmp_path / "export")
    assert (again.restored.new, again.restored.changed, again.restored.unchanged) == (0, 0, 12)
    assert again.restored.changes == Changes()
    assert again.same_digest


def test_other_articles_stay_and_changed_ones_change(embedded: Graph, graph: Graph, tmp_path: Path) -> None:
    few, many = series(3), series(20)
    embedded.put(replace(few[0], claims=()))
    embedded.put(few[1])
    for item in [few[0], *many[2:]]:
        graph.put(item)
    moved = move(embedded, graph, tmp_path / "export")
    assert (moved.restored.new, moved.restored.changed, moved.same_digest) == (1, 1, None)
    for item in many:
        embedded.put(item)
    embedded.put(replace(few[0], claims=()))
    assert graph.digest() == embedded.digest()


def test_the_time_of_the_ingest_moves_too(embedded: Graph, graph: Graph, tmp_path: Path) -> None:
    embedded.put(replace(series(1)[0], ingested_at="2024-02-29T23:59:59.123+00:00"))
    move(embedded, graph, tmp_path / "export", compress=True)
    assert str(graph.status().last_ingest).startswith("2024-02-29T23:59:59.123")


def test_an_import_that_is_stopped_goes_on_from_there(exported: Path, graph: Graph) -> None:
    manifest = transfer.verify(exported)
    stopped = transfer.take(graph, exported, manifest, Watch(stop=lambda: True))
    assert (stopped.restored.interrupted, stopped.same_digest) == (True, None)
    assert graph.rebuild() == Changes()
    assert transfer.take(graph, exported, manifest, Watch()).same_digest


def test_an_import_that_is_killed_is_finished_by_whoever_opens_next(
    exported: Path, graph: Graph, open_graph, monkeypatch
) -> None:
    from handelsgraph.graph import rebuild, state

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(rebuild, "rebuild", killed)
        with pytest.raises(KeyboardInterrupt):
            transfer.take(graph, exported, transfer.verify(exported), Watch())
        monkeypatch.setattr(state, "FRESH_SECONDS", 0)
    monkeypatch.setattr(state, "FRESH_SECONDS", 0)
    with open_graph(resolver=TestResolver()) as again:
        assert again.digest() == json.loads((exported / "manifest.json").read_text())["digest"]


NAMES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=30)


@st.composite
def articles(draw: st.DrawFn) -> Evidence:
    """An article about names of any letters."""
    forms = draw(st.lists(NAMES, min_size=2, max_size=4, unique=True))
    uses = [
        NameUse(f"body:{form}", draw(st.sampled_from([Label.COMPANY, Label.AGENCY])), (form,), draw(st.integers(0, 3)))
        for form in forms
    ]
    claim = Claim(
        uses[0].key,
        draw(st.sampled_from([name for name, r in RELATIONS.items() if r.allows(Label.COMPANY, Label.COMPANY)])),
        uses[1].key,
        draw(st.sampled_from(Modality)),
        draw(st.sampled_from([None, "2019", "2019-11-27"])),
        draw(NAMES),
        0,
        9,
        draw(st.floats(0, 1)),
    )
    links = (AliasLink(uses[0].key, uses[-1].key),) if draw(st.booleans()) else ()
    base = evidence(f"u:{draw(st.integers(0, 9))}", "Company LKT", text=draw(NAMES), title=draw(NAMES))
    instant = "2026-01-02T03:04:05.678+00:00"
    return Evidence(base.article, base.extractor, tuple(sorted(uses, key=lambda u: u.key)), links, (claim,), instant)


@given(st.lists(articles(), max_size=4))
@settings(max_examples=60, deadline=None)
def test_any_evidence_survives_the_file(tmp_path_factory: pytest.TempPathFactory, items: list[Evidence]) -> None:
    path = tmp_path_factory.mktemp("lines") / "evidence.jsonl.gz"
    write_lines(path, map(record_of, items))
    assert [*read_lines(path)] == items


@given(st.lists(articles(), min_size=1, max_size=3))
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_graph_survives_the_move(graph: Graph, tmp_path_factory, items: list[Evidence]) -> None:
    for article in list(graph.ids()):
        graph.forget(article)
    for item in items:
        graph.put(item)
    folder = tmp_path_factory.mktemp("export") / "graph"
    manifest = transfer.export(graph, folder, None)
    for article in list(graph.ids()):
        graph.forget(article)
    assert transfer.take(graph, folder, transfer.verify(folder), Watch()).digest == manifest.digest


def test_an_export_of_a_graph_that_changes_is_given_up(graph: Graph, tmp_path: Path) -> None:
    first, second = series(2)
    graph.put(first)
    with pytest.raises(DatabaseError, match="written to"):
        transfer.export(graph, tmp_path / "export", None, lambda _title: graph.put(second))
    assert [*tmp_path.glob("*export*")] == []
