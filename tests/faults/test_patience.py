"""Which faults are worth another try."""

from __future__ import annotations

import pytest
from neo4j import exceptions as bolt

from handelsgraph.graph.faults import translate
from handelsgraph.graph.patience import Patience, is_lost


def fault(code: str) -> bolt.Neo4jError:
    error = bolt.Neo4jError._hydrate_neo4j(code=code, message="")
    assert isinstance(error, bolt.Neo4jError)
    return error


@pytest.mark.parametrize(
    "error",
    [
        bolt.ServiceUnavailable("gone"),
        bolt.SessionExpired("gone"),
        fault("Neo.TransientError.General.DatabaseUnavailable"),
        fault("Neo.TransientError.Transaction.Terminated"),
    ],
)
def test_a_server_that_went_away_is_waited_for_with_growing_pauses(error: bolt.Neo4jError | bolt.DriverError) -> None:
    assert is_lost(error)
    patience = Patience(100.0, repeatable=True)
    pauses = [patience.wait(error) or 0.0 for _ in range(10)]
    assert 0 < pauses[0] <= 0.1
    assert pauses[-1] >= 1.5
    assert Patience(0.0, repeatable=True).wait(error) is None


def test_a_server_that_takes_no_writes_has_not_gone_away() -> None:
    """What the driver makes of NotALeader where the address is that of one server."""
    error = bolt.WriteServiceUnavailable("no writer")
    assert not is_lost(error)
    assert Patience(0.0, repeatable=True).wait(error) is not None
    for where, remedy in (("bolt://db:7687", "neo4j://"), ("neo4j://db:7687", "has a leader")):
        told = translate(error, where)
        assert "does not lead its cluster" in told.message
        assert remedy in str(told.remedy)


@pytest.mark.parametrize(
    "code",
    [
        "Neo.TransientError.Transaction.DeadlockDetected",
        "Neo.TransientError.General.MemoryPoolOutOfMemoryError",
        "Neo.ClientError.Cluster.NotALeader",
    ],
)
def test_who_is_in_the_way_is_waited_for(code: str) -> None:
    assert not is_lost(fault(code))
    assert Patience(0.0, repeatable=False).wait(fault(code)) is not None


@pytest.mark.parametrize(
    "code",
    [
        "Neo.ClientError.Statement.SyntaxError",
        "Neo.ClientError.Security.Unauthorized",
        "Neo.ClientError.Transaction.TransactionTimedOut",
        "Neo.ClientError.Database.DatabaseNotFound",
        "Neo.DatabaseError.General.UnknownError",
    ],
)
def test_what_will_not_pass_is_not_tried_again(code: str) -> None:
    assert Patience(100.0, repeatable=True).wait(fault(code)) is None


def test_a_commit_without_an_answer_is_repeated_only_if_that_does_no_harm() -> None:
    unknown = bolt.IncompleteCommit("gone")
    assert Patience(100.0, repeatable=True).wait(unknown) is not None
    assert Patience(100.0, repeatable=False).wait(unknown) is None
    assert Patience(100.0, repeatable=False).wait(unknown, recovered=True) is None


def test_two_writers_of_one_node_clash_a_few_times_at_most() -> None:
    patience = Patience(100.0, repeatable=True)
    error = fault("Neo.ClientError.Schema.ConstraintValidationFailed")
    assert [patience.wait(error) is not None for _ in range(5)] == [True, True, True, False, False]


def test_another_way_to_the_graph_is_taken_at_once() -> None:
    assert Patience(0.0, repeatable=True).wait(bolt.ServiceUnavailable("gone"), recovered=True) == 0.0
