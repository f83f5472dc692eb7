"""Files in, graph out, on every engine at hand, with an extractor that is fast and plain."""

from __future__ import annotations

import dataclasses
import json
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import meetings
import pytest

from handelsgraph import graph as graphs
from handelsgraph.errors import ModelError
from handelsgraph.graph import Graph
from handelsgraph.ingest import Kind, Outcome, Summary, ingest
from handelsgraph.places import Gazetteer
from handelsgraph.settings import Settings

pytestmark = pytest.mark.slow

MEETINGS = [("Adler", "Biber"), ("Biber", "Chamäleon"), ("Adler", "Dachs"), ("Chamäleon", "Dachs"), ("Elch", "Adler")]


@pytest.fixture
def graph(open_graph: Callable[..., AbstractContextManager[Graph]]) -> Iterator[Graph]:
    with open_graph() as opened:
        yield opened


def embedded(data: Path) -> AbstractContextManager[Graph]:
    """Open a further graph, always on the embedded engine."""
    return graphs.open_graph(Settings(data=data), access="write")


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    meetings.write(folder / "a.jsonl", *(meetings.article(n, pair) for n, pair in enumerate(MEETINGS)))
    return folder


class Job:
    """Runs ingests and remembers what was reported."""

    def __init__(self, graph: Graph, version: str = "meetings 1") -> None:
        self.graph = graph
        self.extractor = meetings.Meetings(version)
        self.outcomes: list[Outcome] = []
        self.totals: list[int] = []

    def __call__(self, *paths: Path, stop: Callable[[], bool] | None = None, force: bool = False) -> Summary:
        self.outcomes.clear()
        return ingest(
            paths,
            self.graph,
            self.extractor,
            Gazetteer.load(),
            self.outcomes.append,
            total=self.totals.append,
            force=force,
            stop=stop,
        )

    def kinds(self) -> list[Kind]:
        return [outcome.kind for outcome in self.outcomes]


@pytest.fixture
def job(graph: Graph) -> Job:
    return Job(graph)


def met(graph: Graph) -> set[tuple[str, ...]]:
    rows = graph.read("MATCH (a:Entity)-[:MET]-(b:Entity) WHERE a.name < b.name RETURN a.name AS a, b.name AS b").rows
    return {tuple(row) for row in rows}


def test_articles_become_claims_and_a_second_run_changes_nothing(job: Job, articles: Path) -> None:
    summary = job(articles)
    assert summary.counts == {Kind.NEW: 5}
    assert (summary.changes.nodes_added, summary.changes.edges_added) == (5, 5)
    assert met(job.graph) == {tuple(sorted(f"{name} GmbH" for name in pair)) for pair in MEETINGS}
    assert job.totals == [5]
    digest = job.graph.digest()
    again = job(articles)
    assert again.counts == {Kind.UNCHANGED: 5}
    assert not any(dataclasses.astuple(again.changes))
    assert job.graph.digest() == digest


def test_a_changed_article_takes_only_its_own_claims_with_it(job: Job, articles: Path) -> None:
    job(articles)
    meetings.write(articles / "a.jsonl", meetings.article(0, ("Adler", "Fuchs")))
    summary = job(articles)
    assert [(outcome.kind, outcome.reason) for outcome in job.outcomes] == [(Kind.CHANGED, "the text changed")]
    assert (summary.changes.edges_added, summary.changes.edges_removed) == (1, 1)
    assert ("Adler GmbH", "Fuchs GmbH") in met(job.graph)
    assert ("Adler GmbH", "Biber GmbH") not in met(job.graph)
    assert ("Biber GmbH", "Chamäleon GmbH") in met(job.graph)


def test_corrected_metadata_is_noticed(job: Job, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(meetings.article(1, ("Adler", "Biber"))["text"], encoding="utf-8")
    sidecar = tmp_path / "a.txt.meta.json"
    job(path)
    for known in ({"date": "2019-11-27"}, {"date": "2019-11-27", "title": "Treffen"}, {"title": "Treffen"}):
        sidecar.write_text(json.dumps(known), encoding="utf-8")
        assert job(path).counts == {Kind.CHANGED: 1}
        assert job(path).counts == {Kind.UNCHANGED: 1}
    dates = job.graph.read("MATCH (:Entity)-[r:MET]->(:Entity) RETURN r.first_date AS date").rows
    assert [list(row) for row in dates] == [[None]]


def test_hostile_metadata_is_stored_as_it_is(job: Job, tmp_path: Path) -> None:
    hostile = "x'}) DETACH DELETE n // \" ` $title {a: 1} \\u0027 [red]"
    address = "https://example.org/%27}%29?q=`$x`'//"
    record = {**meetings.article(1, ("Adler", "Biber")), "title": hostile, "source": hostile, "url": address}
    assert job(meetings.write(tmp_path / "a.jsonl", record)).counts == {Kind.NEW: 1}
    (row,) = job.graph.read("MATCH (a:Article) RETURN a.title AS title, a.source AS source, a.url AS url").rows
    assert list(row) == [hostile, hostile, address]
    assert met(job.graph) == {("Adler GmbH", "Biber GmbH")}
    assert job(tmp_path / "a.jsonl").counts == {Kind.UNCHANGED: 1}


def test_another_version_of_the_extraction_reads_again(job: Job, articles: Path) -> None:
    job(articles)
    newer = Job(job.graph, "meetings 2")
    assert newer(articles).counts == {Kind.CHANGED: 5}
    assert {outcome.reason for outcome in newer.outcomes} == {"another version of the extraction"}
    assert newer(articles).counts == {Kind.UNCHANGED: 5}


def test_force_reads_again_what_is_unchanged(job: Job, articles: Path) -> None:
    job(articles)
    digest = job.graph.digest()
    assert job(articles, force=True).counts == {Kind.CHANGED: 5}
    assert job.graph.digest() == digest


def test_of_one_address_twice_in_a_run_the_first_counts(job: Job, tmp_path: Path) -> None:
    path = meetings.write(
        tmp_path / "a.jsonl",
        meetings.article(1, ("Adler", "Biber")),
        meetings.article(1, ("Adler", "Chamäleon")),
    )
    assert job(path).counts == {Kind.NEW: 1, Kind.SKIPPED: 1}
    assert "already read in this run" in (job.outcomes[1].reason or "")
    assert met(job.graph) == {("Adler GmbH", "Biber GmbH")}
    assert job(path).counts == {Kind.UNCHANGED: 1, Kind.SKIPPED: 1}


def test_a_faulty_article_does_not_cost_the_others(job: Job, articles: Path) -> None:
    bad = meetings.article(9, ("Adler", "Biber"))
    bad["text"] += "Störfall im Werk."
    meetings.write(articles / "b.jsonl", bad, {"url": "https://example.org/10"}, meetings.article(11, ("Gans", "Hase")))
    (articles / "c.txt").write_bytes(b"")
    (articles / "d.txt").write_bytes(b"%PDF-1.7")
    assert job(articles).counts == {Kind.NEW: 6, Kind.FAILED: 3, Kind.SKIPPED: 1}
    assert [(o.kind, Path(o.where).name, o.line, o.reason) for o in job.outcomes if o.reason] == [
        (Kind.FAILED, "b.jsonl", None, "ValueError: cannot read this"),
        (Kind.FAILED, "b.jsonl", 2, "no 'text'"),
        (Kind.SKIPPED, "c.txt", None, "no text"),
        (Kind.FAILED, "d.txt", None, "not text: a PDF"),
    ]
    assert ("Gans GmbH", "Hase GmbH") in met(job.graph)


def test_a_failed_article_keeps_what_is_known_of_it(job: Job, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    job(meetings.write(path, meetings.article(1, ("Adler", "Biber"))))
    digest = job.graph.digest()
    worse = meetings.article(1, ("Adler", "Chamäleon"))
    worse["text"] += "Störfall im Werk."
    assert job(meetings.write(path, worse)).counts == {Kind.FAILED: 1}
    assert job.graph.digest() == digest
    assert job(meetings.write(path, meetings.article(1, ("Adler", "Chamäleon")))).counts == {Kind.CHANGED: 1}


def test_a_stopped_run_goes_on_where_it_was(job: Job, articles: Path, tmp_path: Path) -> None:
    summary = job(articles, stop=lambda: len(job.outcomes) == 2)
    assert (summary.interrupted, summary.counts) == (True, {Kind.NEW: 2})
    rest = job(articles)
    assert (rest.interrupted, rest.counts) == (False, {Kind.UNCHANGED: 2, Kind.NEW: 3})
    with embedded(tmp_path / "other") as other:
        Job(other)(articles)
        assert other.digest() == job.graph.digest()


def test_the_order_of_articles_does_not_matter(job: Job, articles: Path, tmp_path: Path) -> None:
    job(articles)
    records = [meetings.article(n, pair) for n, pair in enumerate(MEETINGS)]
    for seed in range(2):
        random.Random(seed).shuffle(records)
        with embedded(tmp_path / f"shuffled{seed}") as other:
            for record in records:
                Job(other)(meetings.write(tmp_path / "one.jsonl", record))
            assert other.digest() == job.graph.digest()
    assert job.graph.rebuild().edges_added == 0


def test_errors_that_all_articles_would_meet_end_the_run(
    job: Job, articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(text: str, date: str | None = None) -> None:
        raise ModelError("the weights are damaged")

    monkeypatch.setattr(job.extractor, "extract", broken)
    with pytest.raises(ModelError):
        job(articles)
    assert job.outcomes == []


OWNER = """
import sys
from pathlib import Path
from handelsgraph.graph import open_graph
from handelsgraph.settings import Settings
with open_graph(Settings(data=Path(sys.argv[1])), access="write"):
    print("open", flush=True)
    sys.stdin.read()
"""


def test_an_engine_whose_process_is_killed_is_taken_over_and_the_run_goes_on(articles: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-c", OWNER, str(tmp_path / "data")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as owner:
        assert owner.stdout is not None
        assert owner.stdout.readline() == "open\n"
        with embedded(tmp_path / "data") as graph:
            job = Job(graph)

            def kill_after_two() -> bool:
                if len(job.outcomes) == 2:
                    owner.kill()
                    owner.wait()
                return False

            assert job(articles, stop=kill_after_two).counts == {Kind.NEW: 5}
            assert owner.poll() is not None
            assert graph.engine.owned
    with embedded(tmp_path / "data") as graph:
        assert Job(graph)(articles).counts == {Kind.UNCHANGED: 5}
