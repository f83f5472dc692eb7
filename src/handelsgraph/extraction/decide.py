"""Component `decide`: keeps the claims that are probable enough, each with its best evidence sentence."""

from __future__ import annotations

import math
from collections.abc import Iterable

from spacy.language import Language
from spacy.tokens import Doc

from handelsgraph.extraction.evidence import best_sentence
from handelsgraph.extraction.state import Claim

_WEIGHS = 0.1  # a claim this probable still says more about whose event it is, and where, than none


def shifted(threshold: float, choice: float | None) -> float:
    """Return a tuned threshold moved by the user's choice (None or 0.5: as it is) on the scale of log odds."""
    if choice is None:
        return threshold
    if choice <= 0 or choice >= 1:
        return choice
    odds = math.log(threshold / (1 - threshold)) + math.log(choice / (1 - choice))
    return 1 / (1 + math.exp(-odds))


def probable(claims: Iterable[Claim], thresholds: dict[str, float], choice: float | None) -> list[Claim]:
    """Return the claims that reach their relation's threshold."""
    limits = {relation: shifted(value, choice) for relation, value in thresholds.items()}
    return [claim for claim in claims if claim.probability >= limits.get(claim.type, 0.5)]


def confident(probability: float, scale: float, shift: float) -> float:
    """Return the share of statements of this probability that are right: the logit, stretched and moved.

    The model's probabilities hold for given mentions; end to end, entities missed or misread make fewer of them right.
    """
    if not 0 < probability < 1:
        return probability
    odds = scale * math.log(probability / (1 - probability)) + shift
    return 0.5 * (1 + math.tanh(0.5 * odds))  # the logistic function, which does not overflow this way


class Decide:
    """Applies the model's thresholds, moved by `threshold`; what is kept gets the confidence it deserves end to end."""

    def __init__(self, threshold: float | None = None) -> None:
        self.threshold = threshold

    def __call__(self, doc: Doc) -> Doc:
        """Process a document."""
        meta = doc._.encoded.model.meta
        doc._.weighed = [claim for claim in doc._.claims if claim.probability >= _WEIGHS]
        kept = probable(doc._.claims, meta.thresholds, self.threshold)
        for claim in doc._.claims:  # `weighed` and `kept` hold the same objects
            claim.probability = confident(claim.probability, *meta.confidence)
        for claim in kept:
            if claim.sentence is not None:
                continue
            claim.sentence = best_sentence(
                doc._.sentences, doc._.words, doc._.found, doc._.clusters[claim.subject], doc._.clusters[claim.object]
            )
        doc._.claims = kept
        return doc


@Language.factory("handelsgraph_decide", default_config={"threshold": None}, requires=["doc._.claims"])
def make_decide(nlp: Language, name: str, threshold: float | None) -> Decide:  # noqa: ARG001
    """Make the component. `threshold`: 0 to 1; 0.5 leaves the tuned thresholds, less gives more statements."""
    return Decide(threshold)
