"""Several machines, each with its own fetch state, keep one graph up to date: nothing is done twice, nothing undone."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import meetings
import pytest
from portal import FAST, Portal
from stories import story

from handelsgraph.errors import DataLockedError
from handelsgraph.graph import Graph
from handelsgraph.places import Gazetteer
from handelsgraph.runs import Guard, Options, Summary, update
from handelsgraph.settings import Settings
from handelsgraph.shard import Shard
from handelsgraph.web import SqliteState, belongs
from handelsgraph.web.source import FilesSource, SourcesFile

BOTH = (Shard(1, 2), Shard(2, 2))
FIRST = datetime(2024, 6, 1, 6, 0, tzinfo=UTC)

pytestmark = pytest.mark.slow


class Machine:
    """Runs updates of one shard, or of everything, with a state of its own; `results` has what became of addresses."""

    def __init__(self, graph: Graph, clock: Iterator[datetime], gazetteer: Gazetteer, shard: Shard | None) -> None:
        self.graph, self.clock, self.gazetteer, self.shard = graph, clock, gazetteer, shard
        self.state = SqliteState()
        self.results: dict[str, str] = {}

    def run(self, *sources: Any, **options: Any) -> Summary:
        self.results.clear()
        return update(
            list(sources),
            self.graph,
            meetings.Meetings(),
            self.gazetteer,
            self.state,
            Settings(contact="presse@example.org"),
            lambda found: self.results.__setitem__(found.url, found.result),
            Options(shard=self.shard, prune=True, **options),
            now=next(self.clock),
        )


@pytest.fixture
def machine(open_graph: Any, gazetteer: Gazetteer) -> Iterator[Callable[[Shard | None], Machine]]:
    """Make machines that feed the same graph; each run is a day after the one before."""
    clock = iter(FIRST + timedelta(days=n) for n in range(1000))
    with open_graph() as graph:
        yield lambda shard: Machine(graph, clock, gazetteer, shard)


@pytest.fixture
def portals() -> Iterator[dict[Shard, Portal]]:
    """A portal for each of the two shards."""
    found: dict[Shard, Portal] = {}
    with ExitStack() as stack:
        while len(found) < len(BOTH):
            portal = stack.enter_context(Portal())
            found.setdefault(next(shard for shard in BOTH if belongs(portal.url(), shard)), portal)
        yield found


def files(path: Path) -> FilesSource:
    entry = {"name": "press", "kind": "files", "paths": [str(path)], "limits": FAST}
    (source,) = SourcesFile.model_validate({"source": [entry]}).sources()
    assert isinstance(source, FilesSource)
    return source


def write(path: Path, *numbers: int) -> Path:
    """Write articles of as many hosts."""
    records = (meetings.article(n, (f"Adler{n}", f"Biber{n}")) | {"url": f"https://host{n}.example/a"} for n in numbers)
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def held(graph: Graph) -> set[str]:
    return {row[0] for row in graph.read("MATCH (a:Article) RETURN a.url AS url").rows}


def test_files_are_shared_out_and_only_their_owner_takes_them_back(machine: Any, tmp_path: Path) -> None:
    source = files(write(tmp_path / "a.jsonl", *range(12)))
    first, second = map(machine, BOTH)
    first.run(source)
    second.run(source)
    assert first.results.keys().isdisjoint(second.results)
    assert set(first.results.values()) == set(second.results.values()) == {"new"}
    assert len(held(first.graph)) == 12

    write(tmp_path / "a.jsonl", *range(1, 12))
    gone = "https://host0.example/a"
    owner, other = (first, second) if belongs(gone, first.shard) else (second, first)
    other.run(source)
    assert gone not in other.results
    assert len(held(first.graph)) == 12
    owner.run(source)
    assert owner.results[gone] == "withdrawn"
    assert held(first.graph) == {f"https://host{n}.example/a" for n in range(1, 12)}


@pytest.mark.parametrize("later", [Shard(1, 2), Shard(2, 2), Shard(2, 3)])
def test_a_machine_that_gets_a_smaller_share_takes_nothing_back(machine: Any, tmp_path: Path, later: Shard) -> None:
    source = files(write(tmp_path / "a.jsonl", *range(12)))
    alone = machine(None)
    alone.run(source)
    digest = alone.graph.digest()
    alone.shard = later
    for _ in range(4):
        assert alone.run(source).outcome == "done"
        assert set(alone.results.values()) == {"unchanged"}
    assert alone.graph.digest() == digest


def test_a_host_is_asked_by_one_machine(machine: Any, portals: dict[Shard, Portal]) -> None:
    addresses = {shard: portal.publish("a", "Treffen", story(("Adler", "Biber"))) for shard, portal in portals.items()}
    sources = [portal.source(name=f"portal-{shard.number}") for shard, portal in portals.items()]
    for shard in BOTH:
        worker = machine(shard)
        worker.run(*sources)
        assert worker.results == {addresses[shard]: "new"}
    assert held(worker.graph) == set(addresses.values())
    assert [len(portal.asked("/presse/a")) for portal in portals.values()] == [1, 1]


def test_what_another_shard_has_is_not_taken_back_where_a_redirect_to_it_goes(
    machine: Any, portals: dict[Shard, Portal]
) -> None:
    here, there = (portals[shard] for shard in BOTH)
    article = there.publish("a", "Treffen", story(("Adler", "Biber")))
    here.route("/alt/a", lambda handler: handler.redirect(article, 301))
    first, second = map(machine, BOTH)
    old = here.source("pages", name="old", urls=[here.url("/alt/a")])
    first.run(old)
    second.run(there.source())
    assert held(first.graph) == {article}
    here.route("/alt/a", lambda handler: handler.send(410, b"", "text/plain"))
    first.run(old)
    assert set(first.results.values()) == {"missing"}
    assert held(first.graph) == {article}
    there.withdraw("a", 410)
    second.run(there.source())
    assert held(first.graph) == set()


def test_runs_of_different_shards_may_go_on_at_once(machine: Any) -> None:
    runs = machine(None).graph.runs
    first, second = BOTH
    assert runs.begin("v", ["a"], FIRST, first) == 1
    assert runs.begin("v", ["a"], FIRST, second) == 2
    for shard in (first, Shard(1, 3), Shard(3, 3), None):
        with pytest.raises(DataLockedError, match="still going on"):
            runs.begin("v", ["a"], FIRST, shard)
    for number in (1, 2):
        runs.end(number, "done", {}, _NOTHING, now=FIRST)
    assert runs.begin("v", ["b"], FIRST + timedelta(days=1)) == 3
    with pytest.raises(DataLockedError, match="run 3 is still going on"):
        runs.begin("v", ["a"], FIRST + timedelta(days=1), first)


_NOTHING = {"nodes_added": 0, "nodes_removed": 0, "edges_added": 0, "edges_removed": 0}


def test_a_shard_goes_by_its_own_runs_and_those_of_all(machine: Any) -> None:
    runs = machine(None).graph.runs
    for day, shard in enumerate((None, BOTH[0], BOTH[1])):
        number = runs.begin("v", ["a"], FIRST + timedelta(days=day), shard)
        runs.end(number, "done", {}, _NOTHING, now=FIRST + timedelta(days=day))
    begun = [runs.begun(shard)["a"] - FIRST for shard in (None, *BOTH, Shard(1, 3))]
    assert begun == [timedelta(days=n) for n in (0, 1, 2, 0)]
    assert [runs.last_good(shard).number for shard in (None, *BOTH, Shard(1, 3))] == [3, 2, 3, 1]
    assert [run.shard for run in runs.last(3)] == ["2/2", "1/2", None]


def test_all_shards_together_may_remove_what_one_run_may() -> None:
    guard = Guard()
    assert guard.of(None).allowed(10_000) == 500
    assert sum(guard.of(Shard(n, 4)).allowed(10_000) for n in range(1, 5)) == 500
