"""Integer features of mention pairs and entity pairs, without a loop over pairs.

Used by training and at run time alike, so that both see the same numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt

from handelsgraph.extraction.labels import GROUP_ID, LABEL_ID, mention_class
from handelsgraph.extraction.pieces import IntArray, Window

BUCKETS = np.array([1, 2, 3, 5, 8, 12, 20, 35, 60, 120])  # words; bucket n: distance below BUCKETS[n]
SIDES = len(BUCKETS) + 1  # buckets on one side; the second side is "the head comes later"
BEFORE, AFTER, FAR = 8, 12, 40  # words around a pair that are read; from FAR words between on, nothing is read

# Columns of Features.pairs and how many values each may take (rows of their embedding tables).
COLUMNS = {
    "near": 2 * SIDES,  # distance of the closest mentions, signed by order
    "sentences": 6,  # sentences between them
    "rank_tail": 4,  # rivals of the tail closer to the head
    "rank_head": 4,  # rivals of the head closer to the tail
    "inside": 6,  # mentions between them
    "together": 4,  # sentences with both
    "count_head": 4,  # mentions of the head, less one
    "count_tail": 4,
    "kinds": 9,  # kinds of the two closest mentions
}

Mention = tuple[int, int, str, str]  # first word, word after the last, label, kind
Entity = tuple[str, Sequence[int]]  # label, numbers of its mentions


@dataclass(frozen=True, slots=True)
class Features:
    """M mentions, E entities, P ordered pairs of entities."""

    begin: IntArray  # [M] first word
    final: IntArray  # [M] last word
    classes: IntArray  # [M] label and kind
    apart: IntArray  # [M, M] distance bucket, signed by order
    member: npt.NDArray[np.float32]  # [E, M] 1 where the mention is the entity's
    labels: IntArray  # [E]
    heads: IntArray  # [P]
    tails: IntArray  # [P]
    pairs: IntArray  # [P, len(COLUMNS)]
    between: IntArray  # [P, 2] word range between the closest mentions (empty where too far apart)
    around: IntArray  # [P, 2] word range around them (likewise)
    ask: IntArray  # [A] mentions whose antecedent is wanted: references and events


INPUTS = tuple(field.name for field in fields(Features))  # what the heads read, in this order


def _closest(gap: IntArray, owner: IntArray, entities: int) -> tuple[IntArray, IntArray, IntArray]:
    """Per ordered pair of entities: smallest gap and the two mentions, each [E, E] (missing: a large gap)."""
    left, right = np.nonzero((owner[:, None] >= 0) & (owner[None, :] >= 0))
    key = owner[left] * entities + owner[right]
    order = np.lexsort((right, left, gap[left, right], key))
    key, left, right = key[order], left[order], right[order]
    unique = np.concatenate([[True], key[1:] != key[:-1]]) if len(key) else np.zeros(0, bool)
    distance = np.full(entities * entities, 10**6)
    first, second = np.zeros((2, entities * entities), np.int64)
    at = key[unique]
    distance[at], first[at], second[at] = gap[left, right][unique], left[unique], right[unique]
    shape = (entities, entities)
    return distance.reshape(shape), first.reshape(shape), second.reshape(shape)


def _ranks(distance: IntArray, groups: IntArray) -> IntArray:
    """[E, E]: how many of the column's group are closer to the row than the column is."""
    rank = np.zeros_like(distance)
    for group in np.unique(groups):
        columns = np.flatnonzero(groups == group)
        part = np.sort(distance[:, columns], axis=1)
        for row in range(len(distance)):
            rank[row, columns] = np.searchsorted(part[row], distance[row, columns])
    return rank


def features(
    mentions: Sequence[Mention], entities: Sequence[Entity], sentence: IntArray, allowed: npt.NDArray[np.bool_]
) -> Features:
    """Compute all features.

    ``sentence`` [W]: sentence of every word; ``allowed`` [labels, labels]: may a relation hold from row to column.
    """
    begin = np.array([m[0] for m in mentions], np.int64)
    end = np.array([m[1] for m in mentions], np.int64)
    classes = np.array([mention_class(m[2], m[3]) for m in mentions], np.int64)
    count, words = len(entities), len(sentence)
    labels = np.array([LABEL_ID[label] for label, _ in entities], np.int64)
    owner = np.full(len(mentions), -1)
    member = np.zeros((count, len(mentions)), np.float32)
    for number, (_, own) in enumerate(entities):
        owner[list(own)] = number
        member[number, list(own)] = 1
    steps = np.searchsorted(BUCKETS, np.abs(begin[:, None] - begin), "right")
    apart = steps + SIDES * (begin[:, None] > begin)
    gap = np.maximum(0, np.maximum(begin[:, None], begin) - np.minimum(end[:, None], end))
    distance, first, second = _closest(gap, owner, count)
    groups = np.array([GROUP_ID[label] for label, _ in entities], np.int64)
    far = distance + 10**7 * np.eye(count, dtype=np.int64)  # an entity is no rival of itself
    rank = _ranks(far, groups)
    heads, tails = np.nonzero(allowed[labels][:, labels] & ~np.eye(count, dtype=bool)) if count else (labels, labels)
    one, two = first[heads, tails], second[heads, tails]
    early, late = np.where(begin[one] <= begin[two], (one, two), (two, one))
    starts = np.concatenate([[0], np.bincount(begin, minlength=words).cumsum()])
    low, high = end[early], np.maximum(end[early], begin[late])
    present = np.zeros((count, int(sentence.max(initial=0)) + 1), np.int64)
    base = int(sentence.min(initial=0))
    for number, (_, own) in enumerate(entities):
        present[number, np.unique(sentence[begin[list(own)]]) - base] = 1
    together = present @ present.T
    size = member.sum(1).astype(np.int64)
    kind = classes % 3
    pairs = np.stack(
        [
            np.searchsorted(BUCKETS, distance[heads, tails], "right") + SIDES * (begin[one] > begin[two]),
            np.abs(sentence[begin[one]] - sentence[begin[two]]).clip(max=5),
            rank[heads, tails].clip(max=3),
            rank[tails, heads].clip(max=3),
            (starts[high] - starts[low]).clip(0, 5),
            together[heads, tails].clip(max=3),
            (size[heads] - 1).clip(0, 3),
            (size[tails] - 1).clip(0, 3),
            3 * kind[one] + kind[two],
        ],
        axis=1,
    )
    wide = high - low < FAR
    around = np.stack([np.maximum(low - BEFORE, 0), np.minimum(high + AFTER, words)], axis=1) * wide[:, None]
    between = np.stack([low, high], axis=1) * wide[:, None]
    ask = np.array([n for n, m in enumerate(mentions) if m[3] == "reference" or m[2] == "Event"], np.int64)
    return Features(begin, end - 1, classes, apart, member, labels, heads, tails, pairs, between, around, ask)


def mark_row(window: Window, begin: IntArray, final: IntArray, classes: IntArray) -> IntArray:
    """Mark the pieces [T]: 0 outside mentions, 1 + 2 * class on a mention's first piece, 2 + 2 * class on the rest."""
    marks = np.zeros(len(window.ids), np.int64)
    for low, high, number in zip(window.first[begin], window.last[final], classes, strict=True):
        marks[low : high + 1] = 2 + 2 * number
        marks[low] = 1 + 2 * number
    return marks
