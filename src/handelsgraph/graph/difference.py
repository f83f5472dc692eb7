"""Which edges would come and go if articles were read anew: computed from the evidence, without writing anything.

It is what a rebuild would make of the evidence with that of some articles exchanged. In memory are the names with their
counters, the claims as keys, and what is different in the end; texts and sentences only of some articles at once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from handelsgraph.errors import DatabaseError
from handelsgraph.evidence import AliasLink, Evidence, ResolvedEntity
from handelsgraph.graph import dump, edges, names, places, rebuild, store
from handelsgraph.graph.names import Name
from handelsgraph.graph.projection import EdgeKey, Support, edge_key, edge_properties, hierarchy
from handelsgraph.graph.resolver import Resolver
from handelsgraph.graph.session import Sessions, Tx
from handelsgraph.graph.stored import Stored, stored
from handelsgraph.schema import Modality

Watch = Callable[[int], bool]
"""Is told how many articles have been compared; returns true to end it."""

_BATCH = 200  # articles whose evidence is in memory
_KEYS = 1000
_ATTEMPTS = 3
_ORIGINALS = "MATCH (a:Article) RETURN a.id AS id, coalesce(a.original, a.id) AS original"
_NAMES = "MATCH (e:Entity) WHERE e.key IN $keys RETURN e.key AS key, e.name AS name"

_Claim = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class EdgeInfo:
    """An edge between entities given by name, with its best evidence; one that only reference data knows has none."""

    subject: str
    type: str
    object: str
    articles: int
    planned: bool
    sentence: str | None
    title: str | None
    published: str | None
    source: str | None


@dataclass(frozen=True, slots=True)
class Difference:
    """The edges that would come, as they would be, and those that would go, as they are."""

    added: tuple[EdgeInfo, ...]
    removed: tuple[EdgeInfo, ...]


def difference(sessions: Sessions, resolver: Resolver, anew: Sequence[Evidence], watch: Watch) -> Difference:
    """Return which edges would come and go if each of these was given to `Graph.replace`.

    Begins again when somebody writes to the graph meanwhile; raises DatabaseError when that happens again and again.
    """
    for _ in range(_ATTEMPTS):
        before = sessions.read(dump.revision)
        found = _Comparison(sessions, resolver, anew, watch).run()
        if sessions.read(dump.revision) == before:
            return found
    raise DatabaseError("the graph is being written to", "run it again when no other command writes to the graph")


@dataclass(slots=True)
class _Made:
    """What the evidence adds up to: names, links between them, and claims with the articles that make them."""

    names: dict[str, Name] = field(default_factory=dict)
    mentioned: set[str] = field(default_factory=set)
    links: set[AliasLink] = field(default_factory=set)
    claims: dict[_Claim, list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, articles: Sequence[Stored]) -> None:
        """Take in articles; all copies of one must come at once."""
        for article in articles:
            for use in article.uses.values():
                self.names.setdefault(use.key, Name(use.key))
                if use.mentions:
                    self.mentioned.add(use.key)
            self.links |= article.links
            for claim in article.claims:
                if claim.modality is not Modality.DENIED:
                    self.claims[claim.subject, claim.type, claim.object].append(article.id)
        names.count(self.names, articles, +1)

    def entities(self, resolver: Resolver) -> list[ResolvedEntity]:
        """Return the entities that are mentioned."""
        records = [name.record() for _, name in sorted(self.names.items()) if name.used]
        return [one for one in resolver.resolve(records, self.links) if self.mentioned.intersection(one.names)]


class _Comparison:
    def __init__(self, sessions: Sessions, resolver: Resolver, anew: Sequence[Evidence], watch: Watch) -> None:
        self._sessions, self._resolver, self._anew, self._watch = sessions, resolver, anew, watch
        self._at = {evidence.article.id: n for n, evidence in enumerate(anew)}
        self._originals: dict[str, str] = {}

    def run(self) -> Difference:
        """Compare what there is with what there would be."""
        made, number = _Made(), 0
        for ids in self._batches():
            made.add([*self._evidence(ids)])
            for _ in self._at.keys() & set(ids):
                number += 1
                if self._watch(number):
                    return Difference((), ())
        resolved = made.entities(self._resolver)
        denotes = {name: one.key for one in resolved for name in one.names}
        nodes = {one.key: places.node_of(one, 0) for one in resolved}
        nodes |= places.unnamed(self._resolver, places.above(self._resolver, resolved) - nodes.keys())
        inferred = {key for node in nodes.values() for key in hierarchy(node) if key[2] in nodes}
        told: dict[EdgeKey, list[_Claim]] = defaultdict(list)
        for claim in made.claims:
            if key := edge_key(denotes.get(claim[0]), claim[1], denotes.get(claim[2])):
                told[key].append(claim)
        _, there = self._sessions.read(rebuild.projected_keys)
        come = (told.keys() | inferred) - there
        called = {key: str(node.properties["name"]) for key, node in nodes.items()}
        wanted = {key: [(claim, made.claims[claim]) for claim in told[key]] for key in come}
        added = self._infos_of(wanted, inferred, called)
        gone = there - told.keys() - inferred
        return Difference(added, self._sessions.read(lambda tx: _infos(tx, gone)))

    def _batches(self) -> Iterator[list[str]]:
        """Yield the ids of all articles, copies together."""
        rows = self._sessions.read(lambda tx: tx.rows(_ORIGINALS))
        self._originals = {row["id"]: row["original"] for row in rows}
        batch: list[str] = []
        last = None
        for original, key in sorted((original, key) for key, original in self._originals.items()):
            if len(batch) >= _BATCH and original != last:
                yield batch
                batch = []
            batch.append(key)
            last = original
        if batch:
            yield batch

    def _evidence(self, ids: Sequence[str]) -> Iterator[Stored]:
        """Yield what articles say, anew where they have been read anew and are still as they were then."""
        fresh = {key: self._anew[self._at[key]] for key in ids if key in self._at}
        if fresh:
            here = {one.id: one for one in self._sessions.read(lambda tx: store.articles(tx, [*fresh]))}
            fresh = {key: one for key, one in fresh.items() if here.get(key) == one.article}
        old = [key for key in ids if key not in fresh]
        if old:
            yield from self._sessions.read(lambda tx: store.load_all(tx, old)).values()
        for key, evidence in fresh.items():
            yield replace(stored(evidence), original=self._originals[key])

    def _infos_of(
        self,
        wanted: dict[EdgeKey, list[tuple[_Claim, list[str]]]],
        inferred: Collection[EdgeKey],
        called: dict[str, str],
    ) -> tuple[EdgeInfo, ...]:
        """Return edges that are not there, as these claims of these articles make them."""
        claims = {claim: key for key, found in wanted.items() for claim, _ in found}
        ids = sorted({article for found in wanted.values() for _, articles in found for article in articles})
        supports: dict[EdgeKey, list[Support]] = defaultdict(list)
        for start in range(0, len(ids), _BATCH):
            part = ids[start : start + _BATCH]
            about = {one.id: one for one in self._sessions.read(lambda tx, p=part: store.articles(tx, p))}  # type: ignore[misc]
            for rows in self._evidence(part):
                article = about[rows.id]
                for claim in rows.claims:
                    if key := claims.get((claim.subject, claim.type, claim.object)):
                        supports[key].append(
                            Support(
                                claim.modality,
                                claim.date,
                                claim.sentence,
                                claim.start,
                                claim.confidence,
                                rows.content_hash,
                                article.url,
                                article.title,
                                article.published,
                                rows.id,
                                rows.original,
                            )
                        )
        made = {key: edge_properties(supports[key], inferred=key in inferred) for key in wanted}
        return _in_order(_info(key, called, properties) for key, properties in made.items() if properties)


def _infos(tx: Tx, keys: Collection[EdgeKey]) -> tuple[EdgeInfo, ...]:
    """Return those of these edges that there are."""
    ordered = sorted(keys)
    parts = (ordered[start : start + _KEYS] for start in range(0, len(ordered), _KEYS))
    return _in_order(info for part in parts for info in _some(tx, part))


def _some(tx: Tx, keys: Collection[EdgeKey]) -> list[EdgeInfo]:
    ends = sorted({end for subject, _, obj in keys for end in (subject, obj)})
    called = {row["key"]: row["name"] for row in tx.rows(_NAMES, keys=ends)}
    return [_info(key, called, properties) for key, properties in edges.load(tx, keys).items()]


def _info(key: EdgeKey, called: dict[str, str], properties: dict[str, object]) -> EdgeInfo:
    subject, relation, obj = key
    known = (properties.get(name) for name in ("sentence", "title", "published", "source"))
    articles, planned = properties["articles"], properties["planned"]
    return EdgeInfo(called[subject], relation, called[obj], articles, planned, *known)  # type: ignore[arg-type]


def _in_order(found: Iterable[EdgeInfo]) -> tuple[EdgeInfo, ...]:
    """Return edges in order of what they say."""
    return tuple(sorted(found, key=lambda edge: (edge.subject, edge.type, edge.object)))
