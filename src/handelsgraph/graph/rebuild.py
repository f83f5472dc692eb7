"""Build the projection again from the evidence, in batches.

The state node is marked while this goes on, so that a rebuild which was killed is done again by whoever opens next.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import TypeVar

from handelsgraph.evidence import AliasLink, ResolvedEntity
from handelsgraph.graph import edges, nodes, places, regroup, state, surroundings
from handelsgraph.graph import names as name_rows
from handelsgraph.graph.changes import Changes
from handelsgraph.graph.edges import Edges
from handelsgraph.graph.names import Name
from handelsgraph.graph.nodes import Mentions
from handelsgraph.graph.projection import (
    EdgeKey,
    EntityNode,
    edge_key,
    edge_properties,
    hierarchy,
)
from handelsgraph.graph.resolver import Resolver
from handelsgraph.graph.session import Row, Sessions, Tx
from handelsgraph.graph.stored import ALIAS_OF, claim_hash

Progress = Callable[[int, int], None]
T = TypeVar("T")

_BATCH = 1000
_USES = """
MATCH (a:Article)-[u:USES]->(n:Name)
RETURN a.id AS article, a.original AS original, n.key AS name, u.label AS label, u.forms AS forms,
       u.mentions AS mentions
"""
_TRIPLES = "MATCH (s:Statement) RETURN DISTINCT s.subject AS subject, s.type AS type, s.object AS object"
_LINKS = "MATCH (s:Statement {type: $type}) RETURN DISTINCT s.subject AS alias, s.object AS name"


def rebuild(sessions: Sessions, resolver: Resolver, progress: Progress | None = None) -> Changes:
    """Drop the projection and make it anew; return what is different afterwards. Whoever calls has claimed it."""
    old_nodes, old_edges = sessions.read(projected_keys)
    while sessions.write(_drop):
        pass
    grouped = regroup.regroup(sessions, progress)
    uses = sessions.read(lambda tx: tx.rows(_USES))
    keys = sessions.read(lambda tx: [row["key"] for row in tx.rows("MATCH (n:Name) RETURN n.key AS key")])
    links = [AliasLink(row["alias"], row["name"]) for row in sessions.read(lambda tx: tx.rows(_LINKS, type=ALIAS_OF))]

    names = _names(keys, uses)
    mentioned = {row["name"] for row in uses if row["mentions"]}
    resolved = [
        entity
        for entity in resolver.resolve([name.record() for _, name in sorted(names.items()) if name.used], links)
        if mentioned.intersection(entity.names)
    ]
    denotes = {name: entity.key for entity in resolved for name in entity.names}
    entities = _entities(resolver, resolved, uses, denotes)
    claims = _claims(sessions.read(lambda tx: tx.rows(_TRIPLES)), denotes)
    inferred = {key for entity in entities.values() for key in hierarchy(entity) if key[2] in entities}
    mentions = _mentions(uses, denotes)
    possible = sorted({*claims, *inferred})
    made: set[EdgeKey] = set()

    def project(tx: Tx, part: Sequence[EdgeKey]) -> None:
        projected = _edges(tx, part, claims, inferred)
        edges.create(tx, projected)
        made.update(projected)

    total = len(names) + 2 * len(entities) + len(denotes) + len(possible) + len(mentions)
    batches = _Batches(sessions, total, progress, grouped)
    batches.write(list(names.values()), name_rows.write)
    batches.write(list(entities.values()), nodes.create)
    batches.write(sorted(denotes.items()), lambda tx, part: nodes.denote(tx, {}, dict(part)))
    batches.write(possible, project)
    batches.write(sorted(entities), surroundings.refresh)
    batches.write(sorted(mentions.items()), lambda tx, part: nodes.write_mentions(tx, {}, dict(part)))
    sessions.write(lambda tx: state.unmark(tx, resolver.fingerprint))
    return Changes(
        len(entities.keys() - old_nodes),
        len(old_nodes - entities.keys()),
        len(made - old_edges),
        len(old_edges - made),
    )


class _Batches:
    """Writes rows in transactions of bounded size; each renews the mark."""

    def __init__(self, sessions: Sessions, total: int, progress: Progress | None, done: int) -> None:
        self._sessions = sessions
        self._total = done + total
        self._done = done
        self._progress = progress

    def write(self, items: Sequence[T], write: Callable[[Tx, Sequence[T]], None]) -> None:
        for start in range(0, len(items), _BATCH):
            part = items[start : start + _BATCH]

            def work(tx: Tx, part: Sequence[T] = part) -> None:
                state.mark(tx)
                write(tx, part)

            self._sessions.write(work, repeatable=False)
            self._done += len(part)
            if self._progress:
                self._progress(self._done, self._total)


def projected_keys(tx: Tx) -> tuple[set[str], set[EdgeKey]]:
    """Return the keys of all entities, and of all edges between them."""
    entities = {row["key"] for row in tx.rows("MATCH (e:Entity) RETURN e.key AS key")}
    found = tx.rows("MATCH (a:Entity)-[r]->(b:Entity) RETURN a.key AS a, type(r) AS t, b.key AS b")
    return entities, {(row["a"], row["t"], row["b"]) for row in found}


def _drop(tx: Tx) -> bool:
    """Remove some of the projection; return whether there may be more."""
    state.mark(tx)
    keys = [row["key"] for row in tx.rows("MATCH (e:Entity) RETURN e.key AS key LIMIT $limit", limit=_BATCH)]
    nodes.remove(tx, keys)
    return bool(keys)


def _names(keys: Iterable[str], uses: Iterable[Row]) -> dict[str, Name]:
    names = {key: Name(key) for key in keys}
    forms = {(row["original"], row["name"], form) for row in uses for form in row["forms"]}
    labels = {(row["original"], row["name"], row["label"]) for row in uses}
    for _, name, form in forms:
        names[name].forms[form] += 1
    for _, name, label in labels:
        names[name].labels[label] += 1
    return names


def _entities(
    resolver: Resolver, resolved: Iterable[ResolvedEntity], uses: Iterable[Row], denotes: dict[str, str]
) -> dict[str, EntityNode]:
    users = {(row["original"], denotes[row["name"]]) for row in uses if row["mentions"] and row["name"] in denotes}
    articles = Counter(entity for _, entity in users)
    entities = {entity.key: places.node_of(entity, articles[entity.key]) for entity in resolved}
    return entities | places.unnamed(resolver, places.above(resolver, resolved) - entities.keys())


def _claims(triples: Iterable[Row], denotes: dict[str, str]) -> dict[EdgeKey, list[str]]:
    """Return the claim hashes of the statements on each edge; the statements themselves would not fit into memory."""
    claims: dict[EdgeKey, list[str]] = defaultdict(list)
    for row in triples:
        subject, relation, obj = row["subject"], row["type"], row["object"]
        if relation == ALIAS_OF:
            continue
        if key := edge_key(denotes.get(subject), relation, denotes.get(obj)):
            claims[key].append(claim_hash(subject, relation, obj))
    return claims


def _edges(tx: Tx, keys: Iterable[EdgeKey], claims: dict[EdgeKey, list[str]], inferred: Collection[EdgeKey]) -> Edges:
    """Return those of these edges that the statements or the reference data make, with their properties."""
    hashes = {key: claims.get(key, ()) for key in keys}
    supports = edges.supports(tx, {claim for found in hashes.values() for claim in found})
    projected = {
        key: edge_properties(
            (support for claim in found for support in supports.get(claim, ())), inferred=key in inferred
        )
        for key, found in hashes.items()
    }
    return {key: properties for key, properties in projected.items() if properties}


def _mentions(uses: Iterable[Row], denotes: dict[str, str]) -> Mentions:
    mentions: Counter[tuple[str, str]] = Counter()
    for row in uses:
        if row["mentions"] and row["name"] in denotes:
            mentions[row["article"], denotes[row["name"]]] += row["mentions"]
    return dict(mentions)
