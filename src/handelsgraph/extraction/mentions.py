"""Component `mentions`: the model's tags as spans in `doc.spans["mentions"]`; names are `doc.ents` too."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from handelsgraph.extraction.decode import spans, viterbi
from handelsgraph.extraction.event_kinds import is_project
from handelsgraph.extraction.event_nouns import has_event_noun
from handelsgraph.extraction.labels import TAGS
from handelsgraph.extraction.mention_borders import tidy
from handelsgraph.extraction.names import is_acronym, without_title
from handelsgraph.extraction.place_keys import gazetteer
from handelsgraph.extraction.state import MENTIONS
from handelsgraph.reading import MentionKind
from handelsgraph.schema import Label


def set_mentions(doc: Doc, mentions: list[Span]) -> None:
    """Put mentions on the document; the names among them become its entities."""
    doc.spans[MENTIONS] = mentions
    doc.set_ents(filter_spans([m for m in mentions if m._.kind == MentionKind.NAME.value]))


def _confidence(log_probs: npt.NDArray[np.float32], tags: list[int], start: int, end: int) -> float:
    """Return probability of the mention's label and borders: the least certain of its words."""
    return float(np.exp(min(log_probs[word, tags[word]] for word in range(start, min(end, len(tags))))))


def _bias(event: float) -> npt.NDArray[np.float32]:
    return np.array([event if "Event" in tag else 0.0 for tag in TAGS], np.float32)


class Mentions:
    """Best tag path over all windows of the text."""

    def __init__(self, event_bias: float | None = None, other_event_bias: float | None = None) -> None:
        self.event_bias, self.other_event_bias = event_bias, other_event_bias

    def _tags(self, doc: Doc) -> list[int]:
        """Return the best path; where it has an event without a noun for one, that of the cautious bias."""
        log_probs = doc._.encoded.log_probs()
        if not len(log_probs):
            return []
        bias = doc._.encoded.model.meta.tag_bias() if self.event_bias is None else _bias(self.event_bias)
        tags = viterbi(log_probs, bias)
        if self.other_event_bias is None:
            return tags
        text, words = doc._.words.text, doc._.words.spans
        doubtful = [
            s
            for s in spans(tags)
            if s.label == Label.EVENT
            and s.kind == MentionKind.NAME
            and not has_event_noun(text[words[s.start][0] : words[s.end - 1][1]])
        ]
        cautious = viterbi(log_probs, _bias(self.other_event_bias)) if doubtful else []
        for span in doubtful:
            tags[span.start : span.end] = cautious[span.start : span.end]
        return tags

    def __call__(self, doc: Doc) -> Doc:
        """Process a document."""
        log_probs, tags = doc._.encoded.log_probs(), self._tags(doc)
        tokens = doc._.words.tokens
        found = []
        for word, end, label, kind in tidy(spans(tags), doc._.words.text, doc._.words.spans):
            start = _after_title(doc, word, end) if label == Label.PERSON and kind == MentionKind.NAME else word
            if start is None or (
                label == Label.EVENT
                and kind == MentionKind.NAME
                and is_project(word, end, doc._.words.text, doc._.words.spans)
            ):
                continue
            parts = [(start, end, label, kind)]
            if label == Label.COMPANY and kind == MentionKind.NAME and _town_first(doc, start, end):
                parts = [(start, start + 1, Label.CITY, MentionKind.ADJECTIVE), (start + 1, end, label, kind)]
            for first, last, part_label, part_kind in parts:
                span = Span(doc, tokens[first], tokens[last - 1] + 1, label=part_label)
                span._.kind = part_kind
                span._.confidence = _confidence(log_probs, tags, first, last)
                found.append(span)
        set_mentions(doc, found)
        return doc


def _town_first(doc: Doc, start: int, end: int) -> bool:
    """Return whether a firm's name begins with the adjective of a town that is no part of it: before an acronym ("die
    Musterstädter ABC GmbH"), where a name would need no such addition; "Musterstädter Maschinenbau" is a name.
    """
    if end - start < 2:
        return False
    text, words = doc._.words.text, doc._.words.spans
    first, second = (text[slice(*words[n])] for n in (start, start + 1))
    town = first.endswith("er") and words[start + 1][0] > words[start][1] and is_acronym(second)
    return town and gazetteer().adjective(first) is not None


def _after_title(doc: Doc, start: int, end: int) -> int | None:
    """Return number of the first word of a person's name that is no title; None if there is no other."""
    words = doc._.words.spans
    last = words[end - 1][1]
    bare = without_title(doc._.words.text[words[start][0] : last])
    if not bare:
        return None
    return next((n for n in range(start, end) if words[n][0] >= last - len(bare)), None)


@Language.factory(
    "handelsgraph_mentions",
    default_config={"event_bias": None, "other_event_bias": None},
    assigns=["doc.spans", "doc.ents"],
)
def make_mentions(
    nlp: Language,  # noqa: ARG001
    name: str,  # noqa: ARG001
    event_bias: float | None,
    other_event_bias: float | None,
) -> Mentions:
    """Make the component. `event_bias` is added to the log-probability of event tags (default: the model's own),
    `other_event_bias` to those of mentions without a noun for an event (default: the same).
    """
    return Mentions(event_bias, other_event_bias)
