"""Runs over a portal on a real socket, into every engine."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from portal import ERROR_PAGE, Portal
from stories import story

from handelsgraph.errors import DataLockedError
from handelsgraph.runs import Guard

pytestmark = pytest.mark.slow


def edges(graph: Any) -> int:
    return sum(graph.status().edges.values())


def results(reports: list[Any]) -> list[str]:
    return sorted(str(report.result) for report in reports)


def many(portal: Portal, number: int) -> None:
    for n in range(number):
        portal.publish(f"a{n}", f"Treffen {n}", story((f"Adler{n}", f"Bussard{n}")))


def test_new_changed_and_unchanged(open_graph: Any, run: Any, portal: Portal) -> None:
    portal.publish("adler", "Adler trifft Bussard", story(("Adler", "Bussard")))
    portal.publish("dohle", "Dohle trifft Elster", story(("Dohle", "Elster")))
    with open_graph() as graph:
        summary, reports = run(graph, portal.source())
        assert (summary.number, summary.outcome, results(reports)) == (1, "done", ["new", "new"])
        assert edges(graph) == 2

        portal.edit("adler", story(("Adler", "Falke")))
        summary, reports = run(graph, portal.source())
        assert (summary.outcome, results(reports)) == ("done", ["changed", "unchanged"])
        met = graph.read("MATCH (:Entity)-[m:MET]->(b:Entity) RETURN b.name AS name ORDER BY name").rows
        assert [row[0] for row in met] == ["Elster GmbH", "Falke GmbH"]

        kept = graph.runs.run(2)
        assert kept.counts == {"changed": 1, "unchanged": 1}
        assert (kept.edges_added, kept.edges_removed, kept.outcome) == (1, 1, "done")
        (report,) = graph.runs.reports(2)
        assert (report.result, report.url, report.status) == ("changed", portal.url("/presse/adler"), 200)


def test_an_edge_with_other_support_stays(open_graph: Any, run: Any, portal: Portal) -> None:
    portal.publish("eins", "Adler trifft Bussard", story(("Adler", "Bussard"), ("Adler", "Dohle")))
    portal.publish("zwei", "Bussard trifft Adler", story(("Bussard", "Adler")))
    with open_graph() as graph:
        run(graph, portal.source())
        portal.withdraw("eins", 410)
        summary, reports = run(graph, portal.source(), prune=True)
        assert (summary.outcome, results(reports)) == ("done", ["unchanged", "withdrawn"])
        assert edges(graph) == 1
        assert graph.status().articles == 1


def test_gone_is_believed_after_some_visits(open_graph: Any, run: Any, portal: Portal) -> None:
    portal.publish("adler", "Adler trifft Bussard", story(("Adler", "Bussard")))
    with open_graph() as graph:
        run(graph, portal.source())
        portal.withdraw("adler")
        found = [run(graph, portal.source(), confirmations=3)[1] for _ in range(3)]
        assert [results(reports) for reports in found] == [["missing"], ["missing"], ["withdrawn"]]
        assert {report.title for reports in found for report in reports} == {"Adler trifft Bussard"}
        assert graph.runs.reports(4)[0].title == "Adler trifft Bussard"
        assert edges(graph) == 0


def test_what_only_left_the_feed_stays(open_graph: Any, run: Any, portal: Portal) -> None:
    portal.publish("adler", "Adler trifft Bussard", story(("Adler", "Bussard")))
    with open_graph() as graph:
        run(graph, portal.source())
        portal.drop_from_feed("adler")
        for _ in range(4):
            assert results(run(graph, portal.source(), confirmations=1)[1]) == ["unchanged"]
        assert edges(graph) == 1


def test_the_guard_holds_back_a_mass_withdrawal(open_graph: Any, run: Any, portal: Portal) -> None:
    many(portal, 30)
    with open_graph() as graph:
        run(graph, portal.source())
        before = graph.digest()
        for n in range(25):
            portal.withdraw(f"a{n}", 410)
        summary, reports = run(graph, portal.source(), prune=True)
        assert summary.outcome == "stopped"
        assert "25 of 30 edges would be removed, and 20 may be, because of: portal (25)" in (summary.reason or "")
        assert results(reports) == ["held back"] * 25 + ["unchanged"] * 5
        reasons = {report.reason for report in reports if report.result == "held back"}
        assert all(report.title for report in reports if report.result == "held back")
        assert reasons == {"the run would have removed too much"}  # how much, the run says
        assert graph.digest() == before
        assert graph.runs.last_good().number == 1

        summary, reports = run(graph, portal.source(), prune=True, guard=Guard(accept=True))
        assert (summary.outcome, results(reports)) == ("done", ["unchanged"] * 5 + ["withdrawn"] * 25)
        assert {report.reason for report in reports if report.result == "withdrawn"} == {"gone once"}
        assert edges(graph) == 5


def test_error_pages_take_nothing_away(open_graph: Any, run: Any, portal: Portal) -> None:
    many(portal, 30)
    with open_graph() as graph:
        run(graph, portal.source())
        before = graph.digest()
        portal.error_page = True
        assert "Fehler" in ERROR_PAGE
        summary, reports = run(graph, portal.source(), prune=True)
        assert summary.outcome == "failed"
        assert results(reports) == ["refused"] * 30
        assert graph.digest() == before


def test_an_outage_is_recorded_and_made_up_for(open_graph: Any, run: Any, portal: Portal) -> None:
    portal.publish("adler", "Adler trifft Bussard", story(("Adler", "Bussard")))
    with open_graph() as graph:
        portal.outage = 503
        summary, reports = run(graph, portal.source())
        assert (summary.outcome, results(reports)) == ("failed", ["failed"])
        assert "server error" in (reports[0].reason or "")
        portal.outage = None
        assert results(run(graph, portal.source())[1]) == ["new"]


def test_one_address_that_never_answers_makes_no_bad_run(open_graph: Any, run: Any, portal: Portal) -> None:
    portal.publish("adler", "Adler trifft Bussard", story(("Adler", "Bussard")))
    weekly = portal.source(limits={"revisit": "1w", "attempts": 2})
    with open_graph() as graph:
        run(graph, weekly)
        portal.publish("dohle", "Dohle trifft Elster", story(("Dohle", "Elster")))
        portal.route("/presse/dohle", lambda handler: handler.send(503, b""))
        summary, reports = run(graph, weekly)
        assert (summary.outcome, results(reports)) == ("done", ["failed"])
        assert reports[0].reason == "server error: HTTP 503 (2 attempts)"
        portal.outage = 503
        assert run(graph, weekly)[0].outcome == "failed"


def test_one_article_that_fails_does_not_stop_the_others(open_graph: Any, run: Any, portal: Portal) -> None:
    portal.publish("adler", "Adler trifft Bussard", story(("Adler", "Bussard")))
    portal.publish("dohle", "Störfall bei Dohle", story(("Dohle", "Elster")) + " Störfall")
    with open_graph() as graph:
        summary, reports = run(graph, portal.source())
        assert (summary.outcome, results(reports)) == ("done", ["failed", "new"])
        portal.edit("dohle", story(("Dohle", "Elster")), "Dohle trifft Elster")
        assert results(run(graph, portal.source())[1]) == ["new", "unchanged"]


def test_no_two_runs_at_once_and_a_dead_one_is_buried(open_graph: Any, run: Any, portal: Portal) -> None:
    first = datetime(2024, 6, 1, 6, 0, tzinfo=UTC)
    with open_graph() as graph:
        graph.runs.begin("somebody", ["portal"], first - timedelta(minutes=5))
        with pytest.raises(DataLockedError, match="run 1 is still going on"):
            run(graph, portal.source())
        summary, _ = run(graph, portal.source())  # a day later
        assert summary.number == 2
        assert graph.runs.run(1).outcome == "died"


def test_a_stop_ends_the_run_and_the_next_goes_on(open_graph: Any, run: Any, portal: Portal) -> None:
    many(portal, 6)
    with open_graph() as graph:
        asked = iter([False] * 12 + [True] * 1000)
        summary, reports = run(graph, portal.source(), stop=lambda: next(asked))
        assert summary.outcome == "interrupted"
        assert len(reports) < 6
        run(graph, portal.source())
        assert edges(graph) == 6
