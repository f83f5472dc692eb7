"""A run says which articles are copies of others."""

from __future__ import annotations

from typing import Any

import copy_texts
import pytest
from portal import Portal

pytestmark = pytest.mark.slow


def test_a_copy_is_recorded_as_one(open_graph: Any, run: Any, portal: Portal) -> None:
    told = "\n\nDie Adler GmbH traf die Biber GmbH."
    with open_graph() as graph:
        portal.publish("adler", "Adler trifft Biber", copy_texts.CHAIN[0] + told, "2019-05-02")
        run(graph, portal.source())
        portal.publish("biber", "Biber trifft Adler", copy_texts.EDITED[1] + told, "2019-05-03")
        summary, _ = run(graph, portal.source())
        reports = {report.url: report.reason for report in graph.runs.reports(summary.number)}
        assert reports == {portal.url("/presse/biber"): f"copy of {portal.url('/presse/adler')}"}
        assert graph.read("MATCH (:Entity)-[r:MET]->(:Entity) RETURN r.articles").rows == [[1]]
        portal.withdraw("adler")
        run(graph, portal.source(), prune=True)
        found = graph.read("MATCH (:Entity)-[r:MET]->(:Entity) RETURN r.articles, r.source").rows
        assert found == [[1, portal.url("/presse/biber")]]
