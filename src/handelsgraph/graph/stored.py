"""An article's evidence in the shape in which it is stored, checked before anything reaches the database."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from handelsgraph.article import Article
from handelsgraph.errors import InputError
from handelsgraph.evidence import AliasLink, Claim, Evidence, NameUse
from handelsgraph.schema import RELATIONS, Label, Modality, ordered_ends

ALIAS_OF = "ALIAS_OF"
_LONGEST_KEY = 1000  # characters; the servers' indexes stop at about 8 kB


@dataclass(frozen=True, slots=True)
class StoredClaim:
    """A statement as a row of the database: a claim with its id, and its modality as read back."""

    id: str
    subject: str
    type: str
    object: str
    modality: Modality
    date: str | None
    sentence: str
    start: int
    end: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Stored:
    """Everything the database holds of one article, apart from its text when it was read back.

    `original` is the id of the article it is a copy of, or its own; empty if that is not known yet.
    """

    id: str
    content_hash: str
    uses: dict[str, NameUse] = field(default_factory=dict)
    links: frozenset[AliasLink] = frozenset()
    claims: tuple[StoredClaim, ...] = ()
    original: str = ""

    def names(self) -> set[str]:
        """Return the keys of all names the article uses."""
        return set(self.uses)


def claim_hash(subject: str, relation: str, obj: str) -> str:
    """Return the short indexed stand-in for a statement's ends (as name keys) and type."""
    return hashlib.sha256(json.dumps([subject, relation, obj]).encode()).hexdigest()[:24]


def claim_hashes(subjects: Iterable[str], relation: str, objects: Iterable[str]) -> list[str]:
    """Return the hashes of all statements that support an edge, whichever names of its ends they use."""
    others = tuple(objects)
    ends = (ordered_ends(relation, first, second) for first in subjects for second in others)
    return [claim_hash(subject, relation, obj) for subject, obj in ends]


def link_id(article: str, link: AliasLink) -> str:
    """Return the id of the statement that stores an alias link."""
    return hashlib.sha256("\x1f".join((article, link.alias, ALIAS_OF, link.name)).encode()).hexdigest()[:20]


def stored(evidence: Evidence) -> Stored:
    """Return the evidence as rows: ends of undirected claims in order, repeated rows merged.

    Raises InputError for evidence that cannot be stored: text that is no Unicode, an over-long key, a claim of an
    unknown type, or one about a name the article is not said to use.
    """
    _check_text(evidence)
    uses = _uses(evidence)
    for claim in evidence.claims:
        if claim.type not in RELATIONS:
            raise InputError(f"{evidence.article.url}: unknown relation type {claim.type!r}")
        for key in (claim.subject, claim.object):
            if key not in uses:
                raise InputError(
                    f"{evidence.article.url}: a statement is about {key!r}, which the article does not use"
                )
    links = frozenset(link for link in evidence.links if link.alias != link.name)
    article = evidence.article
    return Stored(article.id, article.content_hash, uses, links, _claims(article, evidence.claims))


def _claims(article: Article, claims: Iterable[Claim]) -> tuple[StoredClaim, ...]:
    rows: dict[str, StoredClaim] = {}
    for claim in claims:
        subject, obj = ordered_ends(claim.type, claim.subject, claim.object)
        ordered = replace(claim, subject=subject, object=obj)
        row = StoredClaim(
            ordered.id(article.id),
            subject,
            claim.type,
            obj,
            Modality(claim.modality),
            claim.date,
            claim.sentence,
            int(claim.start),
            int(claim.end),
            float(claim.confidence),
        )
        best = rows.get(row.id)
        if best is None or _rank(row) < _rank(best):
            rows[row.id] = row
    return tuple(rows[key] for key in sorted(rows))


def _rank(row: StoredClaim) -> tuple[float, int, str, str]:
    return -row.confidence, row.end, row.date or "", row.sentence


def _uses(evidence: Evidence) -> dict[str, NameUse]:
    uses: dict[str, NameUse] = {}
    for use in sorted(evidence.names, key=lambda use: (use.key, -use.mentions, use.label)):
        known = uses.get(use.key)
        forms = tuple(sorted({*use.forms, *(known.forms if known else ())}))
        label, mentions = (known.label, known.mentions + use.mentions) if known else (use.label, use.mentions)
        uses[use.key] = NameUse(use.key, Label(label), forms, int(mentions))
    for link in sorted(evidence.links, key=lambda link: (link.alias, link.name)):
        for key, other in ((link.alias, link.name), (link.name, link.alias)):
            if key not in uses:
                if other not in uses:
                    raise InputError(
                        f"{evidence.article.url}: an alias link between {key!r} and {other!r}, both unused"
                    )
                uses[key] = NameUse(key, uses[other].label, (), 0)
    return uses


def _check_text(evidence: Evidence) -> None:
    article = evidence.article
    texts = [article.url, article.text, article.title, article.published, article.source, article.path]
    texts += [evidence.extractor]
    keys = [article.url]
    for use in evidence.names:
        keys.append(use.key)
        texts += use.forms
    for link in evidence.links:
        keys += (link.alias, link.name)
    for claim in evidence.claims:
        keys += (claim.subject, claim.object)
        texts += (claim.date, claim.sentence)
    for text in (*texts, *keys):
        if text is not None:
            try:
                text.encode()
            except UnicodeEncodeError:
                raise InputError(f"{article.url!r}: the text holds characters that are no Unicode") from None
    if long := [key for key in keys if len(key) > _LONGEST_KEY]:
        raise InputError(f"{article.url[:80]}: a name of {len(long[0])} characters is too long to be one")
