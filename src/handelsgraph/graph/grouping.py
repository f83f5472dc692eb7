"""Copies in the database: which articles are copies of one another, kept up to date as articles come, change and go.

(:Article {original}): the id of the first article of its group, its own if it is alone. Articles with the same words
are copies, and so may be others whose wordings meet in a band. A band in which more than `CROWD` wordings meet is that
of a template and is not looked at: so an article is compared with a bounded number of others. The groups are a function
of the articles that are there: those that hang together over pairs of copies, whatever the order in which they came.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from handelsgraph.article import Article
from handelsgraph.copies import Groups, Wording, are_copies, components, is_current, order, wording
from handelsgraph.graph import bands
from handelsgraph.graph.bands import Bands
from handelsgraph.graph.meetings import Meetings, meetings
from handelsgraph.graph.session import Row, Tx

_FIELDS = (
    "a.id AS id, coalesce(a.original, a.id) AS original, a.content_hash AS hash, a.wording AS wording, "
    "a.published AS published, a.url AS url"
)
_ARTICLE = f"MATCH (a:Article {{id: $id}}) RETURN {_FIELDS}, a.bands AS bands"
_MEMBERS = f"MATCH (a:Article) WHERE a.original IN $originals RETURN {_FIELDS}"
_WORDED = f"MATCH (a:Article) WHERE a.wording IN $wordings RETURN {_FIELDS}"
_SAME_TEXT = f"MATCH (a:Article {{content_hash: $hash}}) RETURN {_FIELDS}"
_ORIGINALS = "UNWIND $rows AS row MATCH (a:Article {id: row.id}) SET a.original = row.original"


@dataclass(slots=True)
class Grouping:
    """What the coming, changing or going of an article does to the groups.

    `before` and `after` have the originals, by id, of the article and of all that are or were in a group with it, or
    might be; `urls` their addresses. `goes` is the wording that no article has any more, `comes` the one that none had.
    """

    article: str
    before: dict[str, str] = field(default_factory=dict)
    after: dict[str, str] = field(default_factory=dict)
    urls: dict[str, str] = field(default_factory=dict)
    new: Bands | None = None
    goes: Bands | None = None
    comes: Bands | None = None

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
        if self.goes:
            bands.remove(tx, self.goes)
        if self.comes:
            bands.create(tx, self.comes)
        if self.new:
            bands.note(tx, self.article, self.new)
        rows = [{"id": key, "original": own} for key, own in sorted(self.after.items()) if self.before.get(key) != own]
        if rows:
            tx.rows(_ORIGINALS, rows=rows)


def grouping(tx: Tx, article_id: str, new: Article | None) -> Grouping:
    """Return what becomes of the groups if an article is put in place of what is there of it, or removed."""
    found = tx.rows(_ARTICLE, id=article_id)
    old = found[0] if found else None
    done = Grouping(article_id)
    if old and new and old["hash"] == new.content_hash and is_current(old["wording"]):
        rows = {row["id"]: row for row in _members(tx, [old["original"]]) if row["id"] != article_id}
        groups = Groups()
        groups.join([article_id, *rows])
    else:
        groups, rows = _changed(tx, done, old, wording(new.text) if new else None)
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


def write_originals(tx: Tx, originals: Iterable[tuple[str, str]]) -> None:
    """Write the originals of articles, both given by their ids."""
    tx.rows(_ORIGINALS, rows=[{"id": key, "original": original} for key, original in originals])


def _changed(tx: Tx, done: Grouping, old: Row | None, text: Wording | None) -> tuple[Groups, dict[str, Row]]:
    """Return all groups that may be others now, and their articles, but for the one at hand, by id."""
    was = Bands(old["wording"], tuple(old["bands"] or ())) if old and old["wording"] else None
    done.new = Bands(text.key, text.bands) if text else None
    if was != done.new:
        done.goes = was if was and bands.is_only(tx, done.article, was.wording) else None
        done.comes = done.new if done.new and bands.is_only(tx, done.article, done.new.wording) else None
    met = meetings(tx, done.goes, done.comes)
    rows = _concerned(tx, done.article, old, text, met)
    groups = Groups()
    _keep(tx, groups, rows.values(), old, met)
    if text:
        groups.join([done.article, *(row["id"] for row in rows.values() if _same(row, text))])
        _join_copies(tx, groups, done.article, text, [row for row in rows.values() if row["wording"] in met.near])
    for wordings in met.drained:
        _join_all(tx, groups, [row for row in rows.values() if row["wording"] in wordings], done.article, text)
    return groups, rows


def _concerned(tx: Tx, article: str, old: Row | None, text: Wording | None, met: Meetings) -> dict[str, Row]:
    """Return the other articles of which some may be copies now, or be none any more, and all in their groups."""
    wanted = met.near.union(*met.filled, *met.drained, [text.key] if text else [])
    found = tx.rows(_WORDED, wordings=sorted(wanted)) if wanted else []
    found += tx.rows(_SAME_TEXT, hash=text.hash) if text else []
    originals = {row["original"] for row in found} | ({old["original"]} if old else set())
    return {row["id"]: row for row in (*found, *_members(tx, originals)) if row["id"] != article}


def _keep(tx: Tx, groups: Groups, rows: Collection[Row], old: Row | None, met: Meetings) -> None:
    """Join what is in a group as it is; what lost an article or a band, only where it still hangs together."""
    torn = {old["original"]} if old else set()
    torn |= {original for wordings in met.filled for original in _several(rows, wordings)}
    members: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        members[row["original"]].append(row)
    for original, group in members.items():
        if original in torn:
            _connect(tx, groups, group, met.after.keys(), met.full)
        else:
            groups.join(row["id"] for row in group)


def _members(tx: Tx, originals: Collection[str]) -> list[Row]:
    return tx.rows(_MEMBERS, originals=sorted(originals)) if originals else []


def _same(row: Row, text: Wording) -> bool:
    return bool(text.key == row["wording"] or text.hash == row["hash"])


def _several(rows: Iterable[Row], wordings: Collection[str]) -> set[str]:
    """Return the originals of the groups that have several of these wordings."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row["wording"] in wordings:
            found[row["original"]].add(row["wording"])
    return {original for original, own in found.items() if len(own) > 1}


def _first_of_each(rows: Iterable[Row]) -> dict[str, str]:
    """Return the id of one article for each wording."""
    firsts: dict[str, str] = {}
    for row in rows:
        firsts.setdefault(row["wording"] or row["id"], row["id"])
    return firsts


def _connect(tx: Tx, groups: Groups, rows: Sequence[Row], known: Collection[str], full: Collection[str]) -> None:
    """Join what hangs together of a group from which an article or a band was taken.

    Of the bands that are `known`, those that are `full` are crowded.
    """
    for same in ("wording", "hash"):
        firsts: dict[str, str] = {}
        for row in rows:
            groups.join([firsts.setdefault(row[same] or row["id"], row["id"]), row["id"]])
    ids = [*_first_of_each(rows).values()]
    if len(ids) > 1:
        found = dict(bands.texts(tx, ids))
        keys = {key for text in found.values() for key in text.bands}
        for joined in components(found, {*full, *bands.crowded(tx, keys.difference(known))}).sets():
            groups.join(joined)


def _join_copies(tx: Tx, groups: Groups, article: str, text: Wording, rows: Sequence[Row]) -> None:
    """Join an article with those of these that are its copies; one of a group that holds together is enough."""
    for key, other in bands.texts(tx, [*_first_of_each(rows).values()]):
        if groups.find(key) != groups.find(article) and are_copies(text, other):
            groups.join([key, article])


def _join_all(tx: Tx, groups: Groups, rows: Sequence[Row], article: str, text: Wording | None) -> None:
    """Join those that are copies of one another, of these articles and the one at hand, which meet in a band."""
    found: Mapping[str, Wording] = dict(bands.texts(tx, [*_first_of_each(rows).values()]))
    if text:
        found = {**found, article: text}
    for (one, first), (other, second) in combinations(sorted(found.items()), 2):
        if groups.find(one) != groups.find(other) and are_copies(first, second):
            groups.join([one, other])
