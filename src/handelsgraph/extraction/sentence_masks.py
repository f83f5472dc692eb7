"""Sentences with their mentions masked by class and cluster: "⟨P3⟩ empfing eine Delegation aus ⟨L7⟩"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

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


def masked_sentences(doc: Doc) -> Iterator[str]:
    """Yield the sentences with their mentions masked and their white space folded; of nested mentions the outer one."""
    spans, text = doc._.words.spans, doc._.words.text
    mentions = sorted(doc._.found, key=lambda m: (m.start, -m.end))
    firsts = [spans[mention.start][0] for mention in mentions]
    for start, end in doc._.sentences.spans:
        parts, at = [], start
        for number in range(bisect_left(firsts, start), bisect_left(firsts, end)):
            mention, first = mentions[number], firsts[number]
            if mention.cluster is None or first < at:
                continue
            label = doc._.clusters[mention.cluster].label
            if label is Label.EVENT and mention.small:
                continue  # a verb that tells of the event: what it says of others is read from it
            parts += [text[at:first], f"⟨{_class(mention, label)}{mention.cluster}⟩"]
            at = spans[mention.end - 1][1]
        yield _SPACES.sub(" ", "".join([*parts, text[at:end]])).strip()
