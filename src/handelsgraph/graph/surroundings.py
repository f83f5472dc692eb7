"""What an entity keeps of its surroundings, so that questions need not walk there: where it lies, how much it deals.

`within` has the keys of the entity itself, of the places it lies in and, for a person, of those whom it represents and
of the places they lie in; `countries` has those of them that are countries; `inside` is the number of entities that
have it in their `within`, by which a question about two regions starts in the smaller one; `dealings` is the number of
its edges of the types in `DEALINGS`. All follow from the edges and are written after them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable

from handelsgraph.graph.projection import LOCATED_IN, EdgeKey, EntityNode
from handelsgraph.graph.session import Tx

REPRESENTS = "REPRESENTS"
DEALINGS = ("MET", "COOPERATES_WITH", "SIGNED_AGREEMENT_WITH", "VISITED", "SUPPORTED_BY")

_BELOW = """
MATCH (top:Entity) WHERE top.key IN $keys
MATCH (top)<-[:LOCATED_IN*0..4]-(:Entity)<-[:REPRESENTS*0..1]-(e:Entity)
RETURN DISTINCT e.key AS key
"""
_ABOVE = """
MATCH (e:Entity) WHERE e.key IN $keys
MATCH (e)-[:REPRESENTS*0..1]->(:Entity)-[:LOCATED_IN*0..4]->(p:Entity)
RETURN DISTINCT e.key AS key, p.key AS place, p:Country AS country
"""
_COUNTED = f"""
MATCH (e:Entity) WHERE e.key IN $keys
WITH e, COUNT {{ (e)-[:{"|".join(DEALINGS)}]-(:Entity) }} AS number
"""
_COUNT = f"{_COUNTED} SET e.dealings = number"
_KEPT = f"""{_COUNTED}
RETURN e.key AS key, e.within AS within, e.countries AS countries, e.dealings AS dealings, number
"""
_WRITE = "UNWIND $rows AS row MATCH (e:Entity {key: row.key}) SET e += row.kept"
_SHIFT = """
UNWIND $rows AS row
MATCH (e:Entity {key: row.key})
SET e.inside = coalesce(e.inside, 0) + row.number
"""
_BATCH = 1000


def update(tx: Tx, created: Collection[str], removed: Iterable[EntityNode], come_and_gone: Iterable[EdgeKey]) -> None:
    """Bring up to date what entities keep, after entities came, went or became another kind, and edges came and went.

    Those `removed` are given as they were.
    """
    _shift(tx, Counter({key: -number for key, number in _within(removed).items()}))
    moved, dealing = set(created), set()
    for subject, relation, obj in come_and_gone:
        if relation in (LOCATED_IN, REPRESENTS):
            moved.add(subject)
        elif relation in DEALINGS:
            dealing |= {subject, obj}
    if moved:
        moved |= {row["key"] for row in tx.rows(_BELOW, keys=sorted(moved))}
    keys = sorted(moved)
    for start in range(0, len(keys), _BATCH):
        refresh(tx, keys[start : start + _BATCH])
    if dealing - moved:
        tx.rows(_COUNT, keys=sorted(dealing - moved))


def refresh(tx: Tx, keys: Collection[str]) -> None:
    """Write anew what these entities keep, where it is not so already."""
    within: dict[str, set[str]] = defaultdict(set)
    countries: dict[str, set[str]] = defaultdict(set)
    for row in tx.rows(_ABOVE, keys=sorted(keys)):
        within[row["key"]].add(row["place"])
        if row["country"]:
            countries[row["key"]].add(row["place"])
    rows = []
    shift: Counter[str] = Counter()
    for row in tx.rows(_KEPT, keys=sorted(keys)):
        key = row.pop("key")
        kept = {"within": sorted(within[key]), "countries": sorted(countries[key]), "dealings": row.pop("number")}
        if row != kept:
            rows.append({"key": key, "kept": kept})
            shift.update(kept["within"])
            shift.subtract(row["within"] or ())
    if rows:
        tx.rows(_WRITE, rows=rows)
    _shift(tx, shift)


def _within(nodes: Iterable[EntityNode]) -> Counter[str]:
    return Counter(key for node in nodes for key in node.properties.get("within", ()))


def _shift(tx: Tx, shift: Counter[str]) -> None:
    """Count on how many entities lie in others; those that are gone are passed over."""
    rows = [{"key": key, "number": number} for key, number in sorted(shift.items()) if number]
    if rows:
        tx.rows(_SHIFT, rows=rows)
