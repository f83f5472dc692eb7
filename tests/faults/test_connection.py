"""Connections that break and servers that refuse, in the middle of an ingest: nothing lost, doubled or half."""

from __future__ import annotations

import threading
import time

import neo4j
import pytest
from makers import evidence, series
from plain_identity import TestResolver
from proxy import Link, Proxy, Trouble
from whole import check_whole

from handelsgraph.errors import DatabaseError, DatabaseUnavailableError
from handelsgraph.graph import open_graph, patience, session, state
from handelsgraph.settings import Settings

pytestmark = pytest.mark.slow

Proxied = tuple[Proxy, Settings]

TROUBLES: list[tuple[str, int, Trouble]] = [
    ("BEGIN", 1, Proxy.cut),
    ("RUN", 1, Proxy.cut),
    ("RUN", 5, Proxy.cut),
    ("RUN", 5, Proxy.cut_after_answer),
    ("COMMIT", 1, Proxy.cut),
    ("COMMIT", 1, Proxy.cut_after_answer),
    ("RUN", 2, Proxy.failure("Neo.TransientError.Transaction.DeadlockDetected")),
    ("COMMIT", 1, Proxy.failure("Neo.TransientError.Transaction.DeadlockDetected")),
    ("BEGIN", 1, Proxy.failure("Neo.ClientError.Cluster.NotALeader")),
    ("RUN", 1, Proxy.failure("Neo.ClientError.Cluster.NotALeader")),
    ("RUN", 3, Proxy.failure("Neo.ClientError.General.ForbiddenOnReadOnlyDatabase")),
    ("RUN", 4, Proxy.failure("Neo.TransientError.General.MemoryPoolOutOfMemoryError")),
    ("BEGIN", 1, Proxy.failure("Neo.TransientError.General.DatabaseUnavailable")),
    ("RUN", 3, Proxy.failure("Neo.ClientError.Transaction.TransactionTerminated")),
]


def test_an_ingest_over_a_bad_line_is_whole(proxied: Proxied) -> None:
    proxy, settings = proxied
    articles = series(len(TROUBLES))
    with open_graph(settings, access="write", resolver=TestResolver()) as graph:
        for item, (message, nth, trouble) in zip(articles, TROUBLES, strict=True):
            proxy.on(message, trouble, nth=nth)
            graph.put(item)
            assert proxy.made, f"{message} {nth}"
        assert len(check_whole(graph, articles)) == len(articles)
        proxy.on("COMMIT", Proxy.cut_after_answer)
        graph.forget(articles[3].article.id)
        rest = [*articles[:3], *articles[4:]]
        assert len(check_whole(graph, rest)) == len(rest)


def test_reading_over_a_bad_line(proxied: Proxied) -> None:
    proxy, settings = proxied
    with open_graph(settings, access="write", resolver=TestResolver()) as graph:
        digest = graph.digest()
        for message in ("BEGIN", "RUN", "PULL"):
            for trouble in (Proxy.cut, Proxy.cut_after_answer):
                proxy.on(message, trouble)
                assert graph.read("RETURN 1 AS one", free=True).rows == [[1]]
        proxy.on("RUN", Proxy.cut, nth=2)
        assert graph.digest() == digest
        assert proxy.made


def test_a_rebuild_that_loses_the_answer_to_a_commit_is_done_again(
    proxied: Proxied, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its batches cannot be repeated: the error says that it is not known, and whoever opens next does it again."""
    proxy, settings = proxied
    articles = series(6)
    with open_graph(settings, access="write", resolver=TestResolver()) as graph:
        for item in articles:
            graph.put(item)
        unknown = []
        for nth in (2, 9, 11, 13, 15):  # marking may be repeated, and so may reading; the batches may not
            proxy.on("COMMIT", Proxy.cut_after_answer, nth=nth)
            try:
                graph.rebuild()
            except DatabaseUnavailableError as error:
                assert "broke during a commit" in error.message
                unknown.append(nth)
                with pytest.raises(DatabaseError, match="being rebuilt"):
                    graph.put(articles[0])
                graph.rebuild()
            assert proxy.made
            assert len(check_whole(graph, articles)) == len(articles)
        assert unknown
        assert 2 not in unknown
        proxy.on("COMMIT", Proxy.cut_after_answer, nth=unknown[0])
        with pytest.raises(DatabaseUnavailableError):
            graph.rebuild()
    monkeypatch.setattr(state, "FRESH_SECONDS", 0)
    with open_graph(settings, access="write", resolver=TestResolver()) as graph:
        assert len(check_whole(graph, articles)) == len(articles)


@pytest.mark.server
def test_a_job_that_writes_waits_as_long_when_it_reads(proxied: Proxied, monkeypatch: pytest.MonkeyPatch) -> None:
    proxy, settings = proxied
    monkeypatch.setattr(session, "READ_PATIENCE", 0.0)
    for access in ("write", "read"):
        with open_graph(settings, access=access, resolver=TestResolver()) as graph:  # type: ignore[arg-type]
            for _ in range(4):
                proxy.on("BEGIN", Proxy.cut)
            if access == "write":
                assert graph.known(["nowhere"]) == {}
            else:
                with pytest.raises(DatabaseUnavailableError):
                    graph.known(["nowhere"])


def test_a_line_that_stays_broken_is_a_clear_error(proxied: Proxied, monkeypatch: pytest.MonkeyPatch) -> None:
    proxy, settings = proxied
    with open_graph(settings, access="write", resolver=TestResolver()) as graph:
        monkeypatch.setattr(type(graph._engine), "patience", 1.0)  # instead of the minutes a restart may take
        graph.put(evidence("u:1", "Company LKT"))
        for _ in range(60):
            proxy.on("BEGIN", Proxy.cut)
        with pytest.raises(DatabaseUnavailableError, match="does not answer") as caught:
            graph.put(evidence("u:2", "Company LKT"))
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("code", "message", "remedy"),
    [
        ("Neo.TransientError.General.MemoryPoolOutOfMemoryError", "memory", "transaction.total.max"),
        ("Neo.ClientError.Cluster.NotALeader", "does not lead its cluster", "neo4j://"),
        ("Neo.TransientError.Transaction.DeadlockDetected", "in the way", "again"),
        ("Neo.ClientError.Security.AuthenticationRateLimit", "too many logins", "wait"),
    ],
)
@pytest.mark.server
def test_a_refusal_that_does_not_pass_is_a_clear_error(
    proxied: Proxied, monkeypatch: pytest.MonkeyPatch, code: str, message: str, remedy: str
) -> None:
    proxy, settings = proxied
    monkeypatch.setattr(patience, "CLASH_SECONDS", 0.5)
    with open_graph(settings, access="write", resolver=TestResolver()) as graph:
        graph.put(evidence("u:1", "Company LKT"))
        for _ in range(60):
            proxy.on("RUN", Proxy.failure(code))
        with pytest.raises(DatabaseError, match=message) as caught:
            graph.put(evidence("u:2", "Company LKT"))
    assert remedy in str(caught.value.remedy)
    straight = settings.model_copy(update={"neo4j_uri": f"bolt://{proxy.host}:{proxy.port}"})
    with open_graph(straight, access="write", resolver=TestResolver()) as graph:
        assert len([*graph.ids()]) == 1


@pytest.mark.server
def test_a_leader_switch_behind_a_routing_address(proxied: Proxied) -> None:
    proxy, settings = proxied
    routed = settings.model_copy(update={"neo4j_uri": f"neo4j://{proxy.address}"})
    with open_graph(routed, access="write", resolver=TestResolver()) as graph:
        graph.put(evidence("u:1", "Company LKT"))
        proxy.on("RUN", Proxy.failure("Neo.ClientError.Cluster.NotALeader"), nth=2)
        routes = proxy.counts.get("ROUTE", 0)
        graph.put(evidence("u:2", "Company LKT"))
        assert proxy.made
        assert proxy.counts["ROUTE"] > routes, "the driver asks anew who leads"
        assert len([*graph.ids()]) == 2


@pytest.mark.server
def test_a_deadlock_with_another_program_is_tried_again(proxied: Proxied, settings: Settings) -> None:
    """The other one holds an entity and wants the state node; the ingest holds the state node and wants the entity."""
    proxy, through = proxied
    auth = settings.neo4j_username, settings.password() or ""
    with (
        open_graph(through, access="write", resolver=TestResolver()) as graph,
        neo4j.GraphDatabase.driver(str(settings.neo4j_uri), auth=auth) as driver,
        driver.session(database=settings.neo4j_database) as session,
    ):
        graph.put(evidence("u:1", "Company LKT"))
        session.run("UNWIND range(1, 200) AS n CREATE (:Else {n: n})").consume()
        other = session.begin_transaction()
        other.run("MATCH (n:Else) SET n.n = 0").consume()  # the server ends the transaction that holds fewer locks
        other.run("MATCH (e:Entity {key: 'body:lkt'}) SET e.articles = e.articles").consume()

        def want_the_state() -> None:
            try:
                other.run("MATCH (s:State) SET s.revision = s.revision").consume()
            finally:
                other.close()

        wanting = threading.Thread(target=want_the_state)

        def let_the_other_wait(_: Link) -> bool:
            wanting.start()
            time.sleep(1.0)  # until its statement waits for the lock
            return True

        proxy.on("RUN", let_the_other_wait, nth=2)  # the first has taken the state node
        begun = proxy.counts["BEGIN"]
        graph.put(evidence("u:2", "Company LKT"))
        wanting.join()
        assert proxy.counts["BEGIN"] >= begun + 2, "the ingest was the one that had to give way"
        assert len(check_whole(graph, [evidence("u:1", "Company LKT"), evidence("u:2", "Company LKT")])) == 2
