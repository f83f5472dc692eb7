"""Component `clusters`: which mentions denote the same entity."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from handelsgraph.extraction.adjectives import attach_adjectives
from handelsgraph.extraction.antecedents import attach
from handelsgraph.extraction.body_borders import whole_bodies
from handelsgraph.extraction.body_descriptions import described
from handelsgraph.extraction.clustering import NamedMention, group_names
from handelsgraph.extraction.coordination import share_noun
from handelsgraph.extraction.label_evidence import settle
from handelsgraph.extraction.name_agreement import agree
from handelsgraph.extraction.person_lists import whole_lists
from handelsgraph.extraction.place_borders import whole_places
from handelsgraph.extraction.place_keys import place_key
from handelsgraph.extraction.state import LABELS, MENTIONS, Cluster, Found
from handelsgraph.reading import MentionKind
from handelsgraph.schema import BODIES, Label

_AND = re.compile(r" (?:und|sowie|oder|bzw\.|beziehungsweise|wie auch)(?: (?:der|die|das|dem|den|des))? ")


def _found(doc: Doc) -> Iterator[Found]:
    """Return the document's mentions in order of appearance."""
    words = doc._.words
    for span in sorted(doc.spans[MENTIONS], key=lambda s: (s.start, s.end)):
        start, end = words.of_tokens(span.start, span.end)
        if start < end and span.label_ in LABELS:
            yield Found(
                start,
                end,
                words.written(start, end),
                Label(span.label_),
                MentionKind(span._.kind),
                span._.confidence,
                furniture=bool(doc._.furniture is not None and doc._.furniture[start]),
            )


def _word_before(doc: Doc, mention: Found) -> str:
    words = doc._.words
    return str(words.text[slice(*words.spans[mention.start - 1])]) if mention.start else ""


def _named(doc: Doc, found: list[Found]) -> Iterator[NamedMention]:
    spans = doc._.words.spans
    for number, mention in enumerate(found):
        if mention.kind is not MentionKind.NAME or mention.label is Label.EVENT:
            continue
        a, b = mention.start, mention.end
        before = _word_before(doc, mention)
        after = doc._.words.text[slice(*spans[b])] if b < len(spans) else ""
        joined = number > 0 and _AND.fullmatch(doc._.words.flat(spans[found[number - 1].end - 1][1], spans[a][0]))
        yield NamedMention(
            number,
            mention.text,
            mention.label,
            a,
            in_brackets=(before, after) == ("(", ")"),
            word_before=before,
            place=place_key(mention.text, mention.label),
            beside=number - 1 if joined else None,
        )


class Clusters:
    """Names by rules, adjectives by the gazetteer, descriptions and events by the model's antecedent scores."""

    def __call__(self, doc: Doc) -> Doc:
        """Process a document."""
        every = list(_found(doc))
        for repair in (share_noun, whole_places, whole_bodies, whole_lists):
            every = repair(every, doc._.words)
        for mention in every:
            settle(mention, _word_before(doc, mention))
        agree(every)
        found = [mention for mention in every if not mention.furniture]
        clusters: list[Cluster] = []
        for group in group_names(_named(doc, found)).groups:
            for number in group.members:
                found[number].cluster = len(clusters)
            label = group.label()
            if label in BODIES:
                label = described((found[n] for n in group.members), doc._.words) or label
            clusters.append(Cluster(label, sorted(group.members)))
        attach_adjectives(found, clusters)
        attach(doc._.encoded, found, clusters, doc._.words)
        doc._.found, doc._.clusters = found, clusters
        return doc


@Language.factory("handelsgraph_clusters", requires=["doc.spans"], assigns=["doc._.clusters"])
def make_clusters(nlp: Language, name: str) -> Clusters:  # noqa: ARG001 - spaCy's signature
    """Make the component."""
    return Clusters()
