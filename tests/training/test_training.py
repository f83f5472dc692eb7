"""A run of seconds through the whole of training: train, export, calibrate, load. Needs torch (extra ``train``)."""

import json
import random
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from handelsgraph.extraction.labels import RELATIONS, TAGS
from handelsgraph.extraction.model import Model

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.slow
for module in ("torch", "onnx"):
    pytest.importorskip(module, reason=f"training needs {module}: pip install 'handelsgraph[train]'")


def test_train_export_calibrate_load(run: Any, encoder: Path, tmp_path: Path) -> None:
    def step(*arguments: str) -> None:
        done = run(*arguments)
        assert done.returncode == 0, done.stderr

    out, weights = tmp_path / "run", tmp_path / "weights"
    step("training.train", "training/configs/smoke.yaml", "--encoder", str(encoder), "--out", str(out))
    log = [json.loads(line) for line in (out / "log.jsonl").read_text("utf-8").splitlines()]
    assert any("figures" in row for row in log)
    checkpoint = str(out / "last.pt")
    step("training.export", checkpoint, "--encoder", str(encoder), "--out", str(weights), "--vocabulary", "400")
    step("training.calibrate", str(weights), "--held-out", "0.02")

    model = Model.load(weights)
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


def test_changed_articles_keep_their_marks() -> None:
    from training.articles import parse, read_articles
    from training.augment import Augmentation, Augmenter

    articles = read_articles(ROOT / "training" / "articles")[::20]
    everything = Augmentation(names=1, furniture=1, quotes=1, breaks=1, typos=0, capitals=1)
    augment, rng = Augmenter(articles, everything), random.Random(5)
    for article in articles:
        changed = augment(article, rng)
        assert [m.entity for m in changed.mentions] == [m.entity for m in article.mentions]
        assert changed.relations == article.relations
        for old, new in zip(article.mentions, changed.mentions, strict=True):
            surface = changed.text[new.start : new.end]
            assert surface == surface.strip()
            if old.kind != "name":
                assert surface.casefold().split() == article.text[old.start : old.end].casefold().split()
        assert all(not (m.start < b and a < m.end) for m in changed.mentions for a, b in changed.furniture)
    assert parse("[e1|Bonn]~\n---\ne1 City Bonn\n---\n", "x").text == "Bonn~\n"
