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


class Decide:
    """Applies the model's thresholds, moved by `threshold`."""

    def __init__(self, threshold: float | None = None) -> None:
        self.threshold = threshold

    def __call__(self, doc: Doc) -> Doc:
        """Process a document."""
        doc._.weighed = [claim for claim in doc._.claims if claim.probability >= _WEIGHS]
        kept = probable(doc._.claims, doc._.encoded.model.meta.thresholds, self.threshold)
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
