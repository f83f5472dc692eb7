"""The articles made for measurements are readable and the same every time."""

from __future__ import annotations

import importlib.util
import sys
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

from handelsgraph import intake
from handelsgraph.article import Article
from handelsgraph.schema import RELATIONS


def load(name: str) -> ModuleType:
    path = Path(__file__).parent.parent / "benchmarks" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # dataclasses look there for the types of their fields
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def generate() -> ModuleType:
    return load("generate")


def test_generated_articles(generate: ModuleType, tmp_path: Path) -> None:
    first, again, other = (tmp_path / f"{name}.jsonl" for name in ("first", "again", "other"))
    characters = generate.write(first, 20)
    generate.write(again, 20)
    generate.write(other, 20, seed=2)
    assert first.read_bytes() == again.read_bytes() != other.read_bytes()
    found = [item for item in intake.read(first) if isinstance(item, Article)]
    assert len({item.id for item in found}) >= 19  # a shuffled text may have too little German to pass
    assert characters >= sum(len(item.text) for item in found)
    assert not any("[e" in item.text or "%%" in item.text for item in found)


@pytest.mark.slow
def test_the_large_graph_is_the_same_every_time_and_has_the_shape_it_claims() -> None:
    scale_graph = load("scale_graph")
    made, again, other = (scale_graph.make(12_000, seed) for seed in (1, 1, 2))
    assert made.edges == again.edges != other.edges
    assert len(made.edges) + len(made.inferred) == 12_000
    assert len(set(made.edges)) == len(made.edges)
    assert [len(made.laender), len(made.countries)] == [16, 190]
    assert len(made.kreise) == pytest.approx(400, abs=5)
    for subject, relation, obj in made.edges:
        assert RELATIONS[relation].allows(made.nodes[subject].label, made.nodes[obj].label)
    degrees = Counter(end for subject, _, obj in made.edges for end in (subject, obj) if end.startswith("body:"))
    ranked = sorted(degrees.values())
    assert ranked[-1] > 20 * ranked[len(ranked) // 2]
    first = next(iter(scale_graph.rows(made, 1, 12_000)))
    assert all(properties.get("inferred") or properties["sentence"] for properties in first.values())


def test_short_articles_are_all_different_and_the_same_every_time() -> None:
    short = load("short_articles")
    made, again, other = (list(short.records(300, seed)) for seed in (1, 1, 2))
    assert made == again != other
    assert len({record["text"] for record in made}) == len({record["url"] for record in made}) == 300
