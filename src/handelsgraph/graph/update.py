"""The incremental update: one article's evidence comes, changes or goes, and the projection follows.

Only what hangs together with the article's names before or after is resolved again; old and new projection of that
part are compared, and the difference is written. The result equals a rebuild from the evidence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace as with_

from handelsgraph.evidence import Evidence, ResolvedEntity
from handelsgraph.graph import edges, grouping, names, nodes, places, state, store, surroundings
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
from handelsgraph.graph.session import Tx
from handelsgraph.graph.stored import Stored, claim_hashes
from handelsgraph.schema import PLACES

Denotes = dict[str, str | None]


def put(tx: Tx, resolver: Resolver, evidence: Evidence, rows: Stored) -> Changes:
    """Write one article's evidence in place of what it contributed before, and update the projection."""
    state.lock(tx, resolver)
    old = store.load(tx, rows.id)
    return _Update(tx, resolver, old, rows).run(evidence)


def replace(tx: Tx, resolver: Resolver, evidence: Evidence, rows: Stored) -> Changes | None:
    """Do as `put` does if the article is there as the evidence has it; else return None and do nothing."""
    state.lock(tx, resolver)
    if store.articles(tx, [rows.id]) != [evidence.article]:
        return None
    return put(tx, resolver, evidence, rows)


def forget(tx: Tx, resolver: Resolver, article_id: str) -> Changes:
    """Remove an article with all that only it contributed."""
    state.lock(tx, resolver)
    old = store.load(tx, article_id)
    return _Update(tx, resolver, old, None).run(None) if old else Changes()


class _Update:
    def __init__(self, tx: Tx, resolver: Resolver, old: Stored | None, new: Stored | None) -> None:
        self.tx = tx
        self.resolver = resolver
        self.old = old
        self.new = new
        self.touched = [article for article in (old, new) if article is not None]
        """The article as it was and shall be, and the others that are copies of another article now than before."""
        self.id = self.touched[0].id
        self._nodes_read: dict[str, EntityNode | None] = {}

    def run(self, evidence: Evidence | None) -> Changes:
        """Do it."""
        tx, old, new = self.tx, self.old, self.new
        group = grouping.grouping(tx, self.id, evidence.article if evidence else None)
        moved_copies = [*store.load_all(tx, group.moved).values()] if group.moved else []
        copies = [*store.load_uses(tx, group.others - group.moved), *moved_copies]
        self.touched += moved_copies
        mentions = nodes.mentions_of_article(tx, self.id) if old else {}
        if old:
            store.clear(tx, self.id)
        if new and evidence:
            store.write(tx, evidence, new, exists=old is not None)
        group.write(tx)
        was = [with_(one, original=group.before[one.id]) for one in (*copies, old) if one]
        now = [with_(one, original=group.after[one.id]) for one in (*copies, new) if one]

        known, lasting, entities = self._resolve(was, now)
        before: Denotes = {name.key: name.entity for name in known.values()}
        articles = self._article_counts(before, lasting, entities, was, now)
        entities = {key: entity for key, entity in entities.items() if articles[key]}
        after = _denotes(entities)
        moved = _moved(before, after, lasting)
        changed = {key for name in moved for key in (before[name], after.get(name)) if key}

        nodes_before, nodes_after = self._nodes(before, entities, articles)
        added, removed = nodes.write(tx, nodes_before, nodes_after)
        nodes.denote(tx, before, after)
        come, gone = self._edges(moved, before, after, nodes_before, nodes_after)
        self._mentions(mentions, after, changed, nodes_after)
        lost = nodes_before.keys() - nodes_after.keys()
        nodes.remove(tx, lost)
        left = [nodes_before[key] for key in lost]
        surroundings.update(tx, _other_kinds(nodes_before, nodes_after), left, come | gone)
        used = {key for article in self.touched for key in article.uses}
        names.write(tx, [known[key] for key in sorted(used)])
        if new is None:
            tx.rows("MATCH (a:Article {id: $id}) DETACH DELETE a", id=self.id)
        return Changes(added, removed, len(come), len(gone), group.copy_of)

    def _resolve(
        self, was: list[Stored], now: list[Stored]
    ) -> tuple[dict[str, Name], set[str], dict[str, ResolvedEntity]]:
        """Return the names that may have changed with their new counters, those of them that were there before and
        still are, and the entities they make now.
        """
        start = {key for article in self.touched for key in article.uses}
        gone = {link for article in self.touched for link in article.links}
        while True:
            keys, links = names.closure(self.tx, start, gone, self.resolver.linked)
            known = names.load(self.tx, keys)
            used_before = {key for key, name in known.items() if name.used}
            names.count(known, was, -1)
            names.count(known, now, +1)
            lasting = {key for key in used_before if known[key].used}
            records = [name.record() for _, name in sorted(known.items()) if name.used]
            entities = {entity.key: entity for entity in self.resolver.resolve(records, links)}
            # An entity may have names that no link ties together (reference data does); they belong to the set too.
            others = {name for node in self._found(entities.keys()).values() for name in node.names} - keys
            if not others:
                return known, lasting, entities
            start |= others

    def _found(self, keys: Collection[str]) -> dict[str, EntityNode]:
        """Return those of these entities that exist, as they were before this update."""
        missing = set(keys) - self._nodes_read.keys()
        if missing:
            found = nodes.load(self.tx, missing)
            self._nodes_read |= {key: found.get(key) for key in missing}
        return {key: node for key in keys if (node := self._nodes_read[key])}

    def _nodes(
        self,
        before: Denotes,
        entities: Mapping[str, ResolvedEntity],
        articles: Mapping[str, int],
    ) -> tuple[dict[str, EntityNode], dict[str, EntityNode]]:
        """Return the entity nodes concerned, as they were and as they shall be."""
        named_before = {key for key in before.values() if key}
        needed = places.above(self.resolver, entities.values())
        found = self._found(named_before | entities.keys() | needed)
        nodes_after = {key: places.node_of(entity, articles[key]) for key, entity in entities.items()}
        nodes_after |= places.unnamed(self.resolver, needed - nodes_after.keys() - (found.keys() - named_before))

        orphans = {key: found[key] for key in named_before - nodes_after.keys() if key in found}
        found |= self._found({place for node in orphans.values() for place in (*node.places, *node.regions)})
        lost = [found[key] for node in orphans.values() for key in (node.key, *node.places) if key in found]
        found |= self._found({region for node in lost for region in node.regions})
        candidates = {key: node for key, node in orphans.items() if node.label in PLACES}
        for node in lost:
            for place in (*node.places, *node.regions):
                if place in found and place not in nodes_after and not found[place].names:
                    candidates[place] = found[place]
        alive = places.survivors(self.tx, candidates, needed) if candidates else set()
        nodes_after |= places.unnamed(self.resolver, alive & orphans.keys())
        touched = nodes_after.keys() | orphans.keys() | (candidates.keys() - alive)
        return {key: found[key] for key in touched if key in found}, nodes_after

    def _article_counts(
        self,
        before: Denotes,
        lasting: set[str],
        entities: Mapping[str, ResolvedEntity],
        was: list[Stored],
        now: list[Stored],
    ) -> dict[str, int]:
        """Return how many articles mention each entity: counted on, or anew where names moved between entities."""
        after = _denotes(entities)
        changed = {key for name in _moved(before, after, lasting) for key in (before[name], after.get(name))}
        found = self._found(entities.keys())
        less, more = _wordings(was, before), _wordings(now, after)
        counts = {key: (found[key].articles if key in found else 0) - less[key] + more[key] for key in entities}
        recount = {name: key for key in entities.keys() & changed for name in entities[key].names}
        if recount:
            counts |= nodes.count_articles(self.tx, recount)
        return counts

    def _edges(
        self,
        moved: set[str],
        before: Denotes,
        after: Denotes,
        nodes_before: Mapping[str, EntityNode],
        nodes_after: Mapping[str, EntityNode],
    ) -> tuple[set[EdgeKey], set[EdgeKey]]:
        """Bring the edges up to date that the article's statements or moved names touch."""
        claims = {(c.subject, c.type, c.object) for article in self.touched for c in article.claims}
        claims |= set(edges.statements_of(self.tx, moved))
        outside = {name for subject, _, obj in claims for name in (subject, obj)} - before.keys() - after.keys()
        elsewhere: Denotes = {n.key: n.entity for n in names.load(self.tx, outside).values()} if outside else {}
        affected: set[EdgeKey] = set()
        for denotes in (before | elsewhere, after | elsewhere):
            for subject, relation, obj in claims:
                if key := edge_key(denotes.get(subject), relation, denotes.get(obj)):
                    affected.add(key)
        for node in (*nodes_before.values(), *nodes_after.values()):
            affected.update(hierarchy(node))
        ends = {end for subject, _, obj in affected for end in (subject, obj)}
        standing = self._found(ends - nodes_after.keys() - nodes_before.keys()) | dict(nodes_after)
        wanted = self._projected(affected, standing)
        return edges.write(self.tx, edges.load(self.tx, affected), wanted)

    def _projected(self, keys: Iterable[EdgeKey], standing: Mapping[str, EntityNode]) -> Edges:
        """Return those of these edges that the evidence makes, with their properties."""
        hashes: dict[EdgeKey, list[str]] = {}
        for key in keys:
            subject, relation, obj = key
            if subject in standing and obj in standing:
                hashes[key] = claim_hashes(standing[subject].names, relation, standing[obj].names)
        supports = edges.supports(self.tx, {claim for claims in hashes.values() for claim in claims})
        wanted: Edges = {}
        for key, claims in hashes.items():
            inferred = key in hierarchy(standing[key[0]])
            found = [support for claim in claims for support in supports.get(claim, ())]
            if properties := edge_properties(found, inferred=inferred):
                wanted[key] = properties
        return wanted

    def _mentions(
        self, mentions: Mentions, after: Denotes, changed: set[str], nodes_after: Mapping[str, EntityNode]
    ) -> None:
        """Bring the article's mentions up to date, and those of entities whose names moved."""
        wanted: Mentions = Counter()
        for use in self.new.uses.values() if self.new else ():
            entity = after.get(use.key)
            if entity and use.mentions and entity not in changed:
                wanted[self.id, entity] += use.mentions
        if changed:
            mentions = mentions | nodes.mentions_of_entities(self.tx, changed)
            recount = {name: key for key in changed & nodes_after.keys() for name in nodes_after[key].names}
            wanted |= nodes.count_mentions(self.tx, recount)
        nodes.write_mentions(self.tx, mentions, dict(wanted))


def _other_kinds(before: Mapping[str, EntityNode], after: Mapping[str, EntityNode]) -> set[str]:
    """Return the keys of entities that are new, or of another kind than before."""
    return {key for key, node in after.items() if key not in before or before[key].label is not node.label}


def _denotes(entities: Mapping[str, ResolvedEntity]) -> Denotes:
    return {name: entity.key for entity in entities.values() for name in entity.names}


def _moved(before: Denotes, after: Denotes, lasting: set[str]) -> set[str]:
    """Return the names other articles may use too that denote another entity now, or none, or one for the first time.

    A name whose entity no article mentions denotes none: such entities (an alias that several names share) are not
    projected.
    """
    return {name for name in lasting if before[name] != after.get(name)}


def _wordings(articles: Iterable[Stored], denotes: Denotes) -> Counter[str]:
    """Return how many of these articles, copies counted once, mention each entity."""
    pairs = {
        (article.original, denotes.get(use.key))
        for article in articles
        for use in article.uses.values()
        if use.mentions
    }
    return Counter(entity for _, entity in pairs if entity)
