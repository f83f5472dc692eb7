"""Component `ner_mentions`: takes the place of `mentions` where another spaCy NER finds the names."""

from __future__ import annotations

from collections.abc import Iterator

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from handelsgraph.extraction.body_labels import body_label
from handelsgraph.extraction.mentions import set_mentions
from handelsgraph.extraction.names import without_title
from handelsgraph.extraction.place_keys import gazetteer
from handelsgraph.extraction.state import LABELS
from handelsgraph.reading import MentionKind
from handelsgraph.schema import Label


class NerMentions:
    """Turns the entities of `model`, a spaCy pipeline with a tokenizer of its own, or those that are on the document
    already, into mentions.

    `labels` maps a NER label to one of ours; "place" and "body", which most NERs do not tell apart further, are told
    apart by the gazetteer and by their cue words.
    """

    def __init__(self, model: str | None, labels: dict[str, str], confidence: float) -> None:
        self.model = spacy.load(model) if model else None
        self.labels, self.confidence = labels, confidence

    def __call__(self, doc: Doc) -> Doc:
        """Process a document."""
        set_mentions(doc, [span for entity in self._entities(doc) if (span := self._mention(entity)) is not None])
        return doc

    def _entities(self, doc: Doc) -> Iterator[Span]:
        """Yield the entities as spans of the document's own tokens."""
        if self.model is None:
            yield from doc.ents
            return
        for entity in self.model(doc.text).ents:
            span = doc.char_span(entity.start_char, entity.end_char, label=entity.label_, alignment_mode="expand")
            if span is not None:
                yield span

    def _mention(self, entity: Span) -> Span | None:
        label, start = self._label(entity), entity.start
        if label is None:
            return None
        if label is Label.PERSON:
            bare = without_title(entity.text)
            if not bare:
                return None
            start = next((t.i for t in entity if t.idx >= entity.end_char - len(bare)), entity.start)
        span = Span(entity.doc, start, entity.end, label=label.value)
        span._.kind = MentionKind.NAME.value
        span._.confidence = self.confidence
        return span

    def _label(self, entity: Span) -> Label | None:
        wanted = self.labels.get(entity.label_, entity.label_)
        if wanted == "place":
            places = gazetteer().find(entity.text)
            return places[0].label if places else Label.CITY
        if wanted == "body":
            return body_label(entity.text)
        return Label(wanted) if wanted in LABELS else None


@Language.factory(
    "handelsgraph_ner_mentions",
    default_config={
        "model": None,
        "labels": {"PER": "Person", "PERSON": "Person", "LOC": "place", "GPE": "place", "ORG": "body"},
        "confidence": 0.8,
    },
    assigns=["doc.spans", "doc.ents"],
)
def make_ner_mentions(
    nlp: Language,  # noqa: ARG001 - spaCy's signature
    name: str,  # noqa: ARG001
    model: str | None,
    labels: dict[str, str],
    confidence: float,
) -> NerMentions:
    """Make the component. `model`: name or folder of a spaCy pipeline; without it, a component before this one finds
    the entities. `labels`: its labels to ours, "place" and "body" for what has to be told apart.
    """
    return NerMentions(model, labels, confidence)
