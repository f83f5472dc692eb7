"""Descriptions, pronouns and event triggers: which earlier mention they stand for, by the model's scores."""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from handelsgraph.extraction.decode import within
from handelsgraph.extraction.encoder import Encoded
from handelsgraph.extraction.event_clusters import Scores, cluster_events
from handelsgraph.extraction.state import Cluster, Found, Words
from handelsgraph.reading import MentionKind
from handelsgraph.schema import BODIES, PLACES, Label


def _scores(encoded: Encoded, found: list[Found]) -> Scores:
    """For every reference and event mention the probabilities that it stands for another mention; -1: for none.
    Where windows overlap, the window that holds more of the mention's candidates decides.
    """
    spans = encoded.spans(found)
    out: Scores = {}
    for window, tagged in zip(encoded.windows, encoded.tagged, strict=True):
        inside = within(window, spans)
        if len(inside) < 2:
            continue
        mentions = [(s.start, s.end, s.label, s.kind) for _, s in inside]
        logits = encoded.model.relate(window, tagged.states, mentions, []).antecedents
        probabilities = np.exp(logits - logits.max(1, keepdims=True))
        probabilities /= probabilities.sum(1, keepdims=True)
        numbers = [number for number, _ in inside]
        for row, number in enumerate(numbers):
            if found[number].kind is MentionKind.REFERENCE or found[number].label is Label.EVENT:
                if len(out.get(number, ())) >= len(numbers):
                    continue
                out[number] = {
                    (-1 if other == number else other): float(probabilities[row, column])
                    for column, other in enumerate(numbers)
                }
    return out


def attach(encoded: Encoded, found: list[Found], clusters: list[Cluster], words: Words) -> None:
    """Put references to the cluster of what they stand for, and events that are the same into one cluster."""
    scores = _scores(encoded, found)
    cluster_events(found, clusters, scores, words)
    for number, mention in enumerate(found):
        if mention.kind is MentionKind.REFERENCE and mention.cluster is None and number in scores:
            home = _best_cluster(number, found, scores[number])
            if home is not None:
                _join(found, clusters, number, home)


def _best_cluster(number: int, found: list[Found], row: dict[int, float]) -> int | None:
    """Return the cluster that a reference most probably stands for: its mentions' probabilities are summed."""
    total: defaultdict[int, float] = defaultdict(float)
    for other, probability in row.items():
        if other >= 0 and (cluster := found[other].cluster) is not None and _agree(found[number], found[other]):
            total[cluster] += probability
    best = max(total, key=lambda c: total[c], default=None)
    return best if best is not None and total[best] > row[-1] else None


def _agree(a: Found, b: Found) -> bool:
    """Return whether mentions of these labels can be one entity ("die Gäste": a body, or the place they are from)."""
    groups = BODIES | PLACES
    return a.label is b.label or (a.label in groups and b.label in groups)


def _join(found: list[Found], clusters: list[Cluster], number: int, home: int) -> None:
    found[number].cluster = home
    clusters[home].mentions.append(number)
    clusters[home].mentions.sort()
