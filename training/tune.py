"""Thresholds end to end: ``python -m training.tune WEIGHTS`` with weights that are calibrated already.

``calibrate.py`` knows the gold mentions; at run time clusters, tagged mentions and rules come in between. This runs the
whole package on the held-out articles, keeps every statement it would consider, maps found entities to gold ones by the
places they share in the text, and puts each relation's threshold where F1 is best. Then it fits what a statement's
confidence is worth end to end (Platt 1999): ``--keep`` does only this.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np

from handelsgraph.extraction.extractor import Extractor
from handelsgraph.extraction.labels import RELATION_ID, UNDIRECTED
from handelsgraph.extraction.model import WEIGHTS
from handelsgraph.reading import Reading
from training.articles import Article, held_out, read_articles
from training.cached import load_cached
from training.calibrate import best_thresholds, logistic, logit
from training.evaluate import Key, gold_keys
from training.sources import ARTICLES

LEAST = 0.03  # as a choice of the user: moves every threshold far down
FLOOR = 0.05  # what is less probable says little about the confidence of what is given


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


def all_statements(articles: Iterable[Article], extractor: Extractor) -> dict[Key, float]:
    """Return the statements of all articles with their confidence."""
    found: dict[Key, float] = {}
    for article in articles:
        found |= statements(article, extractor.extract(article.text))
    return found


def confidence_of(found: dict[Key, float], required: dict[Key, bool], optional: set[Key]) -> list[float]:
    """Scale and shift of the logit that make a confidence the share of its statements that is right."""
    rows = [(key, value) for key, value in found.items() if key not in optional and value >= FLOOR]
    values = logit(np.array([value for _, value in rows], np.float32))
    truth = np.array([key in required for key, _ in rows], np.float32)
    design = np.stack([values, np.ones_like(values)], 1)
    scale, shift = logistic(design, truth, np.array([1.0, 0.0]), np.ones(2)).tolist()
    if scale <= 0:  # it would turn their order round: such confidences say nothing, and are left as they are
        return [1.0, 0.0]
    return [round(scale, 4), round(shift, 4)]


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
    parser.add_argument("--keep", action="store_true", help="keep bias and thresholds; fit the confidence only")
    parser.add_argument("--event-bias", type=float, nargs="+", default=[1.0, 1.5, 2.0, 2.5], help="values to try")
    options = parser.parse_args()
    articles = [a for a in read_articles(options.data) if held_out(a, options.held_out)]
    required, optional = gold_keys(articles)
    path = options.weights / "model.json"
    write(path, confidence=[1.0, 0.0])
    tried = {}
    for bias in () if options.keep else options.event_bias:
        write(path, event_bias=bias)
        extractor = load_cached(
            options.weights, options.cache, changes={"mentions": {"event_bias": None}}, threshold=LEAST
        )
        tried[bias] = thresholds_of(all_statements(articles, extractor), required, optional)
        print(json.dumps({"event_bias": bias, **tried[bias]}), flush=True)
    if tried:
        best = max(tried, key=lambda bias: tried[bias]["f1"])
        figures = json.loads(path.read_text(encoding="utf-8"))["figures"] | {"end_to_end": tried[best]}
        write(path, event_bias=best, thresholds=tried[best]["thresholds"], figures=figures)
    # the confidence is that of the pipeline as it is packaged, with its own bias
    extractor = load_cached(options.weights, options.cache, threshold=LEAST)
    confidence = confidence_of(all_statements(articles, extractor), required, optional)
    write(path, confidence=confidence)
    print(json.dumps({"confidence": confidence}))


if __name__ == "__main__":
    main()
