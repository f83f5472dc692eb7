"""How many edges go for good with some steps: counted in the evidence, without trying the steps.

An edge goes when no statement of an article that stays as it is supports it, and none of the new evidence does. Names
are taken to denote what they denote now; what an alias that comes or goes would join or part is not looked into.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from handelsgraph.evidence import Evidence
from handelsgraph.graph import nodes
from handelsgraph.graph.projection import EdgeKey, edge_key, hierarchy
from handelsgraph.graph.session import Tx
from handelsgraph.graph.stored import claim_hashes, stored
from handelsgraph.schema import RELATIONS, Modality

T = TypeVar("T")

_BATCH = 500
_STATED = """
MATCH (a:Article) WHERE a.id IN $ids
MATCH (a)-[:STATES]->(s:Statement) WHERE s.modality <> $denied
RETURN DISTINCT a.id AS article, s.subject AS subject, s.type AS type, s.object AS object
"""
_DENOTED = "MATCH (n:Name)-[:DENOTES]->(e:Entity) WHERE n.key IN $keys RETURN n.key AS name, e.key AS entity"
_SUPPORTING = """
MATCH (s:Statement) WHERE s.claim IN $claims AND s.modality <> $denied
MATCH (a:Article)-[:STATES]->(s)
RETURN DISTINCT s.claim AS claim, a.id AS article
"""

Step = tuple[Evidence | None, str | None]
"""Evidence to put, and the id of an article to forget; one of them may be missing."""
_Claim = tuple[str, str, str]


def losses(tx: Tx, steps: Iterable[Step]) -> list[int]:
    """Return, for each edge that goes for good, the number of the first step that takes from it, in order."""
    first: dict[str, int] = {}
    stays: set[_Claim] = set()
    total = 0
    for number, (evidence, forgotten) in enumerate(steps):
        total += 1
        if forgotten is not None:
            first.setdefault(forgotten, number)
        if evidence is not None:
            first.setdefault(evidence.article.id, number)
            claims = stored(evidence).claims
            stays |= {(c.subject, c.type, c.object) for c in claims if c.modality is not Modality.DENIED}
    taken: dict[_Claim, int] = {}
    for ids in _batches(first):
        for row in tx.rows(_STATED, ids=ids, denied=Modality.DENIED.value):
            claim = row["subject"], row["type"], row["object"]
            if claim[1] in RELATIONS and claim not in stays:
                taken[claim] = min(first[row["article"]], taken.get(claim, total))
    denotes: dict[str, str] = {}
    for keys in _batches({name for subject, _, obj in (*taken, *stays) for name in (subject, obj)}):
        denotes |= {row["name"]: row["entity"] for row in tx.rows(_DENOTED, keys=keys)}
    at: dict[EdgeKey, int] = {}
    for claim, number in taken.items():
        if key := _edge(claim, denotes):
            at[key] = min(number, at.get(key, number))
    for claim in stays:
        at.pop(_edge(claim, denotes) or ("", "", ""), None)
    return sorted(at[key] for keys in _batches(at) for key in _without_support(tx, keys, first))


def _edge(claim: _Claim, denotes: dict[str, str]) -> EdgeKey | None:
    return edge_key(denotes.get(claim[0]), claim[1], denotes.get(claim[2]))


def _without_support(tx: Tx, keys: Sequence[EdgeKey], leaving: Iterable[str]) -> Iterator[EdgeKey]:
    """Yield those of these edges that neither other articles nor reference data support."""
    found = nodes.load(tx, {end for subject, _, obj in keys for end in (subject, obj)})
    hashes = {
        key: claim_hashes(found[key[0]].names, key[1], found[key[2]].names)
        for key in keys
        if key[0] in found and key[2] in found
    }
    asked = sorted({claim for claims in hashes.values() for claim in claims})
    rows = tx.rows(_SUPPORTING, claims=asked, denied=Modality.DENIED.value)
    others = {row["claim"] for row in rows if row["article"] not in leaving}
    for key, claims in hashes.items():
        if not others.intersection(claims) and key not in hierarchy(found[key[0]]):
            yield key


def _batches(items: Iterable[T]) -> Iterator[list[T]]:
    left = iter(items)
    while batch := [*islice(left, _BATCH)]:
        yield batch
