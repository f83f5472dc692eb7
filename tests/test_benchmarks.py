"""The articles made for measurements are readable and the same every time."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from handelsgraph import intake
from handelsgraph.article import Article


@pytest.fixture
def generate() -> ModuleType:
    path = Path(__file__).parent.parent / "benchmarks" / "generate.py"
    spec = importlib.util.spec_from_file_location("generate", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


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
