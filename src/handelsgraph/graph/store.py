"""Evidence rows in the database: write, read back and remove what one article contributes."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict
from datetime import UTC, datetime
from typing import NamedTuple

from handelsgraph.article import Article
from handelsgraph.evidence import AliasLink, Evidence, NameUse
from handelsgraph.graph.session import Row, Tx
from handelsgraph.graph.stored import ALIAS_OF, Stored, StoredClaim, claim_hash, link_id
from handelsgraph.schema import Label, Modality

_USES = """
MATCH (a:Article) WHERE a.id IN $ids
MATCH (a)-[u:USES]->(n:Name)
RETURN a.id AS article, n.key AS key, u.label AS label, u.forms AS forms, u.mentions AS mentions
"""
_STATEMENTS = """
MATCH (a:Article) WHERE a.id IN $ids
MATCH (a)-[:STATES]->(s:Statement)
RETURN a.id AS article, s.id AS id, s.subject AS subject, s.type AS type, s.object AS object, s.modality AS modality,
       s.date AS date, s.sentence AS sentence, s.start AS start, s.end AS end, s.confidence AS confidence
"""
_WRITE_ARTICLE = """
MATCH (a:Article {id: $id})
SET a.url = $url, a.title = $title, a.published = $published, a.source = $source, a.path = $path, a.text = $text,
    a.content_hash = $content_hash, a.ingested_at = datetime($ingested_at), a.extractor = $extractor
"""
_CREATE_ARTICLE = """
CREATE (a:Article {id: $id, url: $url, title: $title, published: $published, source: $source, path: $path,
                   text: $text, content_hash: $content_hash, ingested_at: datetime($ingested_at),
                   extractor: $extractor})
"""
_CREATE_NAMES = """
UNWIND $rows AS row
CREATE (n:Name {key: row.key, type: row.type})
"""
_CREATE_USES = """
MATCH (a:Article {id: $id})
UNWIND $rows AS row
MATCH (n:Name {key: row.key})
CREATE (a)-[:USES {label: row.label, forms: row.forms, mentions: row.mentions}]->(n)
"""
_CREATE_STATEMENTS = """
MATCH (a:Article {id: $id})
UNWIND $rows AS row
CREATE (a)-[:STATES]->(:Statement {id: row.id, subject: row.subject, type: row.type, object: row.object,
        modality: row.modality, date: row.date, sentence: row.sentence, start: row.start, end: row.end,
        confidence: row.confidence, claim: row.claim})
"""
_CREATE_LINKS = """
MATCH (a:Article {id: $id})
UNWIND $rows AS row
CREATE (a)-[:STATES]->(:Statement {id: row.id, subject: row.alias, type: row.type, object: row.name,
        modality: row.modality, alias: row.alias, alias_of: row.name})
"""


class Known(NamedTuple):
    """What tells whether an article has changed since it was ingested."""

    content_hash: str
    extractor: str
    title: str | None
    published: str | None
    source: str | None


def load(tx: Tx, article_id: str) -> Stored | None:
    """Return what the database holds of an article."""
    rows = tx.rows("MATCH (a:Article {id: $id}) RETURN a.id AS id, a.content_hash AS content_hash", id=article_id)
    return _load(tx, rows)[0] if rows else None


def load_copies(tx: Tx, content_hashes: Collection[str], but: str) -> list[Stored]:
    """Return the other articles with the same wording."""
    rows = tx.rows(
        "MATCH (a:Article) WHERE a.content_hash IN $hashes AND a.id <> $but "
        "RETURN a.id AS id, a.content_hash AS content_hash",
        hashes=sorted(content_hashes),
        but=but,
    )
    return _load(tx, rows) if rows else []


def write(tx: Tx, evidence: Evidence, rows: Stored, *, exists: bool) -> None:
    """Write an article and its rows; `exists` says that the article's node is there, without rows."""
    tx.rows(_WRITE_ARTICLE if exists else _CREATE_ARTICLE, **_article(evidence.article, evidence.extractor))
    known = {
        row["key"] for row in tx.rows("MATCH (n:Name) WHERE n.key IN $keys RETURN n.key AS key", keys=[*rows.uses])
    }
    if new := [{"key": key, "type": key.partition(":")[0]} for key in rows.uses if key not in known]:
        tx.rows(_CREATE_NAMES, rows=new)
    uses = [
        {"key": use.key, "label": use.label.value, "forms": list(use.forms), "mentions": use.mentions}
        for use in rows.uses.values()
    ]
    if uses:
        tx.rows(_CREATE_USES, id=rows.id, rows=uses)
    if rows.claims:
        tx.rows(_CREATE_STATEMENTS, id=rows.id, rows=[_statement(claim) for claim in rows.claims])
    if rows.links:
        links = sorted(rows.links, key=lambda link: (link.alias, link.name))
        tx.rows(_CREATE_LINKS, id=rows.id, rows=[_link(rows.id, link) for link in links])


def clear(tx: Tx, article_id: str) -> None:
    """Remove an article's statements and uses, and leave its node."""
    tx.rows("MATCH (:Article {id: $id})-[:STATES]->(s:Statement) DETACH DELETE s", id=article_id)
    tx.rows("MATCH (:Article {id: $id})-[u:USES]->(:Name) DELETE u", id=article_id)


def known(tx: Tx) -> dict[str, Known]:
    """Return what is known of every article, by its id."""
    rows = tx.rows(
        "MATCH (a:Article) RETURN a.id AS id, a.content_hash AS content_hash, a.extractor AS extractor, "
        "a.title AS title, a.published AS published, a.source AS source"
    )
    return {row.pop("id"): Known(**row) for row in rows}


def _load(tx: Tx, articles: list[Row]) -> list[Stored]:
    ids = [row["id"] for row in articles]
    uses: dict[str, dict[str, NameUse]] = {key: {} for key in ids}
    for row in tx.rows(_USES, ids=ids):
        use = NameUse(row["key"], Label(row["label"]), tuple(row["forms"]), row["mentions"])
        uses[row["article"]][use.key] = use
    links: dict[str, set[AliasLink]] = {key: set() for key in ids}
    claims: dict[str, list[StoredClaim]] = {key: [] for key in ids}
    for row in tx.rows(_STATEMENTS, ids=ids):
        article = row.pop("article")
        if row["type"] == ALIAS_OF:
            links[article].add(AliasLink(row["subject"], row["object"]))
        else:
            claims[article].append(StoredClaim(**{**row, "modality": Modality(row["modality"])}))
    return [
        Stored(row["id"], row["content_hash"], uses[row["id"]], frozenset(links[row["id"]]), tuple(claims[row["id"]]))
        for row in articles
    ]


def _article(article: Article, extractor: str) -> Row:
    return {
        "id": article.id,
        "url": article.url,
        "title": article.title,
        "published": article.published,
        "source": article.source,
        "path": article.path,
        "text": article.text,
        "content_hash": article.content_hash,
        "ingested_at": datetime.now(UTC).isoformat(timespec="milliseconds"),
        "extractor": extractor,
    }


def _statement(claim: StoredClaim) -> Row:
    row = asdict(claim)
    row["modality"] = claim.modality.value
    row["claim"] = claim_hash(claim.subject, claim.type, claim.object)
    return row


def _link(article: str, link: AliasLink) -> Row:
    return {
        "id": link_id(article, link),
        "alias": link.alias,
        "name": link.name,
        "type": ALIAS_OF,
        "modality": Modality.ASSERTED.value,
    }
