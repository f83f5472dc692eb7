"""Everything the package asks of a database runs on every engine, gives the same rows as on Neo4j 5.26, and is neither
deprecated nor slow by the servers' own word; on those that know Cypher 25 also in that language.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable
from functools import cache

import engines
import filelock
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
def recorded(tmp_path_factory: pytest.TempPathFactory, engine_named: Callable[[str], engines.TestEngine]) -> Recorded:
    """What happens when everything is done on an engine, by its name: once in a run, whatever the number of processes.

    A process that has to do it where another one has begun waits for that.
    """
    folder = tmp_path_factory.getbasetemp()
    folder = folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder

    @cache
    def of(name: str, prefix: str = "") -> Record:
        there = folder / f"everything on {name} {prefix}".rstrip()
        with filelock.FileLock(f"{there}.lock"):
            if not there.exists():
                settings = engine_named(name).settings_in(tmp_path_factory.mktemp("everything"))
                there.write_bytes(pickle.dumps(_all_done(settings, prefix, in_full=name in IN_FULL and not prefix)))
            record: Record = pickle.loads(there.read_bytes())
        return record

    return of


def _all_done(settings: Settings, prefix: str, *, in_full: bool) -> Record:
    if settings.neo4j_uri:
        engines.empty(settings)
    with recording(prefix) as record:
        play(lambda **options: open_any(settings, **options), record, drawn=int(in_full))
    return record


def complaints(record: Record) -> set[str]:
    return {
        f"{found.classification} {found.status} {found.description}: {statements.squeezed(found.query)}"
        for found in record.notifications
        if found.classification not in IGNORED and found.status not in EXPECTED
    }


def test_nothing_is_deprecated_or_slow(engine: engines.TestEngine, recorded: Recorded) -> None:
    assert complaints(recorded(engine.name)) == set()


def test_digests_are_those_of_the_embedded_engine(engine: engines.TestEngine, recorded: Recorded) -> None:
    digests = recorded(engine.name).digests
    assert digests == recorded("embedded").digests
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
    record = recorded(engine.name, "CYPHER 25 ")
    assert complaints(record) == set()
    assert record.digests == recorded(engine.name).digests
    assert record.answers.items() <= recorded(engine.name).answers.items()


def test_every_statement_and_answer_is_as_on_the_oracle(engine: engines.TestEngine, recorded: Recorded) -> None:
    if (oracle := engines.oracle()) is None:
        pytest.skip("no Neo4j to compare with was chosen")
    theirs, ours = recorded(oracle), recorded(engine.name)
    assert ours.answers.items() <= theirs.answers.items()
    ours_only, theirs_only = ours.statements - theirs.statements, theirs.statements - ours.statements
    assert not ours_only
    if engine.name in IN_FULL:
        assert not theirs_only
        assert len(ours.answers) == len(theirs.answers)


def test_nothing_that_is_written_down_was_left_out(recorded: Recorded) -> None:
    """Each query of the catalogue gave rows for its example, and each statement of the code was run."""
    record = recorded("embedded")
    run = {statements.squeezed(cypher) for cypher, _, _ in record.statements}
    code = statements.in_code(*PACKAGES)
    assert len(code) > 50
    left_out = {written.where for written in code if not any(written.pattern.search(text) for text in run)}
    left_out |= {where for where, cypher in statements.in_files().items() if statements.squeezed(cypher) not in run}
    assert not left_out, f"scenario.py does not run: {', '.join(sorted(left_out))}"
    assert len([answer for answer in record.answers.values() if "\n" in answer]) > len(record.answers) / 2
