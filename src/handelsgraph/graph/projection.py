"""The projection as a pure function: what the statements about two entities add up to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from handelsgraph.evidence import ResolvedEntity
from handelsgraph.schema import Label, Modality, ordered_ends

LOCATED_IN = "LOCATED_IN"
VERSION = 2
"""Changes with what edges and nodes hold: a graph that was written by another version is projected anew."""

EdgeKey = tuple[str, str, str]
"""Subject's entity key, relation type, object's entity key; undirected types in key order."""


@dataclass(frozen=True, slots=True)
class Support:
    """A statement as evidence for an edge, with what counts of the article that makes it."""

    modality: Modality
    date: str | None
    sentence: str
    start: int
    confidence: float
    content_hash: str
    url: str
    title: str | None
    published: str | None

    def rank(self) -> tuple[float, str, int, str, str]:
        """Order by confidence; the rest makes the order total and independent of when an article came."""
        return -self.confidence, self.content_hash, self.start, self.sentence, self.url


def edge_properties(supports: Iterable[Support], *, inferred: bool = False) -> dict[str, Any] | None:
    """Return the properties of the edge these statements make, None if they make none.

    Denied statements never count. Planned ones stand back once there is an asserted one, except that their articles
    are counted. `inferred` is the edge that reference data knows, with or without statements. `dates` are those the
    statements give, `reported` the publication dates of those that give none: each dealing of many has its own.
    """
    live = [support for support in supports if support.modality is not Modality.DENIED]
    if not live:
        return {"articles": 0, "planned": False, "inferred": True} if inferred else None
    asserted = [support for support in live if support.modality is Modality.ASSERTED]
    told = asserted or live
    best = min(told, key=Support.rank)
    dates = [support.date for support in told if support.date]
    properties: dict[str, Any] = {
        "articles": len({support.content_hash for support in live}),
        "first_date": min(dates, default=None),
        "last_date": max(dates, default=None),
        "dates": sorted(set(dates)),
        "reported": sorted({support.published for support in told if support.published and not support.date}),
        "planned": not asserted,
        "confidence": best.confidence,
        "sentence": best.sentence,
        "source": best.url,
        "sources": sorted({support.url for support in told if support.content_hash == best.content_hash}),
        "title": best.title,
        "published": best.published,
        "inferred": True if inferred else None,
    }
    return {key: value for key, value in properties.items() if value is not None}


def edge_key(subject: str | None, relation: str, obj: str | None) -> EdgeKey | None:
    """Return the key of the edge between two entities; there is none to itself, or from a name without entity."""
    if subject is None or obj is None or subject == obj:
        return None
    subject, obj = ordered_ends(relation, subject, obj)
    return subject, relation, obj


def hierarchy(entity: EntityNode) -> EdgeKey | None:
    """Return the edge by which reference data ties a place to the next larger one."""
    return (entity.key, LOCATED_IN, entity.places[0]) if entity.places else None


def ancestors(entities: Iterable[ResolvedEntity]) -> Iterator[str]:
    """Yield the keys of the places these entities lie in."""
    for entity in entities:
        yield from entity.places


def entity_properties(entity: ResolvedEntity, articles: int) -> dict[str, Any]:
    """Return the properties of an entity's node, apart from its key."""
    properties: dict[str, Any] = {
        **dict(entity.properties),
        "name": entity.name,
        "aliases": list(entity.aliases),
        "names": sorted(entity.names),
        "articles": articles,
    }
    if entity.places:
        properties["places"] = list(entity.places)
    return properties


@dataclass(frozen=True, slots=True)
class EntityNode:
    """An entity as a node: label and properties without the key."""

    key: str
    label: Label
    properties: dict[str, Any]

    @property
    def names(self) -> tuple[str, ...]:
        """The keys of the names that denote it."""
        return tuple(self.properties.get("names", ()))

    @property
    def places(self) -> tuple[str, ...]:
        """The keys of the places it lies in, nearest first."""
        return tuple(self.properties.get("places", ()))

    @property
    def articles(self) -> int:
        """The number of wordings that mention it."""
        return int(self.properties.get("articles", 0))
