"""The projection as a pure function: what the statements about two entities add up to."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from handelsgraph.copies import order
from handelsgraph.evidence import ResolvedEntity
from handelsgraph.schema import Label, Modality, ordered_ends

LOCATED_IN = "LOCATED_IN"
VERSION = 4
"""Changes with what edges and nodes hold: a graph that was written by another version is projected anew."""

KEPT = frozenset({"within", "countries", "inside", "dealings"})
"""Properties of an entity that follow from its edges and are written after them (see `surroundings`)."""

EdgeKey = tuple[str, str, str]
"""Subject's entity key, relation type, object's entity key; undirected types in key order."""


@dataclass(frozen=True, slots=True)
class Support:
    """A statement as evidence for an edge, with what counts of the article that makes it.

    `article` is that article's id, `original` that of the article it is a copy of, or its own.
    """

    modality: Modality
    date: str | None
    sentence: str
    start: int
    confidence: float
    content_hash: str
    url: str
    title: str | None
    published: str | None
    article: str
    original: str

    def rank(self) -> tuple[float, str, int, str, str]:
        """Order by confidence; the rest makes the order total and independent of when an article came."""
        return -self.confidence, self.content_hash, self.start, self.sentence, self.url


def edge_properties(supports: Iterable[Support], *, inferred: bool = False) -> dict[str, Any] | None:
    """Return the properties of the edge these statements make, None if they make none.

    Denied statements never count. Planned ones stand back once there is an asserted one, except that their articles
    are counted. Of articles that are copies of one text only the first that makes such a statement counts, so that
    neither dates nor confidence gain by the others; their addresses are among the `sources`. `inferred` is the edge
    that reference data knows, with or without statements. `dates` are those the statements give, `reported` the
    publication dates of those that give none: each dealing of many has its own.
    """
    live = [support for support in supports if support.modality is not Modality.DENIED]
    if not live:
        return {"articles": 0, "planned": False, "inferred": True} if inferred else None
    asserted = [support for support in live if support.modality is Modality.ASSERTED]
    told = asserted or live
    counted = without_copies(told)
    best = min(counted, key=Support.rank)
    dates = [support.date for support in counted if support.date]
    properties: dict[str, Any] = {
        "articles": len({support.original for support in live}),
        "first_date": min(dates, default=None),
        "last_date": max(dates, default=None),
        "dates": sorted(set(dates)),
        "reported": sorted({support.published for support in counted if support.published and not support.date}),
        "planned": not asserted,
        "confidence": best.confidence,
        "sentence": best.sentence,
        "source": best.url,
        "sources": sorted({support.url for support in told if support.original == best.original}),
        "title": best.title,
        "published": best.published,
        "inferred": True if inferred else None,
    }
    return {key: value for key, value in properties.items() if value is not None}


def without_copies(supports: Collection[Support]) -> list[Support]:
    """Return the statements of those articles that are the first of their copies to make one."""
    first: dict[str, str] = {}
    for support in sorted(supports, key=lambda support: order(support.published, support.url)):
        first.setdefault(support.original, support.article)
    return [support for support in supports if first[support.original] == support.article]


def edge_key(subject: str | None, relation: str, obj: str | None) -> EdgeKey | None:
    """Return the key of the edge between two entities; there is none to itself, or from a name without entity."""
    if subject is None or obj is None or subject == obj:
        return None
    subject, obj = ordered_ends(relation, subject, obj)
    return subject, relation, obj


def hierarchy(entity: EntityNode) -> tuple[EdgeKey, ...]:
    """Return the edges by which reference data ties a place to the next larger one and to its named regions."""
    return tuple((entity.key, LOCATED_IN, place) for place in (*entity.places[:1], *entity.regions))


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
    if entity.regions:
        properties["regions"] = list(entity.regions)
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
    def regions(self) -> tuple[str, ...]:
        """The keys of the named regions beside the hierarchy that it is a part of itself."""
        return tuple(self.properties.get("regions", ()))

    @property
    def articles(self) -> int:
        """The number of articles that mention it, copies counted once."""
        return int(self.properties.get("articles", 0))
