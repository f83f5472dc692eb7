"""Thresholds end to end: ``python -m training.tune WEIGHTS`` with weights that are calibrated already.

``calibrate.py`` knows the gold mentions; at run time clusters, tagged mentions and rules come in between. This runs the
whole package on the held-out articles, keeps every statement it would consider, maps found entities to gold ones by the
places they share in the text, and puts each relation's threshold where F1 is best.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np

from handelsgraph.extraction.labels import RELATION_ID, UNDIRECTED
from handelsgraph.extraction.model import WEIGHTS
from handelsgraph.reading import Reading
from training.articles import Article, held_out, read_articles
from training.cached import load_cached
from training.calibrate import best_thresholds
from training.evaluate import Key, gold_keys
from training.sources import ARTICLES

LEAST = 0.03  # as a choice of the user: moves every threshold far down


def entity_map(article: Article, reading: Reading) -> dict[str, str]:
    """Found entity -> the gold entity of the same label that most of its mentions overlap with."""
    labels = {e.id: str(e.label) for e in reading.entities}
    votes: dict[str, Counter[str]] = {}
    for found in reading.mentions:
        for gold in article.mentions:
            same = article.entities[gold.entity].label == labels[found.entity]
            if same and found.start < gold.end and gold.start < found.end:
                votes.setdefault(found.entity, Counter())[gold.entity] += 1
    return {found: counter.most_common(1)[0][0] for found, counter in votes.items()}


def statements(article: Article, reading: Reading) -> dict[Key, float]:
    """Statements with the gold entities' ids (or the found ones' where there is none) -> highest confidence."""
    known = entity_map(article, reading)
    out: dict[Key, float] = {}
    for s in reading.statements:
        ends = [known.get(s.subject, f"found {s.subject}"), known.get(s.object, f"found {s.object}")]
        if s.type in UNDIRECTED:
            ends.sort()
        key = (article.id, s.type, ends[0], ends[1])
        out[key] = max(s.confidence, out.get(key, 0.0))
    return out


def thresholds_of(found: dict[Key, float], required: dict[Key, bool], optional: set[Key]) -> dict[str, Any]:
    """Thresholds by relation, and the figures they give."""
    rows = [(key, value) for key, value in found.items() if key not in optional]
    p = np.array([value for _, value in rows], np.float32)
    truth = np.array([key in required for key, _ in rows], np.float32)
    relation = np.array([RELATION_ID[key[1]] for key, _ in rows])
    missed = [RELATION_ID[key[1]] for key in required if key not in found]
    common, thresholds = best_thresholds(p, truth, relation, missed)
    said = p > np.array([thresholds[key[1]] for key, _ in rows])
    hit = int((said & (truth > 0)).sum())
    return {
        "thresholds": thresholds,
        "common_threshold": round(common, 3),
        "f1": round(2 * hit / (int(said.sum()) + len(required)), 4),
        "precision": round(hit / max(1, int(said.sum())), 4),
        "recall": round(hit / len(required), 4),
    }


def write(path: Path, **values: object) -> None:
    """Replace values of ``model.json``."""
    raw = json.loads(path.read_text(encoding="utf-8")) | values
    path.write_text(json.dumps(raw, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0] if __doc__ else None)
    parser.add_argument("weights", type=Path, nargs="?", default=WEIGHTS, help="default: those of the package")
    parser.add_argument(
        "--cache", type=Path, help="folder for the network's answers: it then runs once, not for each bias"
    )
    parser.add_argument("--data", type=Path, default=ARTICLES, help="annotated articles (default: training/articles)")
    parser.add_argument("--held-out", type=float, default=0.07)
    parser.add_argument("--event-bias", type=float, nargs="+", default=[1.0, 1.5, 2.0, 2.5], help="values to try")
    options = parser.parse_args()
    articles = [a for a in read_articles(options.data) if held_out(a, options.held_out)]
    required, optional = gold_keys(articles)
    path = options.weights / "model.json"
    tried = {}
    for bias in options.event_bias:
        write(path, event_bias=bias)
        extractor = load_cached(
            options.weights, options.cache, changes={"mentions": {"event_bias": None}}, threshold=LEAST
        )
        found: dict[Key, float] = {}
        for article in articles:
            found |= statements(article, extractor.extract(article.text))
        tried[bias] = thresholds_of(found, required, optional)
        print(json.dumps({"event_bias": bias, **tried[bias]}), flush=True)
    best = max(tried, key=lambda bias: tried[bias]["f1"])
    figures = json.loads(path.read_text(encoding="utf-8"))["figures"] | {"end_to_end": tried[best]}
    write(path, event_bias=best, thresholds=tried[best]["thresholds"], figures=figures)


if __name__ == "__main__":
    main()
