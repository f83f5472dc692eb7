"""A line of an export: one article with everything it contributes, in a checked form."""

from __future__ import annotations

from datetime import UTC
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from handelsgraph.article import Article
from handelsgraph.evidence import AliasLink, Claim, Evidence, NameUse
from handelsgraph.schema import Label, Modality


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Name(_Strict):
    """A name as the article uses it; without a written form where only an alias link speaks of it."""

    key: Annotated[str, Field(min_length=1)]
    label: Label
    forms: tuple[str, ...]
    mentions: Annotated[int, Field(ge=0)]


class Link(_Strict):
    """Two names the article itself uses for one entity."""

    alias: str
    name: str


class Statement(_Strict):
    """What the article says of two names; the offsets count characters of its text."""

    subject: str
    type: str
    object: str
    modality: Modality
    date: str | None
    sentence: str
    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=0)]
    confidence: float


class Record(_Strict):
    """An article and its evidence. Id and hash of the wording follow from address and text, and have to fit them."""

    id: str
    url: Annotated[str, Field(min_length=1)]
    title: str | None
    published: str | None
    source: str | None
    path: str | None
    content_hash: str
    ingested_at: AwareDatetime | None
    extractor: str
    text: str
    names: tuple[Name, ...]
    links: tuple[Link, ...]
    statements: tuple[Statement, ...]

    def evidence(self) -> Evidence:
        """Return it as the graph takes it.

        Raises ValueError if id or hash do not fit.
        """
        article = Article(self.url, self.text, self.title, self.published, self.source, self.path)
        for field, stated, right in (
            ("id", self.id, article.id),
            ("content_hash", self.content_hash, article.content_hash),
        ):
            if stated != right:
                raise ValueError(f"{field}: {stated!r} does not belong to this address and text")
        ingested = self.ingested_at.astimezone(UTC).isoformat(timespec="milliseconds") if self.ingested_at else None
        return Evidence(
            article,
            self.extractor,
            tuple(NameUse(n.key, n.label, n.forms, n.mentions) for n in self.names),
            tuple(AliasLink(link.alias, link.name) for link in self.links),
            tuple(Claim(**dict(statement)) for statement in self.statements),
            ingested,
        )


def record_of(evidence: Evidence) -> dict[str, object]:
    """Return evidence as a line of the export, its fields in the order of `Record`."""
    return {
        **evidence.article_fields(),
        "names": [
            {"key": use.key, "label": use.label.value, "forms": list(use.forms), "mentions": use.mentions}
            for use in evidence.names
        ],
        "links": [{"alias": link.alias, "name": link.name} for link in evidence.links],
        "statements": [
            {
                "subject": claim.subject,
                "type": claim.type,
                "object": claim.object,
                "modality": claim.modality.value,
                "date": claim.date,
                "sentence": claim.sentence,
                "start": claim.start,
                "end": claim.end,
                "confidence": claim.confidence,
            }
            for claim in evidence.claims
        ],
    }
