"""Runs over a portal on a real socket, into every engine."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import meetings
import pytest
from portal import ERROR_PAGE, Portal

from handelsgraph.errors import DataLockedError
from handelsgraph.graph import open_graph
from handelsgraph.identity import evidence_of
from handelsgraph.runs import Guard
from handelsgraph.settings import Settings

FILLER = (
    "Über die Gespräche in der Stadt haben wir in der vergangenen Woche ausführlich berichtet. Die Kammer hat die "
    "Begegnung vorbereitet und begleitet; im Herbst soll es ein weiteres Treffen geben, an dem auch andere Firmen aus "
    "der Region teilnehmen wollen. Die Geschäftsführer zeigten sich mit dem Verlauf des Tages sehr zufrieden."
)


def story(*pairs: tuple[str, str]) -> str:
    return FILLER + "\n\n" + " ".join(f"Die {a} GmbH traf die {b} GmbH." for a, b in pairs)


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
        found = [results(run(graph, portal.source(), confirmations=3)[1]) for _ in range(3)]
        assert found == [["missing"], ["missing"], ["withdrawn"]]
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
        assert "portal (21)" in (summary.reason or "")
        assert results(reports) == ["held back"] * 25 + ["unchanged"] * 5
        assert graph.digest() == before
        assert graph.runs.last_good().number == 1

        summary, reports = run(graph, portal.source(), prune=True, guard=Guard(accept=True))
        assert (summary.outcome, results(reports)) == ("done", ["unchanged"] * 5 + ["withdrawn"] * 25)
        assert edges(graph) == 5


def test_a_rehearsal_leaves_no_trace(open_graph: Any, gazetteer: Any, tmp_path: Any) -> None:
    from handelsgraph import intake

    path = meetings.write(tmp_path / "a.jsonl", meetings.article(1, ("Adler", "Bussard")))
    (article,) = list(intake.read(path))
    evidence = evidence_of(article, meetings.Meetings().extract(article.text), gazetteer)
    with open_graph() as graph:
        graph.put(evidence)
        before = graph.digest(), graph.status()
        changes = graph.rehearse(lambda: [article.id, evidence], lambda _, __: False)
        assert [(c.edges_removed, c.edges_added) for c in changes] == [(1, 0), (0, 1)]
        assert (graph.digest(), graph.status()) == before


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


@pytest.mark.slow
def test_thirty_days_equal_a_graph_from_scratch(tmp_path: Any, run: Any, portal: Portal, gazetteer: Any) -> None:
    """Additions, edits, withdrawals and outages; each day the graph is that of the articles that are live."""
    import random

    rng = random.Random(11)
    live: dict[str, str] = {}
    with open_graph(Settings(data=tmp_path / "days"), access="write") as graph:
        for day in range(30):
            for n in range(rng.randint(0, 3)):
                slug = f"d{day}-{n}"
                live[slug] = story((f"Adler{rng.randint(0, 9)}", f"Bussard{rng.randint(0, 9)}"))
                portal.publish(slug, f"Treffen {slug}", live[slug], f"2024-05-{day % 28 + 1:02}")
            for slug in rng.sample(sorted(live), min(len(live), rng.randint(0, 2))):
                live[slug] = story((f"Adler{rng.randint(0, 9)}", f"Dohle{rng.randint(0, 9)}"))
                portal.edit(slug, live[slug])
            for slug in rng.sample(sorted(live), min(len(live), rng.randint(0, 1))):
                portal.withdraw(slug, 410)
                del live[slug]
            portal.outage = 503 if rng.random() < 0.2 else None
            summary, _ = run(graph, portal.source(), prune=True, guard=Guard(accept=True))
            if portal.outage:
                assert summary.outcome == "failed"
                portal.outage = None
                run(graph, portal.source(), prune=True, guard=Guard(accept=True))
            fresh_settings = Settings(data=tmp_path / f"fresh{day}")
            if day % 6 == 5:
                with open_graph(fresh_settings, access="write") as fresh:
                    for known in graph.evidence():
                        assert known.article.url.rsplit("/", 1)[1] in live
                        fresh.put(known)
                    assert fresh.status().articles == len(live)
                    assert fresh.digest() == graph.digest()
