"""Calibrate exported weights on the held-out articles: ``python -m training.calibrate WEIGHTS``.

Runs the exported (quantised) model with gold mentions, fits one scale and a shift per relation to its logits
(Platt 1999, shifts shrunk towards the common one), picks the thresholds and the bias of event tags, and writes them
with the figures into ``model.json``.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from handelsgraph.extraction.decode import spans, viterbi
from handelsgraph.extraction.labels import RELATION_ID, RELATIONS, TAGS
from handelsgraph.extraction.model import Model
from training.articles import held_out, read_articles
from training.evaluate import Key, Scored, figures, gold_relations, relation_scores
from training.samples import FloatArray, Sample, samples_of, targets
from training.sources import ARTICLES

BIASES = (0.0, 0.5, 1.0, 1.5, 2.0)
SHRINK = 8.0  # strength of the pull of a relation's shift and threshold towards the common one


def logit(p: FloatArray) -> FloatArray:
    """Inverse of the logistic function, kept finite."""
    q = np.clip(p.astype(np.float64), 1e-7, 1 - 1e-7)
    return np.log(q / (1 - q)).astype(np.float32)


def score(model: Model, sample: Sample) -> Scored:
    """Run the exported model on a sample with its gold mentions (the model must be uncalibrated)."""
    tagging = model.tag(sample.window)
    out = Scored(sample, tagging.log_probs, tagging.furniture)
    if sample.mentions:
        out.target = targets(sample, sample.mentions, model.meta.allowed_matrix())
        found = out.target.features
        mentions = [(m.start, m.end, m.label, m.kind) for m in sample.mentions]
        labels = [sample.article.entities[i].label for i in out.target.entities]
        entities = [(label, np.flatnonzero(row).tolist()) for label, row in zip(labels, found.member, strict=True)]
        scores = model.relate(sample.window, tagging.states, mentions, entities)
        out.antecedents = scores.antecedents[found.ask]
        out.logits = np.stack([logit(scores.holds), logit(scores.planned)], 1)
    return out


def fit(values: FloatArray, relation: np.ndarray, truth: FloatArray) -> tuple[float, FloatArray]:
    """Scale and per-relation shifts that make ``scale * value + shift`` a calibrated logit."""
    count = len(RELATIONS)
    design = np.zeros((len(values), count + 2))
    design[:, 0], design[:, 1] = values, 1  # scale, common shift, then each relation's deviation from it
    design[np.arange(len(values)), relation + 2] = 1
    start = np.concatenate([[1.0, 0.0], np.zeros(count)])
    pull = np.concatenate([[1e-3, 1e-3], np.full(count, SHRINK)])
    weights = logistic(design, truth, start, pull)
    return float(weights[0]), weights[1] + weights[2:]


def logistic(design: FloatArray, truth: FloatArray, start: FloatArray, pull: FloatArray) -> FloatArray:
    """Logistic regression by Newton's method: weights [D] of a design [N, D], pulled to ``start`` by ``pull`` [D]."""
    weights = start.astype(np.float64)
    for _ in range(30):
        p = 1 / (1 + np.exp(-(design @ weights)))
        gradient = design.T @ (p - truth) + pull * (weights - start)
        curvature = (design * (p * (1 - p))[:, None]).T @ design + np.diag(pull)
        weights -= np.linalg.solve(curvature, gradient)
    return weights


def best_threshold(p: FloatArray, truth: FloatArray, missed: int, prior: float = 0.5, strength: float = 0.0) -> float:
    """Find the threshold with the best F1, less a penalty for straying from ``prior``.

    ``missed``: relations that were never scored.
    """
    grid = np.arange(0.2, 0.75, 0.025)
    said = np.array([(p > t).sum() for t in grid])
    hit = np.array([((p > t) & (truth > 0)).sum() for t in grid])
    f1 = 2 * hit / np.maximum(1, said + truth.sum() + missed)
    return float(grid[int(np.argmax(f1 - strength * np.abs(grid - prior)))])


def best_thresholds(
    p: FloatArray, truth: FloatArray, relation: np.ndarray, missed: list[int]
) -> tuple[float, dict[str, float]]:
    """Find the common threshold and those by relation, pulled towards it where a relation has few examples.

    ``p``, ``truth``, ``relation``: [N] probability, 0 or 1, and relation number of every scored pair. ``missed``:
    relation numbers of required relations that were never scored.
    """
    common = best_threshold(p, truth, len(missed))
    thresholds = {}
    for name, number in RELATION_ID.items():
        own = relation == number
        strength = SHRINK / max(1.0, float(truth[own].sum()))
        thresholds[name] = round(best_threshold(p[own], truth[own], missed.count(number), common, strength), 3)
    return common, thresholds


def calibrate(scored: Sequence[Scored]) -> dict[str, dict[str, object]]:
    """Calibration and thresholds from neutral scores."""
    required, optional = gold_relations(s.sample for s in scored)
    rows: list[tuple[Key, float]] = [(k, v) for k, v in relation_scores(scored).items() if k not in optional]
    values = np.array([v for _, v in rows], np.float32)
    relation = np.array([RELATION_ID[k[1]] for k, _ in rows])
    truth = np.array([k in required for k, _ in rows], np.float32)
    scale, shifts = fit(values, relation, truth)
    p = (1 / (1 + np.exp(-(scale * values + shifts[relation])))).astype(np.float32)
    known = {k for k, _ in rows}
    missed = [RELATION_ID[k[1]] for k in required if k not in known]
    _, thresholds = best_thresholds(p, truth, relation, missed)
    shift_of = dict(zip(RELATIONS, shifts.tolist(), strict=True))
    return {
        "thresholds": dict(thresholds),
        "calibration": {name: [round(scale, 4), round(shift, 4)] for name, shift in shift_of.items()},
    }


def event_bias(scored: Sequence[Scored]) -> float:
    """Find the bias of event tags with the best F1 of event mentions.

    Of equals the larger one: missed events cost relations, spurious ones mostly stay without.
    """
    mask = np.array([tag[2:].startswith("Event") for tag in TAGS], np.float32)
    best = (0.0, 0.0)
    for bias in BIASES:
        hit = total = 0
        for one in scored:
            gold = {(m.start, m.end) for m in one.sample.mentions if m.label == "Event"}
            found = {(s.start, s.end) for s in spans(viterbi(one.tags, mask * bias)) if s.label == "Event"}
            hit, total = hit + len(gold & found), total + len(gold) + len(found)
        best = max(best, (round(2 * hit / max(1, total), 2), bias))
    return best[1]


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0] if __doc__ else None)
    parser.add_argument("weights", type=Path)
    parser.add_argument(
        "--held-out", type=float, default=0.07, help="share kept from training (as in its configuration)"
    )
    parser.add_argument("--data", type=Path, default=ARTICLES, help="annotated articles (default: training/articles)")
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    path = options.weights / "model.json"
    raw = json.loads(path.read_text(encoding="utf-8"))
    raw["calibration"] = {relation: [1.0, 0.0] for relation in RELATIONS}
    path.write_text(json.dumps(raw, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    model = Model.load(options.weights, options.threads)
    articles = [a for a in read_articles(options.data) if held_out(a, options.held_out)]
    scored = [score(model, s) for a in articles for s in samples_of(a, model.pieces, 64)]
    raw |= calibrate(scored)
    raw["event_bias"] = event_bias(scored)
    raw["figures"] = raw["figures"] | {"held_out_articles": len(articles), **figures(scored)}
    path.write_text(json.dumps(raw, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(json.dumps({k: raw[k] for k in ("thresholds", "calibration", "event_bias", "figures")}, indent=1))


if __name__ == "__main__":
    main()
