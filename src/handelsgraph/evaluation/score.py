"""What of a reading is right, wrong and missed, article by article."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from handelsgraph.evaluation.align import align, dates_agree
from handelsgraph.evaluation.gold import Article, Relation
from handelsgraph.evaluation.names import folded, forms
from handelsgraph.reading import Entity, Reading, Statement
from handelsgraph.schema import UNDIRECTED, Modality

Key = tuple[str, str, str]
"""A relation between annotated entities: type and ends, in order of their ids where it has no direction."""

_ALWAYS_AS_THE_EVENT = frozenset({"EVENT_IN", "ORGANISED_BY"})
"""Types whose modality is that of the event and is not counted again."""


@dataclass(slots=True)
class Count:
    """Numbers of what was found rightly, found wrongly, and not found."""

    right: int = 0
    wrong: int = 0
    missed: int = 0


@dataclass(slots=True)
class Told:
    """How often something that can be told only of what was found was right."""

    right: int = 0
    of: int = 0

    def add(self, right: bool) -> None:
        """Count one."""
        self.right += right
        self.of += 1


@dataclass(slots=True)
class Done:
    """Statements given as done: how many of them are so, are only announced in the text, or denied by it."""

    given: int = 0
    right: int = 0
    planned: int = 0
    denied: int = 0


def _counts() -> defaultdict[str, Count]:
    return defaultdict(Count)


@dataclass(slots=True)
class Score:
    """One article's. `judged` has the confidence of each entity and statement that is right or wrong, and which."""

    entities: defaultdict[str, Count] = field(default_factory=_counts)  # by label
    relations: defaultdict[str, Count] = field(default_factory=_counts)  # by type
    modality: Told = field(default_factory=Told)
    date: Told = field(default_factory=Told)
    done: Done = field(default_factory=Done)
    judged_entities: list[tuple[float, bool]] = field(default_factory=list)
    judged_relations: list[tuple[float, bool]] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def score(gold: Article, reading: Reading, lenient: bool) -> Score:
    """Compare a reading with the annotation. Optional annotations and ignored names count neither way."""
    out = Score()
    mapping = align(gold, reading, lenient)
    ignored = {folded(name) for name in gold.ignored}
    aside = {e.id for e in reading.entities if forms(e.name, e.aliases) & ignored}
    _entities(gold, reading.entities, mapping, aside, out)
    _relations(gold, reading, mapping, aside, out)
    return out


def _entities(gold: Article, found: tuple[Entity, ...], mapping: dict[str, str], aside: set[str], out: Score) -> None:
    met: set[str] = set()
    for one in found:
        key = mapping.get(one.id)
        if key is None:
            if one.id not in aside:
                out.entities[one.label].wrong += 1
                out.judged_entities.append((one.confidence, False))
                out.errors.append(f"+ {one.label}: {one.name}")
        elif gold.entities[key].optional:
            met.add(key)
        elif key in met:
            out.entities[one.label].wrong += 1
            out.judged_entities.append((one.confidence, False))
            out.errors.append(f"+ {one.label} a second time: {one.name}")
        else:
            met.add(key)
            out.entities[gold.entities[key].label].right += 1
            out.judged_entities.append((one.confidence, True))
    for key, entity in gold.entities.items():
        if key not in met and not entity.optional:
            out.entities[entity.label].missed += 1
            out.errors.append(f"- {entity.label}: {entity.name}")


def _key(kind: str, head: str, tail: str) -> Key:
    return (kind, *sorted((head, tail))) if kind in UNDIRECTED else (kind, head, tail)  # type: ignore[return-value]


def _annotated(gold: Article) -> dict[Key, Relation]:
    """Return what holds by the annotation; of two entries for the same, a required one and then the first."""
    out: dict[Key, Relation] = {}
    for relation in gold.relations:
        key = _key(relation.type, relation.head, relation.tail)
        if not relation.denied and (key not in out or out[key].optional):
            out[key] = relation
    return out


def _relations(gold: Article, reading: Reading, mapping: dict[str, str], aside: set[str], out: Score) -> None:
    holds = _annotated(gold)
    denied = {_key(r.type, r.head, r.tail) for r in gold.relations if r.denied} - set(holds)
    names = {e.id: e.name for e in reading.entities}
    met: set[Key] = set()
    for one in reading.statements:
        if one.modality is Modality.DENIED:
            continue
        head, tail = mapping.get(one.subject), mapping.get(one.object)
        key = _key(one.type, head, tail) if head and tail else None
        if key in met:
            continue
        relation = holds.get(key) if key else None
        if relation is None and (one.subject in aside or one.object in aside):
            continue
        if key:
            met.add(key)
        if relation is None:
            out.relations[one.type].wrong += 1
            out.errors.append(f"+ {names.get(one.subject)} {one.type} {names.get(one.object)}")
        elif not relation.optional:
            out.relations[one.type].right += 1
            _told(one, relation, out)
        if relation is None or not relation.optional:
            out.judged_relations.append((one.confidence, relation is not None))
            _done(one, relation, key in denied, out.done)
    for key, relation in holds.items():
        if key not in met and not relation.optional:
            out.relations[relation.type].missed += 1
            ends = gold.entities[relation.head].name, gold.entities[relation.tail].name
            out.errors.append(f"- {ends[0]} {relation.type} {ends[1]}")


def _told(one: Statement, relation: Relation, out: Score) -> None:
    if relation.type not in _ALWAYS_AS_THE_EVENT:
        out.modality.add((one.modality is Modality.PLANNED) == relation.planned)
    if relation.date:
        out.date.add(dates_agree(one.date, relation.date))


def _done(one: Statement, relation: Relation | None, denied: bool, out: Done) -> None:
    if one.modality is not Modality.ASSERTED:
        return
    out.given += 1
    out.denied += denied
    if relation is not None:
        out.planned += relation.planned
        out.right += not relation.planned
