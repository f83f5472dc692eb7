"""Reading the evidence layer back, article by article, as it was put."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from itertools import chain, islice

from handelsgraph.article import Article
from handelsgraph.errors import DatabaseError
from handelsgraph.evidence import Claim, Evidence
from handelsgraph.graph import article_ids, store
from handelsgraph.graph.session import Sessions, Tx
from handelsgraph.graph.stored import Stored, StoredClaim
from handelsgraph.graph.values import plain

_BATCH = 100
_REVISION = "MATCH (s:State {id: 'projection'}) RETURN s.revision AS revision"
_ARTICLES = """
MATCH (a:Article) WHERE a.id IN $ids
RETURN a.id AS id, a.url AS url, a.title AS title, a.published AS published, a.source AS source, a.path AS path,
       a.text AS text, a.extractor AS extractor, a.ingested_at AS ingested_at
"""


def revision(tx: Tx) -> int | None:
    """Return a number that every write to the graph raises."""
    rows = tx.rows(_REVISION)
    return rows[0]["revision"] if rows else None


def dump(sessions: Sessions) -> Iterator[Evidence]:
    """Yield the evidence of every article, in order of id; a bounded number of them is in memory at a time.

    Raises DatabaseError if somebody writes meanwhile: what was yielded would be of two minds.
    """
    at_first = sessions.read(revision)
    keys = chain.from_iterable(article_ids.parts(sessions))
    while part := [*islice(keys, _BATCH)]:
        yield from sessions.read(lambda tx, part=part: [*read(tx, part).values()])  # type: ignore[misc]
        if sessions.read(revision) != at_first:
            raise DatabaseError("the graph was written to while it was read", "run the command again")


def read(tx: Tx, article_ids: Collection[str]) -> dict[str, Evidence]:
    """Return the evidence of those of these articles that there are, by id, in order."""
    stored = store.load_all(tx, article_ids)
    rows = {row.pop("id"): row for row in tx.rows(_ARTICLES, ids=[*article_ids])}
    found = {}
    for key in sorted(stored.keys() & rows.keys()):
        row = rows[key]
        extractor, ingested = row.pop("extractor"), row.pop("ingested_at")
        found[key] = _evidence(Article(**row), extractor, stored[key], _instant(plain(ingested)))
    return found


def _evidence(article: Article, extractor: str, rows: Stored, ingested_at: str | None) -> Evidence:
    return Evidence(
        article,
        extractor,
        tuple(rows.uses[key] for key in sorted(rows.uses)),
        tuple(sorted(rows.links, key=lambda link: (link.alias, link.name))),
        tuple(_claim(claim) for claim in sorted(rows.claims, key=lambda claim: claim.id)),
        ingested_at,
    )


def _claim(row: StoredClaim) -> Claim:
    return Claim(
        row.subject,
        row.type,
        row.object,
        row.modality,
        row.date,
        row.sentence,
        row.start,
        row.end,
        row.confidence,
    )


def _instant(text: str | None) -> str | None:
    """Return an instant as every engine shall give it: in UTC, to the millisecond."""
    if text is None:
        return None
    found = datetime.fromisoformat(text)
    found = found if found.tzinfo else found.replace(tzinfo=UTC)
    return found.astimezone(UTC).isoformat(timespec="milliseconds")
