"""Several processes that write to one graph: what one of them does is noticed by the others."""

from __future__ import annotations

from typing import Any

import pytest
from makers import series
from plain_identity import TestResolver

from handelsgraph.errors import DataLockedError, SchemaMismatchError
from handelsgraph.graph import migrate
from handelsgraph.graph.embedded import open_embedded
from handelsgraph.graph.server import open_server
from handelsgraph.graph.session import Sessions

pytestmark = pytest.mark.slow


@pytest.mark.server
def test_two_rebuilds_do_not_go_on_at_once(open_graph) -> None:
    tried = []
    with open_graph(resolver=TestResolver()) as graph, open_graph(resolver=TestResolver()) as other:
        for item in series(3):
            graph.put(item)
        digest = graph.digest()

        def meanwhile(done: int, _total: int) -> None:
            with pytest.raises(DataLockedError, match="being rebuilt by another process"):
                other.rebuild()
            tried.append(done)

        graph.rebuild(meanwhile)
        assert tried
        assert graph.digest() == digest
        other.rebuild()
        assert graph.digest() == digest


def test_a_writer_notices_that_another_has_rebuilt_with_other_rules(open_graph) -> None:
    first, second, third = series(3)
    with open_graph(resolver=TestResolver()) as graph:
        graph.put(first)
        with open_graph(resolver=TestResolver("newer")) as newer:
            newer.put(second)
        digest = graph.digest()
        for write in (lambda: graph.put(third), lambda: graph.forget(first.article.id)):
            with pytest.raises(SchemaMismatchError, match="other identity rules or judgements"):
                write()
        assert graph.digest() == digest


def test_who_begins_at_the_same_time_has_written_nothing_foreign(settings) -> None:
    engine = open_server(settings) if settings.neo4j_uri else open_embedded(settings.data)
    sessions = Sessions(engine)

    class Between:
        """A transaction after whose first statement somebody else sets the database up."""

        def __init__(self, tx: Any) -> None:
            self._tx, self._asked = tx, 0

        def rows(self, cypher: str, **parameters: Any) -> Any:
            found = self._tx.rows(cypher, **parameters)
            self._asked += 1
            if self._asked == 1:
                migrate.migrate(engine, sessions, migrate.schema_files(), apply=True)
            return found

    try:
        applied, foreign = sessions.read(lambda tx: migrate._applied(Between(tx)))
        assert (sorted(applied), foreign) == ([file.name for file in migrate.schema_files()], False)
    finally:
        engine.close()
