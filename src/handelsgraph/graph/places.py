"""The place hierarchy in the projection: a place lives while articles name it or a place inside it lives."""

from __future__ import annotations

from collections.abc import Collection
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


def unnamed(resolver: Resolver, keys: Collection[str]) -> dict[str, EntityNode]:
    """Return the nodes of places that no article names."""
    found = resolver.place_entities(sorted(keys)) if keys else []
    return {entity.key: node_of(replace(entity, names=()), 0) for entity in found if entity.key in keys}


def node_of(entity: ResolvedEntity, articles: int) -> EntityNode:
    """Return a resolved entity as a node."""
    return EntityNode(entity.key, entity.label, entity_properties(entity, articles))


def survivors(tx: Tx, candidates: dict[str, EntityNode], needed: Collection[str]) -> set[str]:
    """Return those of some places without a name that still have a living place inside them."""
    alive = {key for key in candidates if key in needed}
    dead: set[str] = set()
    undecided = [node for key, node in candidates.items() if key not in alive]
    children: dict[str, set[str]] = {}
    if undecided:
        for row in tx.rows(_CHILDREN, rows=[{"key": node.key} for node in undecided]):
            children.setdefault(row["parent"], set()).add(row["child"])
    for node in sorted(undecided, key=lambda node: -len(node.places)):  # the smallest places first
        if children.get(node.key, set()) - dead:
            alive.add(node.key)
        else:
            dead.add(node.key)
    return alive
