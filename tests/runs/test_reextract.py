"""Reading stored texts again with another version of the extractor, on every engine."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import meetings
import pytest
from later import TEXTS, Later, articles, fill

from handelsgraph.article import Article
from handelsgraph.errors import ModelError
from handelsgraph.graph import Graph, open_graph
from handelsgraph.places import Gazetteer
from handelsgraph.reading import Reading
from handelsgraph.runs.reextract import Reread, reextract
from handelsgraph.settings import Settings
from handelsgraph.shard import Shard

pytestmark = pytest.mark.slow


def again(graph: Graph, gazetteer: Gazetteer, extractor: meetings.Meetings, **options: Any) -> tuple[Reread, list[str]]:
    told: list[str] = []
    done = reextract(graph, extractor, gazetteer, lambda article: told.append(article.id), **options)  # type: ignore[arg-type]
    return done, told


def fresh(path: Path, gazetteer: Gazetteer, some: list[Article]) -> str:
    """Return the digest of a graph that only the later version has read."""
    with open_graph(Settings(data=path), access="write") as graph:
        fill(graph, gazetteer, some, Later())
        return graph.digest()


def versions(graph: Graph) -> Counter[str]:
    return Counter(known.extractor for known in graph.known([*graph.ids()]).values())


@pytest.mark.parametrize("workers", [1, 3])
def test_what_another_version_read_is_read_again(
    open_graph: Any, gazetteer: Gazetteer, tmp_path: Path, workers: int
) -> None:
    with open_graph() as graph:
        fill(graph, gazetteer, articles())
        numbers: list[int] = []
        done, told = again(graph, gazetteer, Later(), workers=workers, total=numbers.append)
        assert (done.due, done.done, done.left, done.failures, done.interrupted) == (5, 5, 0, [], False)
        assert numbers == [5]
        assert told == [article.id for article in articles()]
        assert (done.changes.edges_added, done.changes.edges_removed) == (2, 2)
        assert versions(graph) == {"meetings 2": 5}
        assert graph.digest() == fresh(tmp_path / "fresh", gazetteer, articles())

        read: list[str] = []
        done, told = again(graph, gazetteer, Later(read.append), workers=workers)
        assert (done.due, told, read) == (0, [], [])
        done, told = again(graph, gazetteer, Later(read.append), workers=workers, everything=True)
        assert (done.due, done.done, len(read)) == (5, 5, 5)
        assert (done.changes.edges_added, done.changes.edges_removed) == (0, 0)


def test_shards_read_each_article_again_once(open_graph: Any, gazetteer: Gazetteer, tmp_path: Path) -> None:
    with open_graph() as graph:
        fill(graph, gazetteer, articles())
        shards = [again(graph, gazetteer, Later(), shard=Shard(number, 2), everything=True) for number in (1, 2)]
        assert sum(done.done for done, _ in shards) == 5
        assert sorted(id_ for _, told in shards for id_ in told) == sorted(article.id for article in articles())
        assert graph.digest() == fresh(tmp_path / "fresh", gazetteer, articles())


@pytest.mark.parametrize("workers", [1, 3])
def test_it_stops_after_an_article_and_goes_on_from_there(
    open_graph: Any, gazetteer: Gazetteer, tmp_path: Path, workers: int
) -> None:
    with open_graph() as graph:
        fill(graph, gazetteer, articles())
        told: list[str] = []
        done = reextract(
            graph,
            Later(),  # type: ignore[arg-type]
            gazetteer,
            lambda article: told.append(article.id),
            stop=lambda: len(told) == 2,
            workers=workers,
        )
        assert (done.interrupted, done.done, done.left) == (True, 2, 0)
        assert versions(graph) == {"meetings 1": 3, "meetings 2": 2}
        done, rest = again(graph, gazetteer, Later(), workers=workers)
        assert (done.interrupted, done.due) == (False, 3)
        assert told + rest == [article.id for article in articles()]
        assert graph.digest() == fresh(tmp_path / "fresh", gazetteer, articles())


def test_an_article_that_fails_keeps_what_it_has_and_costs_no_other(open_graph: Any, gazetteer: Gazetteer) -> None:
    def fail(text: str) -> None:
        if "Dohle" in text:
            raise ValueError("cannot read this")

    with open_graph() as graph:
        fill(graph, gazetteer, articles())
        done, told = again(graph, gazetteer, Later(fail))
        assert (done.done, done.left, len(told)) == (3, 0, 5)
        assert {(found.url, found.reason) for found in done.failures} == {
            ("https://example.org/2", "ValueError: cannot read this"),
            ("https://example.org/5", "ValueError: cannot read this"),
        }
        assert versions(graph) == {"meetings 1": 2, "meetings 2": 3}
        assert "Dohle GmbH" in [row[0] for row in graph.read("MATCH (e:Company) RETURN e.name").rows]
        assert again(graph, gazetteer, Later())[0].due == 2


def test_an_error_that_all_would_meet_is_raised(open_graph: Any, gazetteer: Gazetteer) -> None:
    class Broken(Later):
        def extract(self, text: str, date: str | None = None) -> Reading:
            raise ModelError("the weights are damaged")

    with open_graph() as graph:
        fill(graph, gazetteer, articles())
        with pytest.raises(ModelError):
            again(graph, gazetteer, Broken())
        assert versions(graph) == {"meetings 1": 5}


def test_what_somebody_else_changes_or_forgets_meanwhile_is_left_alone(open_graph: Any, gazetteer: Gazetteer) -> None:
    changed = Article("https://example.org/1", "Die Adler GmbH traf die Habicht GmbH.", "Nummer 1", "2024-05-01")
    with open_graph() as graph:
        fill(graph, gazetteer, articles())

        def meddle(text: str) -> None:
            if text == TEXTS[1]:
                fill(graph, gazetteer, [changed])
            if text == TEXTS[3]:
                graph.forget(Article("https://example.org/3", text).id)

        done, _ = again(graph, gazetteer, Later(meddle))
        assert (done.due, done.done, done.left) == (5, 3, 2)
        assert graph.articles([changed.id]) == [changed]
        assert graph.known([changed.id])[changed.id].extractor == "meetings 1"
        assert len([*graph.ids()]) == 4


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_process_that_is_ended_anywhere_is_gone_on_from(
    tmp_path: Path, gazetteer: Gazetteer, number: signal.Signals
) -> None:
    some = articles({n: TEXTS[n % 5 + 1] + f" Es war Besuch Nummer {n}." for n in range(60)})
    with open_graph(Settings(data=tmp_path / "data"), access="write") as graph:
        fill(graph, gazetteer, some)
    here = Path(__file__).parent
    environment = {**os.environ, "PYTHONPATH": str(here.parent)}
    command = [sys.executable, str(here / "reextract_worker.py"), str(tmp_path / "data")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as worker:
        assert worker.stdout is not None
        told = [worker.stdout.readline().strip() for _ in range(3)]
        worker.send_signal(number)
        told += worker.communicate(timeout=120)[0].split()
    if number is not signal.SIGKILL:
        assert (worker.returncode, told.pop()) == (0, "interrupted")
    with open_graph(Settings(data=tmp_path / "data"), access="write") as graph:
        read = {key for key, known in graph.known([*graph.ids()]).items() if known.extractor == "meetings 2"}
        assert read >= set(told)
        assert len(read) - len(told) <= (number is signal.SIGKILL)
        assert len(told) < len(some)
        done, rest = again(graph, gazetteer, Later())
        assert (done.done, len(rest)) == (len(some) - len(read), len(some) - len(read))
        assert graph.digest() == fresh(tmp_path / "fresh", gazetteer, some)


def test_the_commands_with_the_real_model(tmp_path: Path) -> None:
    def command(*arguments: str) -> Any:
        done = subprocess.run(
            [sys.executable, "-m", "handelsgraph", "--data", str(tmp_path / "data"), *arguments],
            capture_output=True, text=True, timeout=300, check=True,
        )  # fmt: skip
        return json.loads(done.stdout)

    text = "Eine Delegation der Handelskammer Hamburg besuchte im Mai die Firma CRRC in Tianjin."
    path = meetings.write(tmp_path / "a.jsonl", {"url": "https://example.org/1", "text": text, "date": "2024-05-20"})
    made = command("ingest", str(path), "--json")["changes"]["edges_added"]
    assert made
    before = command("status", "--json") | {"engine": None}  # its port is another each time
    shown = command("diff", "--threshold", "1", "--json")
    assert command("status", "--json") | {"engine": None} == before
    assert {edge["change"] for edge in shown["edges"]} == {"removed"}
    assert shown["edges"][0]["sentence"] == text
    done = command("reextract", "--threshold", "1", "--json")
    assert (done["due"], done["done"], done["changes"]["edges_removed"]) == (1, 1, len(shown["edges"]))
    assert command("diff", "--threshold", "1", "--json")["due"] == 0
