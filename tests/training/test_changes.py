"""Articles are changed before they are trained on: what is annotated in them stays annotated."""

from __future__ import annotations

import random
from pathlib import Path

from training.articles import parse, read_articles
from training.augment import Augmentation, Augmenter

ROOT = Path(__file__).parents[2]


def test_changed_articles_keep_their_marks() -> None:
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
