"""The database's schema: applied once, remembered, and never over something else's data."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from makers import evidence
from plain_identity import TestResolver

from handelsgraph.errors import SchemaMismatchError
from handelsgraph.graph import migrate
from handelsgraph.graph.embedded import open_embedded
from handelsgraph.graph.engine import Engine
from handelsgraph.graph.server import open_server
from handelsgraph.graph.session import Sessions
from handelsgraph.settings import Settings

pytestmark = pytest.mark.bare


@contextlib.contextmanager
def raw(settings: Settings) -> Iterator[tuple[Engine, Sessions]]:
    """The engine without any schema."""
    engine: Engine = open_server(settings) if settings.neo4j_uri else open_embedded(settings.data)
    try:
        yield engine, Sessions(engine)
    finally:
        engine.close()


def test_opening_again_changes_nothing(open_graph, settings) -> None:
    for _ in range(2):
        with open_graph():
            pass
        with raw(settings) as (_, sessions):
            names = sessions.read(lambda tx: [r["name"] for r in tx.rows("MATCH (s:Schema) RETURN s.name AS name")])
            assert sorted(names) == [file.name for file in migrate.schema_files()]
            constraints = sessions.read(lambda tx: tx.rows("SHOW CONSTRAINTS"))
            assert len(constraints) == 8


def test_the_schema_can_be_applied_over_itself(open_graph, settings) -> None:
    with open_graph(resolver=TestResolver()):
        pass
    with raw(settings) as (_, sessions):
        sessions.run("MATCH (s:Schema) DETACH DELETE s")
        sessions.run("MATCH (s:State) DETACH DELETE s")
    with open_graph(resolver=TestResolver()) as graph:
        graph.put(evidence("u:1", "Company LKT"))


def test_something_elses_database_is_left_alone(open_graph, settings) -> None:
    with raw(settings) as (_, sessions):
        sessions.run("CREATE (:Movie {title: 'Metropolis'})")
    for access in ("read", "write"):
        with pytest.raises(SchemaMismatchError, match="did not write"), open_graph(access):
            pass
    with raw(settings) as (_, sessions):
        assert sessions.read(lambda tx: tx.rows("MATCH (n) RETURN labels(n) AS l")) == [{"l": ["Movie"]}]
        sessions.run("MATCH (n) DETACH DELETE n")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ("CREATE (:Schema {name: '999_future.cypher', checksum: 'x'})", "newer handelsgraph .*999_future"),
        ("MATCH (s:Schema {name: '001_evidence.cypher'}) SET s.checksum = 'x'", "another wording of .*001_evidence"),
    ],
)
def test_a_schema_of_another_version_is_refused(open_graph, settings, change: str, message: str) -> None:
    with open_graph():
        pass
    with raw(settings) as (_, sessions):
        sessions.run(change)
    for access in ("read", "write"):
        with pytest.raises(SchemaMismatchError, match=message), open_graph(access):
            pass


def test_a_new_schema_file_is_applied_by_the_next_writer(open_graph, settings, tmp_path: Path, monkeypatch) -> None:
    with open_graph(resolver=TestResolver()) as graph:
        graph.put(evidence("u:1", "Company LKT"))
    (tmp_path / "003_more.cypher").write_text(
        "// One more; with a semicolon in a comment.\r\n"
        "CREATE INDEX article_source IF NOT EXISTS\nFOR (a:Article) ON (a.source);"
    )
    files = [*migrate.schema_files(), *migrate.schema_files(tmp_path)]
    with raw(settings) as (engine, sessions):
        with pytest.raises(SchemaMismatchError, match="older"):
            migrate.migrate(engine, sessions, files, apply=False)
        migrate.migrate(engine, sessions, files, apply=True)
        migrate.migrate(engine, sessions, files, apply=False)
        indexes = sessions.read(lambda tx: [row["properties"] for row in tx.rows("SHOW INDEXES")])
        assert ["source"] in indexes


@pytest.mark.server
def test_reading_an_empty_server_leaves_it_empty(open_graph, settings) -> None:
    with open_graph("read") as graph:
        assert graph.is_empty()
        assert graph.status().articles == 0
    with raw(settings) as (_, sessions):
        assert sessions.read(lambda tx: tx.rows("MATCH (n) RETURN count(n) AS n")) == [{"n": 0}]
