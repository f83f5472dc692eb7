"""Evidence rows in the database: write, read back and remove what one article contributes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import NamedTuple

from handelsgraph.article import Article
from handelsgraph.evidence import AliasLink, Evidence, NameUse
from handelsgraph.graph.session import Row, Tx
from handelsgraph.graph.stored import ALIAS_OF, Stored, StoredClaim, claim_hash, link_id
from handelsgraph.schema import Label, Modality

_KEYS = """
MATCH (a:Article) WHERE a.id IN $ids
RETURN a.id AS id, a.content_hash AS content_hash, coalesce(a.original, a.id) AS original
"""
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
_WRITE_ARTICLES = """
UNWIND $rows AS row
MATCH (a:Article {id: row.id})
SET a.url = row.url, a.title = row.title, a.published = row.published, a.source = row.source, a.path = row.path,
    a.text = row.text, a.content_hash = row.content_hash, a.ingested_at = datetime(row.ingested_at),
    a.extractor = row.extractor
"""
_CREATE_ARTICLES = """
UNWIND $rows AS row
CREATE (a:Article {id: row.id, url: row.url, title: row.title, published: row.published, source: row.source,
                   path: row.path, text: row.text, content_hash: row.content_hash,
                   ingested_at: datetime(row.ingested_at), extractor: row.extractor})
"""
_CREATE_NAMES = """
UNWIND $rows AS row
CREATE (n:Name {key: row.key, type: row.type})
"""
_CREATE_USES = """
UNWIND $rows AS row
MATCH (a:Article {id: row.article})
MATCH (n:Name {key: row.key})
CREATE (a)-[:USES {label: row.label, forms: row.forms, mentions: row.mentions}]->(n)
"""
_CREATE_STATEMENTS = """
UNWIND $rows AS row
MATCH (a:Article {id: row.article})
CREATE (a)-[:STATES]->(:Statement {id: row.id, subject: row.subject, type: row.type, object: row.object,
        modality: row.modality, date: row.date, sentence: row.sentence, start: row.start, end: row.end,
        confidence: row.confidence, claim: row.claim})
"""
_ARTICLES = """
MATCH (a:Article) WHERE a.id IN $ids
RETURN a.url AS url, a.title AS title, a.published AS published, a.source AS source, a.path AS path, a.text AS text
"""
_KNOWN = """
MATCH (a:Article) WHERE a.id IN $ids
RETURN a.id AS id, a.content_hash AS content_hash, a.extractor AS extractor, a.title AS title,
       a.published AS published, a.source AS source
"""
_CREATE_LINKS = """
UNWIND $rows AS row
MATCH (a:Article {id: row.article})
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
    return load_all(tx, [article_id]).get(article_id)


def load_all(tx: Tx, article_ids: Collection[str]) -> dict[str, Stored]:
    """Return what the database holds of those of these articles that it has, by their id."""
    rows = tx.rows(_KEYS, ids=[*article_ids])
    return {found.id: found for found in _load(tx, rows)} if rows else {}


def load_uses(tx: Tx, article_ids: Collection[str]) -> list[Stored]:
    """Return articles with the names they use only."""
    found = {key: Stored(key, "") for key in article_ids}
    for row in tx.rows(_USES, ids=sorted(article_ids)) if article_ids else ():
        use = _use_of(row)
        found[row["article"]].uses[use.key] = use
    return [*found.values()]


def articles(tx: Tx, article_ids: Collection[str]) -> list[Article]:
    """Return those of these articles that there are, in order of id."""
    found = [Article(**row) for row in tx.rows(_ARTICLES, ids=[*article_ids])]
    return sorted(found, key=lambda article: article.id)


def write(tx: Tx, evidence: Evidence, rows: Stored, *, exists: bool) -> None:
    """Write an article and its rows; `exists` says that the article's node is there, without rows."""
    write_all(tx, [(evidence, rows)], {rows.id} if exists else set())


def write_all(tx: Tx, articles: Sequence[tuple[Evidence, Stored]], exist: Collection[str]) -> None:
    """Write articles and their rows; the nodes of those whose id is in `exist` are there, without rows."""
    nodes = [_article(evidence) for evidence, _ in articles]
    _run(tx, _CREATE_ARTICLES, [row for row in nodes if row["id"] not in exist])
    _run(tx, _WRITE_ARTICLES, [row for row in nodes if row["id"] in exist])
    stored = [rows for _, rows in articles]
    keys = sorted({key for rows in stored for key in rows.uses})
    known = {row["key"] for row in tx.rows("MATCH (n:Name) WHERE n.key IN $keys RETURN n.key AS key", keys=keys)}
    _run(tx, _CREATE_NAMES, [{"key": key, "type": key.partition(":")[0]} for key in keys if key not in known])
    _run(tx, _CREATE_USES, [_use(rows.id, use) for rows in stored for use in rows.uses.values()])
    _run(tx, _CREATE_STATEMENTS, [_statement(rows.id, claim) for rows in stored for claim in rows.claims])
    _run(tx, _CREATE_LINKS, [_link(rows.id, link) for rows in stored for link in sorted(rows.links, key=_order)])


def clear(tx: Tx, article_id: str) -> None:
    """Remove an article's statements and uses, and leave its node."""
    tx.rows("MATCH (:Article {id: $id})-[:STATES]->(s:Statement) DETACH DELETE s", id=article_id)
    tx.rows("MATCH (:Article {id: $id})-[u:USES]->(:Name) DELETE u", id=article_id)


def known(tx: Tx, article_ids: Collection[str]) -> dict[str, Known]:
    """Return what is known of those of these articles that there are, by id."""
    return {row.pop("id"): Known(**row) for row in tx.rows(_KNOWN, ids=[*article_ids])}


def _load(tx: Tx, articles: list[Row]) -> list[Stored]:
    ids = [row["id"] for row in articles]
    uses: dict[str, dict[str, NameUse]] = {key: {} for key in ids}
    for row in tx.rows(_USES, ids=ids):
        use = _use_of(row)
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
        Stored(key, row["content_hash"], uses[key], frozenset(links[key]), tuple(claims[key]), row["original"])
        for key, row in zip(ids, articles, strict=True)
    ]


def _use_of(row: Row) -> NameUse:
    return NameUse(row["key"], Label(row["label"]), tuple(row["forms"]), row["mentions"])


def _run(tx: Tx, cypher: str, rows: list[Row]) -> None:
    if rows:
        tx.rows(cypher, rows=rows)


def _order(link: AliasLink) -> tuple[str, str]:
    return link.alias, link.name


def _article(evidence: Evidence) -> Row:
    now = datetime.now(UTC).isoformat(timespec="milliseconds")
    return {**evidence.article_fields(), "ingested_at": evidence.ingested_at or now}


def _use(article: str, use: NameUse) -> Row:
    return {
        "article": article,
        "key": use.key,
        "label": use.label.value,
        "forms": list(use.forms),
        "mentions": use.mentions,
    }


def _statement(article: str, claim: StoredClaim) -> Row:
    row = {"article": article, **asdict(claim)}
    row["modality"] = claim.modality.value
    row["claim"] = claim_hash(claim.subject, claim.type, claim.object)
    return row


def _link(article: str, link: AliasLink) -> Row:
    return {
        "article": article,
        "id": link_id(article, link),
        "alias": link.alias,
        "name": link.name,
        "type": ALIAS_OF,
        "modality": Modality.ASSERTED.value,
    }
