"""Which annotated entity a found one is."""

from __future__ import annotations

from collections.abc import Iterable

from handelsgraph.evaluation.gold import Article
from handelsgraph.evaluation.names import event_words, folded, forms
from handelsgraph.reading import Entity, Reading
from handelsgraph.schema import BODIES, Label

_ENOUGH = 0.75  # points that make two events the same


def same_label(gold: str, found: str, lenient: bool) -> bool:
    """Whether the labels agree; leniently, the kinds of bodies are one."""
    return gold == found or (lenient and gold in BODIES and found in BODIES)


def dates_agree(one: str | None, other: str | None) -> bool:
    """Whether two dates agree as far as both of them go (ISO dates or prefixes)."""
    if not one or not other:
        return False
    return one.startswith(other) or other.startswith(one)


def align(gold: Article, reading: Reading, lenient: bool) -> dict[str, str]:
    """Return the annotated entity's id for every found entity that is one.

    Several found ones may be the same annotated one, except for events.
    """
    mapping = _named(gold, reading.entities, lenient)
    mapping.update(_events(gold, reading, mapping))
    return mapping


def _named(gold: Article, found: Iterable[Entity], lenient: bool) -> dict[str, str]:
    """Return what is told by label and name. Of several, the one of the same canonical name, then a required one."""
    known = [(key, e, forms(e.name, e.aliases)) for key, e in gold.entities.items() if e.label != Label.EVENT]
    mapping = {}
    for one in found:
        if one.label is Label.EVENT:
            continue
        written, name = forms(one.name, one.aliases), folded(one.name)
        fitting = [(k, e) for k, e, other in known if same_label(e.label, one.label, lenient) and written & other]
        if fitting:
            mapping[one.id] = max(fitting, key=lambda f: (folded(f[1].name) == name, not f[1].optional))[0]
    return mapping


def _events(gold: Article, reading: Reading, named: dict[str, str]) -> dict[str, str]:
    """Return what is told by the words of events' names and by places, parties and dates their relations share.

    The best pairs come first; each event has one partner at most.
    """
    relations = [(r.head, r.tail) for r in gold.relations if not r.denied]
    statements = [(s.subject, s.object) for s in reading.statements]
    found = [
        (one, {named[end] for end in _others(statements, one.id) if end in named})
        for one in reading.entities
        if one.label is Label.EVENT
    ]
    scored = []
    for key, entity in gold.entities.items():
        if entity.label != Label.EVENT:
            continue
        words, names = event_words((entity.name, *entity.aliases)), forms(entity.name, entity.aliases)
        around = _others(relations, key)
        dates = [r.date for r in gold.relations if key in (r.head, r.tail) and not r.denied]
        for one, near in found:
            points = _share(words, event_words((one.name, *one.aliases)))
            points += _share(around, near) if near else 0
            points += 0.5 * any(dates_agree(one.date, date) for date in dates)
            points += 0.5 * bool(names & forms(one.name, one.aliases))
            if points >= _ENOUGH:
                scored.append((points, key, one.id))
    mapping: dict[str, str] = {}
    for _, key, one_id in sorted(scored, reverse=True):
        if one_id not in mapping and key not in mapping.values():
            mapping[one_id] = key
    return mapping


def _others(ends: Iterable[tuple[str, str]], entity: str) -> set[str]:
    """Return what an entity's relations join it to."""
    return {head if tail == entity else tail for head, tail in ends if entity in (head, tail)}


def _share(one: set[str], other: set[str]) -> float:
    """Return how much of the smaller set is in the other."""
    return len(one & other) / max(1, min(len(one), len(other)))
