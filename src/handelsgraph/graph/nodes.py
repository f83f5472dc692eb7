"""Reading and writing the projection's nodes: entities, what names denote, and mentions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from handelsgraph.graph.projection import KEPT, EntityNode
from handelsgraph.graph.session import Row, Tx
from handelsgraph.schema import ENTITY, Label

Mentions = dict[tuple[str, str], int]
"""(article id, entity key) -> number of mentions."""

# Labels cannot be parameters, so there is one statement for each; they come from the enum only.
_CREATE = {
    label: f"UNWIND $rows AS row CREATE (e:{ENTITY}:{label.value} {{key: row.key}}) SET e += row.properties"
    for label in Label
}
# Without its key meanwhile: ArcadeDB moves a node that changes its labels, and inside a transaction its unique index
# still knows the old place.
_RELABEL = {
    (old, new): f"MATCH (e:{ENTITY}) WHERE e.key IN $keys WITH e, e.key AS key "
    f"REMOVE e.key REMOVE e:{old.value} SET e:{new.value} SET e.key = key"
    for old in Label
    for new in Label
    if old is not new
}
_UPDATE = "UNWIND $rows AS row MATCH (e:Entity {key: row.key}) SET e += row.properties"
_LOAD = "MATCH (e:Entity) WHERE e.key IN $keys RETURN labels(e) AS labels, properties(e) AS properties"


def load(tx: Tx, keys: Collection[str]) -> dict[str, EntityNode]:
    """Return the entities that exist under these keys."""
    rows = tx.rows(_LOAD, keys=sorted(keys)) if keys else []
    return {node.key: node for node in map(node_of, rows)}


def node_of(row: Row) -> EntityNode:
    """Return a row of labels and properties as an entity."""
    properties = dict(row["properties"])
    (label,) = (Label(label) for label in row["labels"] if label != ENTITY)
    return EntityNode(properties.pop("key"), label, properties)


def write(tx: Tx, before: dict[str, EntityNode], after: dict[str, EntityNode]) -> tuple[int, int]:
    """Create and update entities; return how many were created and how many are left to remove (see `remove`)."""
    created = [node for key, node in after.items() if key not in before]
    create(tx, created)
    updates = []
    relabelled: dict[tuple[Label, Label], list[str]] = defaultdict(list)
    for key, node in after.items():
        old = before.get(key)
        if old is None:
            continue
        if old.label is not node.label:
            relabelled[old.label, node.label].append(key)
        changed: Row = {name: value for name, value in node.properties.items() if old.properties.get(name) != value}
        changed |= dict.fromkeys(old.properties.keys() - node.properties.keys() - KEPT)
        if changed:
            updates.append({"key": key, "properties": changed})
    for labels, keys in sorted(relabelled.items()):
        tx.rows(_RELABEL[labels], keys=keys)
    if updates:
        tx.rows(_UPDATE, rows=updates)
    return len(created), len(before.keys() - after.keys())


def create(tx: Tx, nodes: Iterable[EntityNode]) -> None:
    """Create entities."""
    by_label: dict[Label, list[Row]] = defaultdict(list)
    for node in nodes:
        by_label[node.label].append({"key": node.key, "properties": node.properties})
    for label, rows in sorted(by_label.items()):
        tx.rows(_CREATE[label], rows=rows)


def remove(tx: Tx, keys: Collection[str]) -> None:
    """Remove entities with whatever still hangs on them."""
    if keys:
        tx.rows("MATCH (e:Entity) WHERE e.key IN $keys DETACH DELETE e", keys=sorted(keys))


def denote(tx: Tx, before: dict[str, str | None], after: dict[str, str | None]) -> None:
    """Point names at the entities they denote now."""
    gone = [name for name, entity in before.items() if entity and after.get(name) != entity]
    if gone:
        tx.rows("MATCH (n:Name)-[d:DENOTES]->(:Entity) WHERE n.key IN $keys DELETE d", keys=sorted(gone))
    rows = [
        {"name": name, "entity": entity}
        for name, entity in sorted(after.items())
        if entity and before.get(name) != entity
    ]
    if rows:
        tx.rows(
            "UNWIND $rows AS row MATCH (n:Name {key: row.name}) MATCH (e:Entity {key: row.entity}) "
            "CREATE (n)-[:DENOTES]->(e)",
            rows=rows,
        )


def mentions_of_article(tx: Tx, article_id: str) -> Mentions:
    """Return the mentions of one article as the database has them."""
    return _mentions(
        tx.rows(
            "MATCH (a:Article {id: $id})-[m:MENTIONS]->(e:Entity) "
            "RETURN a.id AS article, e.key AS entity, m.count AS n",
            id=article_id,
        )
    )


def mentions_of_entities(tx: Tx, keys: Collection[str]) -> Mentions:
    """Return all mentions of some entities as the database has them."""
    return _mentions(
        tx.rows(
            "MATCH (e:Entity) WHERE e.key IN $keys MATCH (a:Article)-[m:MENTIONS]->(e) "
            "RETURN a.id AS article, e.key AS entity, m.count AS n",
            keys=sorted(keys),
        )
    )


def count_mentions(tx: Tx, names: Mapping[str, str]) -> Mentions:
    """Return the mentions that follow from what articles use, for names and the entities they denote."""
    rows = tx.rows(
        "UNWIND $rows AS row MATCH (n:Name {key: row.name}) MATCH (a:Article)-[u:USES]->(n) WHERE u.mentions > 0 "
        "RETURN row.entity AS entity, a.id AS article, sum(u.mentions) AS n",
        rows=_denoting(names),
    )
    return _mentions(rows)


def count_articles(tx: Tx, names: Mapping[str, str]) -> dict[str, int]:
    """Return how many articles, copies counted once, mention the entities that these names denote."""
    rows = tx.rows(
        "UNWIND $rows AS row MATCH (n:Name {key: row.name}) MATCH (a:Article)-[u:USES]->(n) WHERE u.mentions > 0 "
        "RETURN row.entity AS entity, count(DISTINCT a.original) AS n",
        rows=_denoting(names),
    )
    return dict.fromkeys(names.values(), 0) | {row["entity"]: row["n"] for row in rows}


def write_mentions(tx: Tx, before: Mentions, after: Mentions) -> None:
    """Write the difference between two sets of mentions."""
    gone = [_pair(key) for key in before if before[key] != after.get(key)]
    new = [{**_pair(key), "count": count} for key, count in after.items() if before.get(key) != count]
    if gone:
        tx.rows(
            "UNWIND $rows AS row MATCH (a:Article {id: row.article})-[m:MENTIONS]->(e:Entity) WHERE e.key = row.entity "
            "DELETE m",
            rows=gone,
        )
    if new:
        tx.rows(
            "UNWIND $rows AS row MATCH (a:Article {id: row.article}) MATCH (e:Entity {key: row.entity}) "
            "CREATE (a)-[:MENTIONS {count: row.count}]->(e)",
            rows=new,
        )


def _denoting(names: Mapping[str, str]) -> list[Row]:
    return [{"name": name, "entity": entity} for name, entity in sorted(names.items())]


def _pair(key: tuple[str, str]) -> Row:
    return {"article": key[0], "entity": key[1]}


def _mentions(rows: Iterable[Row]) -> Mentions:
    return {(row["article"], row["entity"]): row["n"] for row in rows}
