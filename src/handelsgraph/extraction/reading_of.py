"""From a processed document to the reading: offsets of the text as given, entities in order of appearance."""

from __future__ import annotations

from spacy.tokens import Doc

from handelsgraph.extraction.cleaning import Cleaned
from handelsgraph.reading import Entity, Mention, Reading, Statement
from handelsgraph.schema import ordered_ends


def reading_of(doc: Doc, cleaned: Cleaned, given: str, extractor: str) -> Reading:
    """Return the reading. Every `text` and `sentence` is the stretch of the given text between its offsets."""
    spans, found, clusters = doc._.words.spans, doc._.found, doc._.clusters
    named = sorted((n for n, c in enumerate(clusters) if c.name), key=lambda n: (clusters[n].mentions[:1], n))
    ids = {number: f"n{position}" for position, number in enumerate(named)}
    mentions = []
    for mention in found:
        if mention.cluster in ids:
            start, end = cleaned.span(spans[mention.start][0], spans[mention.end - 1][1])
            mentions.append(
                Mention(
                    start,
                    end,
                    given[start:end],
                    mention.label,
                    mention.kind,
                    round(mention.confidence, 4),
                    ids[mention.cluster],
                )
            )
    entities = []
    for number in named:
        cluster = clusters[number]
        confidence = max((found[m].confidence for m in cluster.mentions), default=1.0)
        entities.append(
            Entity(ids[number], cluster.label, cluster.name, cluster.aliases, cluster.date, round(confidence, 4))
        )
    statements = []
    for claim in doc._.claims:
        if claim.subject not in ids or claim.object not in ids:
            continue
        subject, obj = ordered_ends(claim.type, ids[claim.subject], ids[claim.object])
        start, end = cleaned.span(*doc._.sentences.spans[claim.sentence])
        statements.append(
            Statement(
                subject,
                claim.type,
                obj,
                claim.modality,
                claim.date,
                given[start:end],
                start,
                end,
                round(claim.probability, 4),
            )
        )
    statements.sort(key=lambda s: (s.start, s.type, s.subject, s.object))
    return Reading(tuple(mentions), tuple(entities), tuple(statements), extractor)
