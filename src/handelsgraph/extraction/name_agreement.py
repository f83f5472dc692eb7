"""One name, one kind: a name that the tagger takes now for a town, now for a firm or a person is the more certain one.

In the training articles 3,237 of 3,277 names that occur more than once, or as somebody's surname, are always the same
kind; most of the others are a firm and its owner.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from handelsgraph.extraction.names import key
from handelsgraph.extraction.state import Found
from handelsgraph.reading import MentionKind
from handelsgraph.schema import BODIES, PLACES, Label

_UNSURE = 0.8  # confidence of a mention that gives way
_WEAK = 0.9  # confidence of all mentions of its kind together
_LEAST, _STRONGER = 0.3, 1.2  # what stands against them: at least so much, and so many times as much


def agree(found: Iterable[Found]) -> None:
    """Correct the labels of mentions that a more certain one of the same name, or a person's surname, contradicts."""
    names = [m for m in found if m.kind is MentionKind.NAME and m.label is not Label.EVENT]
    votes: defaultdict[str, Counter[Label]] = defaultdict(Counter)
    for mention in names:
        votes[key(mention.text)][mention.label] += mention.confidence  # type: ignore[assignment]  # counts need not be whole
        if mention.label is Label.PERSON and " " in mention.text:
            votes[key(mention.text.rpartition(" ")[2])][mention.label] += mention.confidence  # type: ignore[assignment]
    for mention in names:
        if mention.confidence < _UNSURE:
            mention.label = _settled(mention.label, votes[key(mention.text)])


def _kind(label: Label) -> frozenset[Label]:
    return next((labels for labels in (BODIES, PLACES) if label in labels), frozenset({label}))


def _settled(label: Label, votes: Counter[Label]) -> Label:
    """Return the label of the strongest other kind, if it is strong enough; else the same."""
    strength: Counter[frozenset[Label]] = Counter()
    for other, confidence in votes.items():
        strength[_kind(other)] += confidence
    own = strength[_kind(label)]
    best, most = strength.most_common(1)[0]
    if best == _kind(label) or own >= _WEAK or most < max(_LEAST, _STRONGER * own):
        return label
    return max((other for other in votes if other in best), key=lambda other: votes[other])
