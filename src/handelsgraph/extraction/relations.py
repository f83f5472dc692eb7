"""Component `relations`: every relation the model holds possible, with its probability, over all windows."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from handelsgraph.extraction.decode import Span, within
from handelsgraph.extraction.encoder import Encoded
from handelsgraph.extraction.labels import RELATIONS
from handelsgraph.extraction.state import Claim, Cluster, Found
from handelsgraph.schema import RELATIONS as TYPES
from handelsgraph.schema import UNDIRECTED

Key = tuple[str, int, int]


class _Votes:
    """What the windows say of one relation."""

    __slots__ = ("holds", "planned")

    def __init__(self) -> None:
        self.holds: list[float] = []
        self.planned: list[float] = []


def _entities(inside: list[tuple[int, Span]], found: list[Found]) -> dict[int, list[int]]:
    """Return clusters with a mention in the window, by number, and their mentions as numbers within the window."""
    out: defaultdict[int, list[int]] = defaultdict(list)
    for position, (number, _) in enumerate(inside):
        cluster = found[number].cluster
        if cluster is not None:
            out[cluster].append(position)
    return {cluster: out[cluster] for cluster in sorted(out)}


def score_pairs(encoded: Encoded, found: list[Found], clusters: list[Cluster], floor: float) -> list[Claim]:
    """Return the relations that hold with at least the probability `floor`.

    Of several windows the most certain counts; an undirected relation is scored in both orders and gets the mean.
    """
    spans = encoded.spans(found)
    best: dict[Key, tuple[float, float]] = {}
    for window, tagged in zip(encoded.windows, encoded.tagged, strict=True):
        inside = within(window, spans)
        entities = _entities(inside, found)
        if len(entities) < 2:
            continue
        numbers = list(entities)
        scores = encoded.model.relate(
            window,
            tagged.states,
            [(s.start, s.end, s.label, s.kind) for _, s in inside],
            [(clusters[n].label.value, entities[n]) for n in numbers],
        )
        votes: defaultdict[Key, _Votes] = defaultdict(_Votes)
        # the mean of two orders reaches the floor only if one of them does: half of it is looked at
        for pair, column in np.argwhere(scores.holds >= floor / 2):
            head, tail = (numbers[end] for end in scores.pairs[pair])
            relation = RELATIONS[column]
            if relation in UNDIRECTED:
                head, tail = sorted((head, tail))
            vote = votes[relation, head, tail]
            vote.holds.append(float(scores.holds[pair, column]))
            vote.planned.append(float(scores.planned[pair, column]))
        for key, vote in votes.items():
            probability = sum(vote.holds) / (2 if key[0] in UNDIRECTED else 1)
            if probability >= max(floor, best.get(key, (0.0, 0.0))[0]):
                best[key] = (probability, sum(vote.planned) / len(vote.planned))
    return [
        Claim(head, relation, tail, probability, planned)
        for (relation, head, tail), (probability, planned) in best.items()
        if TYPES[relation].allows(clusters[head].label, clusters[tail].label)
    ]


class Relations:
    """Puts possible relations on `doc._.claims`; thresholds are applied at the end of the pipeline."""

    def __init__(self, floor: float = 0.05) -> None:
        self.floor = floor

    def __call__(self, doc: Doc) -> Doc:
        """Process a document."""
        doc._.claims = score_pairs(doc._.encoded, doc._.found, doc._.clusters, self.floor)
        return doc


@Language.factory(
    "handelsgraph_relations",
    default_config={"floor": 0.05},
    requires=["doc._.encoded", "doc._.clusters"],
    assigns=["doc._.claims"],
)
def make_relations(nlp: Language, name: str, floor: float) -> Relations:  # noqa: ARG001
    """Make the component. Relations less probable than `floor` are dropped at once."""
    return Relations(floor)
