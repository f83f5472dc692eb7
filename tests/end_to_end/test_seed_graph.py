"""From the seed articles to an answer, by the real model: what README.md promises."""

from __future__ import annotations

import itertools
import random
import shutil
from pathlib import Path

import pytest

from handelsgraph import extraction, intake
from handelsgraph.article import Article
from handelsgraph.graph import open_graph
from handelsgraph.identity import evidence_of
from handelsgraph.places import Gazetteer
from handelsgraph.settings import Settings

from .conftest import SEEDS, as_json, run_command

pytestmark = pytest.mark.slow


def digest_of(data: Path) -> str:
    with open_graph(Settings(data=data, neo4j_uri=None), access="read") as graph:
        return graph.digest()


def test_the_question_is_answered_with_its_evidence(seed_graph: Path) -> None:
    question = ("query", "met", "--region", "Brandenburg", "--partner", "CRRC")
    answer = as_json(run_command(seed_graph, *question, "--evidence", "--json"))
    (row,) = [row for row in answer["rows"] if row["body"] == "LKT Lausitzer Klärtechnik GmbH"]
    assert row["town"] == "Luckau"
    assert row["date"] == "2017-11-27"
    assert "traf sich in Luckau eine chinesische Delegation" in row["sentence"]
    assert row["source"].startswith("https://")


def test_the_answer_is_readable(seed_graph: Path) -> None:
    text = run_command(seed_graph, "query", "met", "--region", "Brandenburg", "--partner", "CRRC", "--evidence").stdout
    for part in ("LKT Lausitzer Klärtechnik GmbH", "Luckau", "2017-11-27", "https://"):
        assert part in text


def test_a_second_ingest_changes_nothing(seed_graph: Path) -> None:
    before = digest_of(seed_graph)
    summary = as_json(run_command(seed_graph, "ingest", SEEDS, "--json"))
    assert summary["counts"]["unchanged"] == 5
    assert digest_of(seed_graph) == before


def test_rebuild_gives_the_same_graph(seed_graph: Path) -> None:
    before = digest_of(seed_graph)
    run_command(seed_graph, "rebuild")
    assert digest_of(seed_graph) == before


def test_forgetting_and_ingesting_again_gives_the_same_graph(seed_graph: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(seed_graph, data)
    before = digest_of(data)
    article = next(a for a in articles() if "CRRC" in a.text)
    run_command(data, "forget", article.url)
    assert digest_of(data) != before
    summary = as_json(run_command(data, "ingest", SEEDS, "--json"))
    assert (summary["counts"]["new"], summary["counts"]["unchanged"]) == (1, 4)
    assert digest_of(data) == before


def articles() -> list[Article]:
    found = [item for path in intake.discover([SEEDS]) for item in intake.read(path)]
    return [item for item in found if isinstance(item, Article)]


def test_any_order_one_by_one_gives_the_same_graph(seed_graph: Path, tmp_path: Path) -> None:
    """Each article is read once; the graph is built anew for every order."""
    extractor, gazetteer = extraction.load(), Gazetteer.load()
    evidence = [evidence_of(a, extractor.extract(a.text, a.published), gazetteer) for a in articles()]
    orders = random.Random(3).sample(list(itertools.permutations(evidence)), 4)
    expected = digest_of(seed_graph)
    for number, order in enumerate(orders):
        with open_graph(Settings(data=tmp_path / str(number)), access="write") as graph:
            for item in order:
                graph.put(item)
            assert graph.digest() == expected
