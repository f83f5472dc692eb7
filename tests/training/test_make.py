"""`make model` from data to packaged weights on a toy encoder: every step runs, and it goes on where it was stopped."""

from __future__ import annotations

import json
import shutil
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from handelsgraph.extraction.labels import RELATIONS, TAGS
from handelsgraph.extraction.model import Model
from training.articles import held_out, read_articles

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.slow
missing = [module for module in ("torch", "onnx") if find_spec(module) is None]


def make(run: Any, sources: Any, out: Path, *more: str) -> Any:
    where = ["--encoder", sources.encoder, "--public", sources.public, "--sources", sources.checksums, "--out", out]
    return run("training.make", *map(str, where), "--config", "model-smoke", "--version", "smoke", *more)


def steps(done: Any) -> list[str]:
    """Return what was begun, from the messages: "stage public", "export"..."""
    return [line.removeprefix("== ").split(":")[0] for line in done.stderr.splitlines() if line.startswith("== ")]


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """A newer folder of articles: some of ours, two of them held out for calibration."""
    folder = tmp_path / "articles"
    folder.mkdir()
    every = read_articles(ROOT / "training" / "articles")
    some = [a for a in every if held_out(a, 0.01)][:2] + [a for a in every if a.id.startswith("A")][:12]
    for article in some:
        shutil.copy(ROOT / "training" / "articles" / f"{article.id}.txt", folder)
    return folder


@pytest.mark.skipif(bool(missing), reason=f"training needs {', '.join(missing)}: pip install 'handelsgraph[train]'")
def test_all_steps_and_going_on(run: Any, sources: Any, articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "joint").write_text("in the way of the stage's folder", encoding="utf-8")
    stopped = make(run, sources, out, "--data", str(articles))
    assert stopped.returncode == 1
    assert steps(stopped) == ["sources", "stage public", "stage joint"]
    assert f"Not a directory: '{out / 'joint'}" in stopped.stderr
    assert "Traceback" not in stopped.stderr
    before = (out / "public" / "last.pt").stat().st_mtime_ns

    (out / "joint").unlink()
    done = make(run, sources, out, "--data", str(articles))
    assert done.returncode == 0, done.stderr
    names = ["sources", "stage public", "stage joint", "stage balance", "export", "calibrate", "tune", "card", "done"]
    assert steps(done) == names
    assert done.stderr.count("finished before") == 1
    assert (out / "public" / "last.pt").stat().st_mtime_ns == before
    log = [json.loads(line) for line in (out / "joint" / "log.jsonl").read_text("utf-8").splitlines()]
    assert any("figures" in row for row in log)

    weights = out / "weights"
    meta = json.loads((weights / "model.json").read_text("utf-8"))
    assert [stage["config"]["seed"] for stage in meta["training"]] == [1, 1, 1]
    assert [stage["config"]["articles"] for stage in meta["training"]] == [False, True, True]
    assert [stage["steps"] for stage in meta["training"]] == [2, 6, 2]
    assert set(meta["data"]) == {"articles", *(path.name for path in sources.public.iterdir())}
    assert set(meta["thresholds"]) == set(RELATIONS)
    assert len(meta["confidence"]) == 2
    assert meta["figures"]["measured"]["sets"]["seeds"]["articles"] == 5
    card = (weights / "MODEL_CARD.md").read_text("utf-8")
    assert meta["data"]["articles"][:16] in card
    assert all(relation in card for relation in meta["figures"]["measured"]["sets"]["seeds"]["relations"]["kinds"])
    model = Model.load(weights)
    assert model.meta.training == meta["training"]
    what_the_model_says_has_its_shape(model)


def what_the_model_says_has_its_shape(model: Model) -> None:
    """Run the exported graphs."""
    (window,) = model.windows("Die Kammer reist nach Polen.\nSie traf den Bürgermeister.")
    tagging = model.tag(window)
    assert tagging.log_probs.shape == (len(window.words), len(TAGS))
    assert np.allclose(np.exp(tagging.log_probs).sum(1), 1, atol=1e-3)
    mentions = [(1, 2, "Agency", "name"), (4, 5, "Country", "name"), (6, 7, "Agency", "reference")]
    scores = model.relate(window, tagging.states, mentions, [("Agency", [0, 2]), ("Country", [1])])
    assert scores.antecedents.shape == (3, 3)
    assert scores.holds.shape == (len(scores.pairs), len(RELATIONS))
    assert ((scores.holds >= 0) & (scores.holds <= 1)).all()
    assert model.relate(window, tagging.states, [], []).pairs == []


def test_a_wrong_source_is_told_before_anything_is_made(run: Any, sources: Any, tmp_path: Path) -> None:
    file = sources.public / "wikiner-de.part.tsv.gz"
    file.write_bytes(file.read_bytes() + b"x")
    done = make(run, sources, tmp_path / "out")
    assert done.returncode == 1
    assert f"error: {file} is another file: its sha256 is" in done.stderr
    assert "hint: " in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "out").exists()
