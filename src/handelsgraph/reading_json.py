"""A reading as plain data: the format of `handelsgraph extract`."""

from __future__ import annotations

from typing import Any

from handelsgraph.article import Article
from handelsgraph.reading import Reading


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
