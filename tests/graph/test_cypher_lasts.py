"""Everything the package asks of a database runs on every engine, gives the same rows as on Neo4j 5.26, and is neither
deprecated nor slow by the servers' own word; on those that know Cypher 25 also in that language.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import engines
import neo4j
import pytest
import statements
from scenario import Record, play, recording

from handelsgraph.graph import open_graph as open_any

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

ORACLE = "neo4j-5"
IGNORED = {
    "UNRECOGNIZED": "a label, type or property that the annotated articles happen not to have",
}
"""Classes of notifications that say nothing about the Cypher, and why."""
EXPECTED: dict[str, str] = {}
"""GQL status codes of notifications that a statement causes on purpose, and why."""

NOT_PLAYED = ("graph/runs.py",)
"""Files whose statements scenario.py does not run yet; the lint reads them all the same."""

Recorded = Callable[..., Record]
_records: dict[tuple[str, str], Record] = {}


@pytest.fixture
def recorded(tmp_path: Path) -> Recorded:
    """What happens when everything is done on an engine; it is done once in a session."""

    def of(engine: engines.TestEngine, prefix: str = "") -> Record:
        if (engine.name, prefix) not in _records:
            settings = engine.settings_in(tmp_path)
            if settings.neo4j_uri:
                engines.empty(settings)
            with recording(prefix) as record:
                play(lambda **options: open_any(settings, **options), record)
            _records[engine.name, prefix] = record
        return _records[engine.name, prefix]

    return of


def complaints(record: Record) -> set[str]:
    return {
        f"{found.classification} {found.status} {found.description}: {statements.squeezed(found.query)}"
        for found in record.notifications
        if found.classification not in IGNORED and found.status not in EXPECTED
    }


def test_nothing_is_deprecated_or_slow(engine: engines.TestEngine, recorded: Recorded) -> None:
    assert complaints(recorded(engine)) == set()


def test_digests_are_those_of_the_embedded_engine(
    engine: engines.TestEngine, engine_named: Callable[[str], engines.TestEngine], recorded: Recorded
) -> None:
    digests = recorded(engine).digests
    assert digests == recorded(engine_named("embedded")).digests
    assert digests[0] == digests[3] == digests[-1], "all that came later went again"
    assert len(set(digests)) > 3


@pytest.mark.server
def test_cypher_25_gives_the_same(engine: engines.TestEngine, recorded: Recorded, tmp_path: Path) -> None:
    settings = engine.settings_in(tmp_path)
    auth = settings.neo4j_username, settings.password() or ""
    with neo4j.GraphDatabase.driver(str(settings.neo4j_uri), auth=auth) as driver:
        try:
            driver.execute_query("CYPHER 25 RETURN 1")
        except neo4j.exceptions.ClientError:
            pytest.skip(f"{engine.name} does not know Cypher 25")
    record = recorded(engine, "CYPHER 25 ")
    assert complaints(record) == set()
    assert record.digests == recorded(engine).digests
    assert record.answers == recorded(engine).answers


def test_every_statement_and_answer_is_as_on_the_oracle(
    engine: engines.TestEngine, engine_named: Callable[[str], engines.TestEngine], recorded: Recorded
) -> None:
    """On an engine that is the oracle itself this says that doing it all again gives the same."""
    oracle = next((name for name in engines.chosen() if name in (ORACLE, "neo4j-uri")), None)
    if oracle is None:
        pytest.skip("no Neo4j to compare with was chosen")
    theirs, ours = recorded(engine_named(oracle)), recorded(engine)
    assert ours.answers == theirs.answers
    assert ours.statements - theirs.statements == theirs.statements - ours.statements


def test_nothing_that_is_written_down_was_left_out(
    engine_named: Callable[[str], engines.TestEngine], recorded: Recorded
) -> None:
    """Each query of the catalogue gave rows for its example, and each statement of the code was run."""
    record = recorded(engine_named("embedded"))
    run = {statements.squeezed(cypher) for cypher, _, _ in record.statements}
    code = statements.in_code("graph", "queries")
    assert len(code) > 50
    left_out = {written.where for written in code if not any(written.pattern.search(text) for text in run)}
    left_out |= {where for where, cypher in statements.in_files().items() if statements.squeezed(cypher) not in run}
    left_out = {where for where in left_out if not where.startswith(NOT_PLAYED)}
    assert not left_out, f"scenario.py does not run: {', '.join(sorted(left_out))}"
    assert len([answer for answer in record.answers.values() if "\n" in answer]) > len(record.answers) / 2
