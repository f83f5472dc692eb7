"""Figures on held-out articles: tags span by span, relations with gold mentions, antecedents, furniture.

The end-to-end figures (names clustered, dates, thresholds) come from the package itself;
these here only steer training.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import numpy as np

from handelsgraph.extraction.decode import spans, viterbi
from handelsgraph.extraction.labels import KIND_SIGNS, RELATION_ID, RELATIONS, UNDIRECTED
from training.articles import Article
from training.samples import FloatArray, Sample, Targets

Key = tuple[str, str, str, str]  # article, relation, head, tail


@dataclass
class Scored:
    """What the network says of one sample."""

    sample: Sample
    tags: FloatArray  # [W, T] log-probabilities
    furniture: FloatArray  # [W]
    target: Targets | None = None
    antecedents: FloatArray = field(default_factory=lambda: np.zeros((0, 0), np.float32))
    logits: FloatArray = field(default_factory=lambda: np.zeros((0, 2, len(RELATIONS)), np.float32))


def _f1(hit: int, said: int, true: int) -> float:
    return round(2 * hit / (said + true), 4) if said + true else 0.0


def tag_figures(scored: Iterable[Scored]) -> dict[str, float]:
    """F1 by label (names and adjectives), of references, and of all spans."""
    hit, said, true = Counter[str](), Counter[str](), Counter[str]()
    for one in scored:
        optional = {(m.start, m.end) for m in one.sample.mentions if one.sample.article.entities[m.entity].optional}
        found = {(s.start, s.end, s.label + KIND_SIGNS[s.kind]) for s in spans(viterbi(one.tags))}
        gold = {(m.start, m.end, m.label + KIND_SIGNS[m.kind]) for m in one.sample.mentions}
        for counter, part in ((hit, found & gold), (said, found), (true, gold)):
            for start, end, name in part:
                if (start, end) not in optional:
                    counter.update((name, "references" if name[-1] == "=" else "named"))
    return {name: _f1(hit[name], said[name], true[name]) for name in sorted(true)}


def relation_scores(scored: Iterable[Scored], logit: int = 0) -> dict[Key, float]:
    """Largest logit over the windows of every pair and relation; undirected ones: mean of both orders."""
    best: dict[Key, float] = {}
    for one in scored:
        if one.target is None:
            continue
        ids, found = one.target.entities, one.target.features
        ends = [(ids[h], ids[t]) for h, t in zip(found.heads, found.tails, strict=True)]
        at = {pair: n for n, pair in enumerate(ends)}
        for row, column in np.argwhere(one.target.weight + one.target.planned_weight > 0):
            relation, (head, tail) = RELATIONS[column], ends[row]
            value = float(one.logits[row, logit, column])
            if relation in UNDIRECTED:
                back = at.get((tail, head))
                value = value if back is None else (value + float(one.logits[back, logit, column])) / 2
                head, tail = sorted((head, tail))
            key = (one.sample.article.id, relation, head, tail)
            best[key] = max(value, best.get(key, -1e9))
    return best


def gold_keys(articles: Iterable[Article]) -> tuple[dict[Key, bool], set[Key]]:
    """Collect the required relations of the articles (planned or not), and the optional ones."""
    required: dict[Key, bool] = {}
    optional: set[Key] = set()
    for article in articles:
        for r in article.relations:
            head, tail = sorted((r.head, r.tail)) if r.type in UNDIRECTED else (r.head, r.tail)
            key = (article.id, r.type, head, tail)
            if r.optional:
                optional.add(key)
            elif not r.denied:
                required[key] = r.planned
    return required, optional - set(required)


def gold_relations(samples: Iterable[Sample]) -> tuple[dict[Key, bool], set[Key]]:
    """Collect the relations of the articles the samples are from."""
    return gold_keys({s.article.id: s.article for s in samples}.values())


def relation_figures(
    scored: list[Scored], thresholds: Callable[[str], float] = lambda _: 0.0
) -> tuple[dict[str, float], dict[str, float]]:
    """F1 by relation and overall (``all``, with precision and recall), at thresholds on the logit."""
    required, optional = gold_relations(s.sample for s in scored)
    said = {k for k, v in relation_scores(scored).items() if v > thresholds(k[1])} - optional
    table: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for keys, place in ((said & set(required), 0), (said, 1), (set(required), 2)):
        for key in keys:
            table[key[1]][place] += 1
            table["all"][place] += 1
    hit, out, true = table["all"]
    overall = {
        "f1": _f1(hit, out, true),
        "precision": round(hit / max(1, out), 4),
        "recall": round(hit / max(1, true), 4),
    }
    return overall, {name: _f1(*row) for name, row in sorted(table.items()) if name in RELATION_ID}


def figures(scored: list[Scored]) -> dict[str, dict[str, float]]:
    """Everything that is logged."""
    overall, by_relation = relation_figures(scored)
    right = asked = line = lines = 0
    for one in scored:
        lines += len(one.furniture)
        line += int(((one.furniture > 0.5) == (one.sample.furniture > 0.5)).sum())
        if one.target is not None:
            for number, row in enumerate(one.target.features.ask.tolist()):
                asked += 1
                chosen = int(one.antecedents[number].argmax())
                right += bool(one.target.same[row, chosen] or (chosen == row and not one.target.same[row].any()))
    required, _ = gold_relations(s.sample for s in scored)
    planned = relation_scores(scored, 1)
    agree = [(planned[k] > 0) == v for k, v in required.items() if k in planned]
    return {
        "tags": tag_figures(scored),
        "relations": overall,
        "by_relation": by_relation,
        "other": {
            "antecedents": round(right / max(1, asked), 4),
            "planned": round(sum(agree) / max(1, len(agree)), 4),
            "furniture_words": round(line / max(1, lines), 4),
        },
    }
