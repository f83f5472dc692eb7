"""Article -> training samples: one a window, with tags, furniture marks, mentions and the relations to learn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from handelsgraph.extraction.labels import (
    KIND_SIGNS,
    LABEL_ID,
    LABELS,
    RELATION_ID,
    RELATIONS,
    TAG_ID,
    UNDIRECTED,
)
from handelsgraph.extraction.pair_features import Features, features
from handelsgraph.extraction.pieces import IntArray, Pieces, Window
from training.articles import Article, Relation

BoolArray = npt.NDArray[np.bool_]
FloatArray = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Marked:
    """A mention in a window, in word numbers; ``entity`` is empty for a span that is none (noise)."""

    start: int
    end: int
    entity: str
    label: str
    kind: str


@dataclass(frozen=True, slots=True)
class Sample:
    """One window of an article."""

    article: Article
    window: Window
    tags: IntArray  # [W]
    furniture: FloatArray  # [W]
    mentions: tuple[Marked, ...]
    states: list[Any] = field(default_factory=list)  # the tagger's states, if they are fixed and were computed before


@dataclass(frozen=True, slots=True)
class Targets:
    """What the heads shall say of a sample's mentions (M) and pairs (P)."""

    features: Features
    entities: tuple[str, ...]  # [E] ids
    same: BoolArray  # [M, M] other mention of the same entity
    holds: FloatArray  # [P, R]
    weight: FloatArray  # [P, R] 0: masked
    planned: FloatArray  # [P, R]
    planned_weight: FloatArray  # [P, R]


def relation_ends(relation: Relation) -> list[tuple[str, str]]:
    """Ordered pairs the relation holds for: both orders if it has no direction."""
    ends = [(relation.head, relation.tail)]
    return [*ends, ends[0][::-1]] if relation.type in UNDIRECTED else ends


def allowed_labels(articles: Iterable[Article], at_least: int = 2) -> npt.NDArray[np.bool_]:
    """[R, labels, labels]: label pairs each relation was annotated for at least ``at_least`` times."""
    seen: Counter[tuple[str, str, str]] = Counter()
    for article in articles:
        for relation in article.relations:
            for head, tail in relation_ends(relation):
                seen[relation.type, article.entities[head].label, article.entities[tail].label] += 1
    allowed = np.zeros((len(RELATIONS), len(LABELS), len(LABELS)), bool)
    for (name, head, tail), count in seen.items():
        allowed[RELATION_ID[name], LABEL_ID[head], LABEL_ID[tail]] = count >= at_least
    return allowed


def samples_of(article: Article, pieces: Pieces, overlap: int) -> list[Sample]:
    """Cut the article into samples; mentions that do not fit words or cross a window's border are left out."""
    out = []
    for window in pieces.windows(article.text, overlap=overlap):
        begins = {start: number for number, (start, _) in enumerate(window.words)}
        ends = {end: number for number, (_, end) in enumerate(window.words)}
        tags = np.zeros(len(window.words), np.int64)
        mentions = []
        for mention in article.mentions:
            if mention.start in begins and mention.end in ends:
                first, last = begins[mention.start], ends[mention.end]
                label = article.entities[mention.entity].label
                name = label + KIND_SIGNS[mention.kind]
                tags[first : last + 1] = TAG_ID[f"I-{name}"]
                tags[first] = TAG_ID[f"B-{name}"]
                mentions.append(Marked(first, last + 1, mention.entity, label, mention.kind))
        middle = np.array([(a + b) / 2 for a, b in window.words])
        furniture = np.zeros(len(window.words), np.float32)
        for a, b in article.furniture:
            furniture[(middle >= a) & (middle < b)] = 1
        out.append(Sample(article, window, tags, furniture, tuple(mentions)))
    return out


def targets(sample: Sample, mentions: tuple[Marked, ...], allowed: BoolArray, denied: float = 2.0) -> Targets:
    """Features and targets for these mentions (the sample's own, or with noise)."""
    groups: dict[str, list[int]] = {}
    for number, mention in enumerate(mentions):
        # a span that is no mention is an entity of its own, without relations
        groups.setdefault(mention.entity or f"noise{number}", []).append(number)
    ids = tuple(groups)
    labels = [
        sample.article.entities[i].label if i in sample.article.entities else mentions[groups[i][0]].label for i in ids
    ]
    found = features(
        [(m.start, m.end, m.label, m.kind) for m in mentions],
        list(zip(labels, groups.values(), strict=True)),
        sample.window.sentence,
        np.logical_or.reduce(allowed),
    )
    count = len(found.heads)
    at = {(ids[h], ids[t]): n for n, (h, t) in enumerate(zip(found.heads.tolist(), found.tails.tolist(), strict=True))}
    holds, planned, planned_weight = np.zeros((3, count, len(RELATIONS)), np.float32)
    weight = allowed[:, found.labels[found.heads], found.labels[found.tails]].T.astype(np.float32)
    for relation in sample.article.relations:
        column = RELATION_ID[relation.type]
        for ends in relation_ends(relation):
            row = at.get(ends)
            if row is None or (not weight[row, column] and not relation.denied):
                continue
            if relation.denied:
                weight[row, column] = denied
                continue
            if relation.optional:
                weight[row, column] = 0  # defensible either way: nothing to learn
            else:
                holds[row, column] = 1
            planned[row, column], planned_weight[row, column] = float(relation.planned), 1
    owner = np.array([m.entity for m in mentions])
    same = (owner[:, None] == owner) & (owner[:, None] != "") & ~np.eye(len(mentions), dtype=bool)
    return Targets(found, ids, same, holds, weight, planned, planned_weight)
