"""Copies in the database: which articles are copies of one another, kept up to date as articles come, change and go.

(:Article {original, bands}): `original` is the id of the first article of its group, its own if it is alone. Nodes
(:Band {key, article}) make the bands findable. The groups are a function of the articles that are there: those that
hang together over pairs of copies, whatever the order in which they came.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from handelsgraph.article import Article
from handelsgraph.copies import Groups, Wording, are_copies, components, is_current, order, wording
from handelsgraph.graph.session import Row, Tx

_BATCH = 100  # texts in memory
_FIELDS = (
    "a.id AS id, coalesce(a.original, a.id) AS original, a.content_hash AS hash, a.published AS published, a.url AS url"
)
_ARTICLE = f"MATCH (a:Article {{id: $id}}) RETURN {_FIELDS}, a.bands AS bands"
_MEMBERS = f"MATCH (a:Article) WHERE a.original IN $originals RETURN {_FIELDS}"
_SHARING = "MATCH (b:Band) WHERE b.key IN $keys AND b.article <> $but RETURN DISTINCT b.article AS id"
_SOME = f"MATCH (a:Article) WHERE a.id IN $ids RETURN {_FIELDS}"
_TEXTS = "MATCH (a:Article) WHERE a.id IN $ids RETURN a.id AS id, a.text AS text"
_REMOVE = "MATCH (b:Band) WHERE b.key IN $keys AND b.article = $id DELETE b"
_CREATE = "UNWIND $keys AS key CREATE (:Band {key: key, article: $id})"
_BANDS = "MATCH (a:Article {id: $id}) SET a.bands = $keys"
_ORIGINALS = "UNWIND $rows AS row MATCH (a:Article {id: row.id}) SET a.original = row.original"


@dataclass(slots=True)
class Grouping:
    """What the coming, changing or going of an article does to the groups.

    `before` and `after` have the originals, by id, of the article and of all that are or were in a group with it;
    `urls` their addresses.
    """

    article: str
    before: dict[str, str] = field(default_factory=dict)
    after: dict[str, str] = field(default_factory=dict)
    urls: dict[str, str] = field(default_factory=dict)
    old_bands: tuple[str, ...] = ()
    new_bands: tuple[str, ...] = ()

    @property
    def others(self) -> set[str]:
        """The ids of the other articles."""
        return {*self.before, *self.after} - {self.article}

    @property
    def moved(self) -> set[str]:
        """The ids of those of them that have another original now."""
        return {key for key in self.others if self.before[key] != self.after[key]}

    @property
    def copy_of(self) -> str | None:
        """The address of the article's original; if it is that itself, of the first copy; None if there is none."""
        original = self.after.get(self.article)
        if original != self.article:
            return self.urls.get(original or "")
        return min((self.urls[key] for key in self.others if self.after[key] == original), default=None)

    def write(self, tx: Tx) -> None:
        """Write it; the article's node is there, unless the article goes."""
        if self.old_bands != self.new_bands:
            write_bands(tx, self.article, self.old_bands, self.new_bands)
        rows = [{"id": key, "original": own} for key, own in sorted(self.after.items()) if self.before.get(key) != own]
        if rows:
            tx.rows(_ORIGINALS, rows=rows)


def grouping(tx: Tx, article_id: str, new: Article | None) -> Grouping:
    """Return what becomes of the groups if an article is put in place of what is there of it, or removed."""
    found = tx.rows(_ARTICLE, id=article_id)
    old = found[0] if found else None
    rows = {row["id"]: row for row in tx.rows(_MEMBERS, originals=[old["original"]])} if old else {}
    rows.pop(article_id, None)
    done = Grouping(article_id, old_bands=tuple(old["bands"] or ()) if old else ())
    if old and new and old["hash"] == new.content_hash and is_current(old["bands"]):
        groups = Groups()
        groups.join([article_id, *rows])
        done.new_bands = done.old_bands
    else:
        groups = _connected(tx, [*rows.values()])
        if new:
            text = wording(new.text)
            done.new_bands = text.bands
            groups.find(article_id)
            for members, copy in _copied(tx, text, article_id, old["original"] if old else None):
                rows |= {row["id"]: row for row in members if row["id"] not in rows}
                groups.join([copy, article_id])
                groups.join(row["id"] for row in members if old is None or row["original"] != old["original"])
    done.before = {key: row["original"] for key, row in rows.items()}
    done.urls = {key: row["url"] for key, row in rows.items()}
    ranks = {key: order(row["published"], row["url"]) for key, row in rows.items()}
    if old:
        done.before[article_id] = old["original"]
    if new:
        ranks[article_id], done.urls[article_id] = order(new.published, new.url), new.url
    for group in groups.sets():
        first = min(group, key=lambda key: ranks[key])
        done.after |= dict.fromkeys(group, first)
    return done


def write_bands(tx: Tx, article_id: str, old: Collection[str], new: Collection[str]) -> None:
    """Write an article's bands in place of those it has."""
    if old:
        tx.rows(_REMOVE, keys=[*old], id=article_id)
    if new:
        tx.rows(_CREATE, keys=[*new], id=article_id)
        tx.rows(_BANDS, keys=[*new], id=article_id)


def write_originals(tx: Tx, originals: Iterable[tuple[str, str]]) -> None:
    """Write the originals of articles, both given by their ids."""
    tx.rows(_ORIGINALS, rows=[{"id": key, "original": original} for key, original in originals])


def texts(tx: Tx, ids: Sequence[str]) -> Iterator[tuple[str, Wording]]:
    """Yield what is compared of the texts of articles; few of them are in memory at a time."""
    for start in range(0, len(ids), _BATCH):
        for row in tx.rows(_TEXTS, ids=ids[start : start + _BATCH]):
            yield row["id"], wording(row["text"])


def _connected(tx: Tx, rows: Sequence[Row]) -> Groups:
    """Return what hangs together of a group from which an article was taken."""
    same: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        same[row["hash"]].append(row["id"])
    firsts = [ids[0] for ids in same.values()]
    groups = components(dict(texts(tx, firsts))) if len(firsts) > 1 else Groups()
    for ids in same.values():
        groups.join(ids)
    return groups


def _copied(tx: Tx, text: Wording, but: str, torn: str | None) -> Iterator[tuple[list[Row], str]]:
    """Yield groups that have a copy of a text: the members, and the id of the copy.

    One copy a group is enough, except in that of the original `torn`: it may have fallen apart, so all are yielded.
    """
    ids = [row["id"] for row in tx.rows(_SHARING, keys=[*text.bands], but=but)]
    candidates: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in tx.rows(_SOME, ids=sorted(ids)) if ids else ():
        candidates[row["original"]][row["hash"]].append(row)
    members: dict[str, list[Row]] = defaultdict(list)
    for row in tx.rows(_MEMBERS, originals=sorted(candidates)) if candidates else ():
        if row["id"] != but:
            members[row["original"]].append(row)
    for original, wordings in candidates.items():
        for row in _copies(tx, text, wordings):
            yield members[original] or [row], row["id"]
            if original != torn:
                break


def _copies(tx: Tx, text: Wording, wordings: Mapping[str, Sequence[Row]]) -> Iterator[Row]:
    """Yield the articles, given by their wording, whose text is a copy of this one."""
    yield from wordings.get(text.hash, ())
    firsts = {rows[0]["id"]: rows for key, rows in wordings.items() if key != text.hash}
    for key, other in texts(tx, [*firsts]):
        if are_copies(text, other):
            yield from firsts[key]
