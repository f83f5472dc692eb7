"""A reading as plain data: the format of `handelsgraph extract`."""

from __future__ import annotations

from typing import Any

from handelsgraph.article import Article
from handelsgraph.reading import Entity, Mention, MentionKind, Reading, Statement
from handelsgraph.schema import RELATIONS, Label, Modality


def reading_to_json(article: Article, reading: Reading) -> dict[str, Any]:
    """Return one line of the output: entities and relations, with mentions and the evidence's offsets."""
    return {
        "article": {
            "id": article.id,
            "path": article.path,
            "url": article.url,
            "title": article.title,
            "date": article.published,
        },
        "extractor": reading.extractor,
        "entities": [
            {
                "id": entity.id,
                "label": entity.label.value,
                "name": entity.name,
                "aliases": list(entity.aliases),
                "date": entity.date,
                "confidence": entity.confidence,
            }
            for entity in reading.entities
        ],
        "relations": [
            {
                "subject": statement.subject,
                "type": statement.type,
                "object": statement.object,
                "date": statement.date,
                "modality": statement.modality.value,
                "confidence": statement.confidence,
                "evidence": {"text": statement.sentence, "start": statement.start, "end": statement.end},
            }
            for statement in reading.statements
        ],
        "mentions": [
            {
                "start": mention.start,
                "end": mention.end,
                "text": mention.text,
                "label": mention.label.value,
                "kind": mention.kind.value,
                "entity": mention.entity,
                "confidence": mention.confidence,
            }
            for mention in reading.mentions
        ],
    }


def reading_from_json(data: Any) -> Reading:
    """Return the reading of one line of the output. Confidences, evidence and mentions may be missing.

    Raises KeyError or ValueError if it is none.
    """
    return Reading(
        tuple(
            Mention(
                mention["start"],
                mention["end"],
                mention["text"],
                Label(mention["label"]),
                MentionKind(mention["kind"]),
                mention["confidence"],
                mention["entity"],
            )
            for mention in data.get("mentions", ())
        ),
        tuple(
            Entity(
                entity["id"],
                Label(entity["label"]),
                entity["name"],
                tuple(entity.get("aliases", ())),
                entity.get("date"),
                entity.get("confidence", 1.0),
            )
            for entity in data["entities"]
        ),
        tuple(_statement(relation) for relation in data["relations"]),
        data.get("extractor", ""),
    )


def _statement(relation: dict[str, Any]) -> Statement:
    evidence = relation.get("evidence") or {"text": "", "start": 0, "end": 0}
    if relation["type"] not in RELATIONS:
        raise ValueError(f"there is no relation {relation['type']!r}")
    return Statement(
        relation["subject"],
        relation["type"],
        relation["object"],
        Modality(relation.get("modality") or Modality.ASSERTED),
        relation.get("date"),
        evidence["text"],
        evidence["start"],
        evidence["end"],
        relation.get("confidence", 1.0),
    )
