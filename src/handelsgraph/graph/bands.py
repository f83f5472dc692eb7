"""The wordings of articles and their bands in the database, by which copies are found.

(:Article {wording, bands}): articles with the same `wording` have the same words. Nodes (:Band {key, wording}), one for
each band of each wording, tell which wordings meet in a band.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from handelsgraph.copies import CROWD, Wording, wording
from handelsgraph.graph.session import Tx

_BATCH = 100  # texts in memory
_OTHER = "MATCH (a:Article {wording: $wording}) WHERE a.id <> $id RETURN 1 AS other LIMIT 1"
_MEETING = """
UNWIND $keys AS key
CALL (key) {
  MATCH (b:Band {key: key})
  RETURN b.wording AS wording
  LIMIT $limit
}
RETURN key, wording
"""
_TEXTS = "MATCH (a:Article) WHERE a.id IN $ids RETURN a.id AS id, a.text AS text"
_NOTE = "MATCH (a:Article {id: $id}) SET a.wording = $wording, a.bands = $bands"
_NOTED = "MATCH (a:Article) WHERE a.id IN $ids RETURN a.id AS id, a.wording AS wording, a.bands AS bands"
_FORGET = "MATCH (a:Article) WHERE a.id IN $ids SET a.wording = null, a.bands = null"
_CREATE = "UNWIND $keys AS key CREATE (:Band {key: key, wording: $wording})"
_REMOVE = "MATCH (b:Band) WHERE b.key IN $keys AND b.wording = $wording DELETE b"


@dataclass(frozen=True, slots=True)
class Bands:
    """The key of a wording, and its bands."""

    wording: str
    keys: tuple[str, ...] = ()


def meeting(tx: Tx, keys: Collection[str]) -> dict[str, set[str]]:
    """Return the wordings that meet in bands; in crowded ones only so many that one may go and it is still crowded."""
    found: dict[str, set[str]] = {key: set() for key in keys}
    for row in tx.rows(_MEETING, keys=sorted(keys), limit=CROWD + 2) if keys else ():
        found[row["key"]].add(row["wording"])
    return found


def crowded(tx: Tx, keys: Collection[str]) -> set[str]:
    """Return those of these bands that are crowded."""
    return {key for key, wordings in meeting(tx, keys).items() if len(wordings) > CROWD}


def noted(tx: Tx, ids: Collection[str]) -> dict[str, Bands]:
    """Return what is noted of the wordings of articles; of those of which another version noted it, that."""
    rows = tx.rows(_NOTED, ids=[*ids])
    return {row["id"]: Bands(row["wording"] or "", tuple(row["bands"] or ())) for row in rows}


def is_only(tx: Tx, article_id: str, wording: str) -> bool:
    """Return whether no other article has this wording."""
    return not tx.rows(_OTHER, wording=wording, id=article_id)


def note(tx: Tx, article_id: str, new: Bands) -> None:
    """Note an article's wording; the article's node is there."""
    tx.rows(_NOTE, id=article_id, wording=new.wording, bands=[*new.keys])


def forget(tx: Tx, ids: Collection[str]) -> None:
    """Take back what is noted of articles."""
    had = {*noted(tx, ids).values()}
    tx.rows(_FORGET, ids=[*ids])
    for one in had:
        if is_only(tx, "", one.wording):
            remove(tx, one)


def create(tx: Tx, new: Bands) -> None:
    """Make the bands of a wording that no article had before."""
    if new.keys:
        tx.rows(_CREATE, keys=[*new.keys], wording=new.wording)


def remove(tx: Tx, old: Bands) -> None:
    """Remove the bands of a wording that no article has any more."""
    if old.keys:
        tx.rows(_REMOVE, keys=[*old.keys], wording=old.wording)


def texts(tx: Tx, ids: Sequence[str]) -> Iterator[tuple[str, Wording]]:
    """Yield what is compared of the texts of articles; few of them are in memory at a time."""
    for start in range(0, len(ids), _BATCH):
        for row in tx.rows(_TEXTS, ids=ids[start : start + _BATCH]):
            yield row["id"], wording(row["text"])
