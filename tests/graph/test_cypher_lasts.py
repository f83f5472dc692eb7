"""Everything the package asks of a database runs on every engine, gives the same rows as on Neo4j 5.26, and is neither
deprecated nor slow by the servers' own word; on those that know Cypher 25 also in that language.
"""

from __future__ import annotations

from collections.abc import Callable

import engines
import neo4j
import pytest
import statements
from recorder import Record, recording
from scenario import play

from handelsgraph.graph import open_graph as open_any
from handelsgraph.settings import Settings

pytestmark = [pytest.mark.slow, pytest.mark.timeout(3600)]

IN_FULL = ("embedded", engines.ORACLE, "neo4j-uri")
"""On the others the questions have the parameters of their examples only: planning them anew takes its time."""
IGNORED = {
    "UNRECOGNIZED": "a label, type or property that the annotated articles happen not to have",
}
"""Classes of notifications that say nothing about the Cypher, and why."""
EXPECTED: dict[str, str] = {}
"""GQL status codes of notifications that a statement causes on purpose, and why."""

PACKAGES = ("browser", "cli", "graph", "queries", "transfer")
"""Those with Cypher in them."""

Recorded = Callable[..., Record]


@pytest.fixture(scope="session")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Recorded:
    """What happens when everything is done on an engine; it is done once in a session."""
    records: dict[tuple[str, str], Record] = {}

    def of(engine: engines.TestEngine, prefix: str = "") -> Record:
        if (engine.name, prefix) not in records:
            settings = engine.settings_in(tmp_path_factory.mktemp("everything"))
            if settings.neo4j_uri:
                engines.empty(settings)
            with recording(prefix) as record:
                play(
                    lambda **options: open_any(settings, **options),
                    record,
                    drawn=int(engine.name in IN_FULL and not prefix),
                )
            records[engine.name, prefix] = record
        return records[engine.name, prefix]

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
    assert digests["small"] == digests["small, rebuilt"]
    assert digests["all"] == digests["all, the two restored"] == digests["all, after rehearsals"]
    assert len(set(digests.values())) == len(digests) - 3, "the other steps make a difference"


@pytest.mark.server
def test_cypher_25_gives_the_same(engine: engines.TestEngine, recorded: Recorded) -> None:
    settings = Settings(**engine.settings)
    auth = settings.neo4j_username, settings.password() or ""
    with neo4j.GraphDatabase.driver(str(settings.neo4j_uri), auth=auth) as driver:
        if driver.get_server_info().agent.startswith("Neo4j/5."):
            pytest.skip(f"{engine.name} does not know Cypher 25")
    record = recorded(engine, "CYPHER 25 ")
    assert complaints(record) == set()
    assert record.digests == recorded(engine).digests
    assert record.answers.items() <= recorded(engine).answers.items()


def test_every_statement_and_answer_is_as_on_the_oracle(
    engine: engines.TestEngine, engine_named: Callable[[str], engines.TestEngine], recorded: Recorded
) -> None:
    """On an engine that is the oracle itself this says that doing it all again gives the same."""
    if (oracle := engines.oracle()) is None:
        pytest.skip("no Neo4j to compare with was chosen")
    theirs, ours = recorded(engine_named(oracle)), recorded(engine)
    assert ours.answers.items() <= theirs.answers.items()
    assert ours.statements <= theirs.statements
    if engine.name in IN_FULL:
        assert ours.statements == theirs.statements
        assert len(ours.answers) == len(theirs.answers)


def test_nothing_that_is_written_down_was_left_out(
    engine_named: Callable[[str], engines.TestEngine], recorded: Recorded
) -> None:
    """Each query of the catalogue gave rows for its example, and each statement of the code was run."""
    record = recorded(engine_named("embedded"))
    run = {statements.squeezed(cypher) for cypher, _, _ in record.statements}
    code = statements.in_code(*PACKAGES)
    assert len(code) > 50
    left_out = {written.where for written in code if not any(written.pattern.search(text) for text in run)}
    left_out |= {where for where, cypher in statements.in_files().items() if statements.squeezed(cypher) not in run}
    assert not left_out, f"scenario.py does not run: {', '.join(sorted(left_out))}"
    assert len([answer for answer in record.answers.values() if "\n" in answer]) > len(record.answers) / 2
