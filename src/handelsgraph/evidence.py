"""The evidence layer's rows: what one article contributes to the graph, with its entities given by name key.

`identity.evidence_of` makes them from a reading, `graph` stores them, `identity.resolve` tells which names denote
the same entity. A name key is "group:folded name" with group body, place, person or event (see `identity.keys`).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from handelsgraph.article import Article
from handelsgraph.schema import Label, Modality


@dataclass(frozen=True, slots=True)
class NameUse:
    """One article uses a name: under which label, in which written forms, how often (`mentions`)."""

    key: str
    label: Label
    forms: tuple[str, ...]
    mentions: int


@dataclass(frozen=True, slots=True)
class AliasLink:
    """The article itself uses two names for one entity ("LKT Lausitzer Klärtechnik GmbH ... LKT")."""

    alias: str
    name: str


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement whose ends are name keys; undirected relations have their ends in ascending order."""

    subject: str
    type: str
    object: str
    modality: Modality
    date: str | None
    sentence: str
    start: int
    end: int
    confidence: float

    def id(self, article: str) -> str:
        """Return the statement's id: the same for the same claim at the same place of the same article."""
        parts = (article, self.subject, self.type, self.object, self.modality, str(self.start))
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:20]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything one article contributes. `ingested_at` is an ISO instant; None stands for the moment of writing."""

    article: Article
    extractor: str
    names: tuple[NameUse, ...] = ()
    links: tuple[AliasLink, ...] = ()
    claims: tuple[Claim, ...] = ()
    ingested_at: str | None = None

    def article_fields(self) -> dict[str, str | None]:
        """Return what is kept of the article itself, under the names it has in the graph and in exports."""
        article = self.article
        return {
            "id": article.id,
            "url": article.url,
            "title": article.title,
            "published": article.published,
            "source": article.source,
            "path": article.path,
            "content_hash": article.content_hash,
            "ingested_at": self.ingested_at,
            "extractor": self.extractor,
            "text": article.text,
        }


@dataclass(frozen=True, slots=True)
class NameRecord:
    """A name as the whole evidence layer knows it: its forms and labels with the number of articles using each."""

    key: str
    forms: dict[str, int]
    labels: dict[Label, int]


@dataclass(frozen=True, slots=True)
class ResolvedEntity:
    """An entity of the projection: a connected set of names. `places` are the keys of what it lies in (places only),
    nearest first; `regions` those of named regions beside this hierarchy ("Lausitz") of which it is a part itself;
    `properties` are further plain properties of the node (latitude, longitude, country code ...).
    """

    key: str
    label: Label
    name: str
    aliases: tuple[str, ...]
    names: tuple[str, ...]
    places: tuple[str, ...] = ()
    properties: tuple[tuple[str, str | int | float], ...] = ()
    regions: tuple[str, ...] = ()
