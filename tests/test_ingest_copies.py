"""An ingest says which articles are copies of others."""

from __future__ import annotations

from pathlib import Path

import copy_texts
import meetings
import pytest

from handelsgraph.ingest import Kind, Outcome, ingest
from handelsgraph.places import Gazetteer

pytestmark = pytest.mark.slow


def test_a_copy_is_reported_and_counted_once(open_graph, tmp_path: Path) -> None:
    told = "\n\nDie Adler GmbH traf die Biber GmbH."
    records = [
        meetings.article(1, date="2019-05-02") | {"text": copy_texts.CHAIN[0] + told},
        meetings.article(2, date="2019-05-03") | {"text": copy_texts.EDITED[0] + told},
        meetings.article(3, date="2019-05-04") | {"text": copy_texts.template(1) + told},
    ]
    path = meetings.write(tmp_path / "a.jsonl", *records)
    outcomes: list[Outcome] = []
    with open_graph() as graph:
        summary = ingest([path], graph, meetings.Meetings(), Gazetteer.load(), outcomes.append)
        assert graph.read("MATCH (:Entity)-[r:MET]->(:Entity) RETURN r.articles").rows == [[2]]
        meetings.write(path, *[records[1] | {"text": copy_texts.EDITED[1] + told}])
        ingest([path], graph, meetings.Meetings(), Gazetteer.load(), outcomes.append)
    assert summary.counts == {Kind.NEW: 3}
    assert [outcome.reason for outcome in outcomes] == [
        None,
        "copy of https://example.org/1",
        None,
        "the text changed; copy of https://example.org/1",
    ]
