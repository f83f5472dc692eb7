"""The place hierarchy in the projection: a place lives while articles name it or a place inside it lives."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from handelsgraph.evidence import ResolvedEntity
from handelsgraph.graph.projection import EntityNode, entity_properties
from handelsgraph.graph.resolver import Resolver
from handelsgraph.graph.session import Tx

_CHILDREN = """
UNWIND $rows AS row
MATCH (child:Entity)-[r:LOCATED_IN]->(:Entity {key: row.key}) WHERE r.inferred = true
RETURN DISTINCT row.key AS parent, child.key AS child
"""


def above(resolver: Resolver, entities: Iterable[ResolvedEntity]) -> set[str]:
    """Return the keys of all that these entities lie in, named regions of the places they lie in included."""
    found = {key for entity in entities for key in (*entity.places, *entity.regions)}
    return found | {key for node in unnamed(resolver, found).values() for key in node.regions}


def unnamed(resolver: Resolver, keys: Collection[str]) -> dict[str, EntityNode]:
    """Return the nodes of places that no article names."""
    found = resolver.place_entities(sorted(keys)) if keys else []
    return {entity.key: node_of(replace(entity, names=()), 0) for entity in found if entity.key in keys}


def node_of(entity: ResolvedEntity, articles: int) -> EntityNode:
    """Return a resolved entity as a node."""
    return EntityNode(entity.key, entity.label, entity_properties(entity, articles))


def survivors(tx: Tx, candidates: dict[str, EntityNode], needed: Collection[str]) -> set[str]:
    """Return those of some places without a name that still have a living place inside them."""
    undecided = {key for key in candidates if key not in needed}
    children: dict[str, set[str]] = {key: set() for key in undecided}
    if undecided:
        for row in tx.rows(_CHILDREN, rows=[{"key": key} for key in sorted(undecided)]):
            children[row["parent"]].add(row["child"])
    dead: set[str] = set()
    while dying := {key for key in undecided - dead if not children[key] - dead}:
        dead |= dying
    return candidates.keys() - dead
