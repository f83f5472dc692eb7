"""`make model` from data to packaged weights on a toy encoder: every step runs, and it goes on where it was stopped."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from handelsgraph.extraction.labels import RELATIONS
from handelsgraph.extraction.model import Model

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.slow
for module in ("torch", "onnx"):
    pytest.importorskip(module, reason=f"training needs {module}: pip install 'handelsgraph[train]'")


def make(run: Any, sources: Any, out: Path, *more: str) -> Any:
    where = ["--encoder", sources.encoder, "--public", sources.public, "--sources", sources.checksums, "--out", out]
    return run("training.make", *map(str, where), "--config", "model-smoke", "--version", "smoke", *more)


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """A newer folder of articles: some of ours, one of them held out for calibration."""
    folder = tmp_path / "articles"
    folder.mkdir()
    from training.articles import held_out, read_articles

    every = read_articles(ROOT / "training" / "articles")
    some = [a for a in every if held_out(a, 0.01)][:4] + [a for a in every if a.id.startswith("A")][:30]
    for article in some:
        shutil.copy(ROOT / "training" / "articles" / f"{article.id}.txt", folder)
    return folder


def test_all_steps_and_going_on(run: Any, sources: Any, articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = make(run, sources, out, "--data", str(articles))
    assert done.returncode == 0, done.stderr
    steps = [line.removeprefix("== ").split(":")[0] for line in done.stderr.splitlines() if line.startswith("== ")]
    names = ["sources", "stage public", "stage joint", "stage balance", "export", "calibrate", "tune", "card", "done"]
    assert steps == names

    weights = out / "weights"
    meta = json.loads((weights / "model.json").read_text("utf-8"))
    assert [stage["config"]["seed"] for stage in meta["training"]] == [1, 1, 1]
    assert [stage["config"]["articles"] for stage in meta["training"]] == [False, True, True]
    assert [stage["steps"] for stage in meta["training"]] == [4, 24, 6]
    assert set(meta["data"]) == {"articles", *(path.name for path in sources.public.iterdir())}
    assert set(meta["thresholds"]) == set(RELATIONS)
    assert meta["figures"]["measured"]["sets"]["seeds"]["articles"] == 5
    card = (weights / "MODEL_CARD.md").read_text("utf-8")
    assert meta["data"]["articles"][:16] in card
    assert all(relation in card for relation in meta["figures"]["measured"]["sets"]["seeds"]["relations"]["kinds"])
    assert Model.load(weights).meta.training == meta["training"]

    # a finished stage is kept; one whose data changed, and all after it, run again
    before = {name: (out / name / "last.pt").stat().st_mtime_ns for name in ("public", "joint", "balance")}
    (out / "balance" / "made_by").unlink()
    done = make(run, sources, out, "--data", str(articles))
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("finished before") == 2
    after = {name: (out / name / "last.pt").stat().st_mtime_ns for name in before}
    assert [name for name in before if before[name] != after[name]] == ["balance"]


def test_a_wrong_source_is_told_before_anything_is_made(run: Any, sources: Any, tmp_path: Path) -> None:
    file = sources.public / "wikiner-de.part.tsv.gz"
    file.write_bytes(file.read_bytes() + b"x")
    done = make(run, sources, tmp_path / "out")
    assert done.returncode == 1
    assert f"error: {file} is another file: its sha256 is" in done.stderr
    assert "hint: " in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "out").exists()
