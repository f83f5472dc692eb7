"""What an entity keeps of its surroundings, so that questions need not walk there: where it lies, how much it deals.

`within` has the keys of the entity itself, of the places it lies in and, for a person, of those whom it represents and
of the places they lie in; `countries` has those of them that are countries; `dealings` is the number of its edges of
the types in `DEALINGS`. All follow from the edges and are written after them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from handelsgraph.graph.projection import LOCATED_IN, EdgeKey
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
_BATCH = 1000


def update(tx: Tx, created: Collection[str], come_and_gone: Iterable[EdgeKey]) -> None:
    """Bring up to date what entities keep, after entities came or became another kind, and edges came and went."""
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
    for row in tx.rows(_KEPT, keys=sorted(keys)):
        key = row.pop("key")
        kept = {"within": sorted(within[key]), "countries": sorted(countries[key]), "dealings": row.pop("number")}
        if row != kept:
            rows.append({"key": key, "kept": kept})
    if rows:
        tx.rows(_WRITE, rows=rows)
