"""Sentences with their mentions masked by class and cluster: "⟨P3⟩ empfing eine Delegation aus ⟨L7⟩"."""

from __future__ import annotations

import re

from spacy.tokens import Doc

from handelsgraph.extraction.state import Found
from handelsgraph.reading import MentionKind
from handelsgraph.schema import PLACES, Label

_SPACES = re.compile(r"\s+")


def _class(mention: Found, label: Label) -> str:
    """Return the letter: of persons, places, events and bodies, small for a reference; A for an adjective."""
    if mention.kind is MentionKind.ADJECTIVE:
        return "A"
    letter = "L" if label in PLACES else {Label.PERSON: "P", Label.EVENT: "E"}.get(label, "B")
    return letter.lower() if mention.kind is MentionKind.REFERENCE else letter


def masked(doc: Doc, number: int) -> str:
    """Return a sentence with its mentions masked and its white space folded; of nested mentions the outer one."""
    start, end = doc._.sentences.spans[number]
    spans, text = doc._.words.spans, doc._.words.text
    parts, at = [], start
    for mention in sorted(doc._.found, key=lambda m: (m.start, -m.end)):
        first = spans[mention.start][0]
        if mention.cluster is None or not at <= first < end:
            continue
        parts += [text[at:first], f"⟨{_class(mention, doc._.clusters[mention.cluster].label)}{mention.cluster}⟩"]
        at = spans[mention.end - 1][1]
    return _SPACES.sub(" ", "".join([*parts, text[at:end]])).strip()
