"""Hand-made annotations (training/dev and training/seeds) as articles and readings, to test without the model."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from handelsgraph.article import Article
from handelsgraph.evaluation import gold as annotated
from handelsgraph.evaluation import gold_json
from handelsgraph.graph import Graph
from handelsgraph.identity import evidence_of
from handelsgraph.places import Gazetteer
from handelsgraph.reading import Entity, Mention, MentionKind, Reading, Statement
from handelsgraph.schema import RELATIONS, Label, Modality

TRAINING = Path(__file__).parents[1] / "training"
FOLDERS = (TRAINING / "seeds", TRAINING / "dev")


def load(*folders: Path, optional: bool = True) -> list[tuple[Article, Reading]]:
    """Return the annotated articles of `folders` (default: all), with or without the optional relations.

    Relations that the vocabulary does not allow (support for an event, and optional ones) are left out.
    """
    paths = (path for folder in folders or FOLDERS for path in sorted(folder.glob("*.json")))
    return [read(path, optional) for path in paths]


def fill(graph: Graph, *folders: Path) -> None:
    """Put the annotated articles of `folders` (default: all) into a graph."""
    gazetteer = Gazetteer.load()
    for article, reading in load(*folders):
        graph.put(evidence_of(article, reading, gazetteer))


@cache
def canonical() -> dict[str, str]:
    """Return the annotated name for every form that only one name has: which form the graph shows is not its affair."""
    names: dict[str, set[str]] = {}
    for _, reading in load():
        for entity in reading.entities:
            for form in (entity.name, *entity.aliases):
                names.setdefault(form, set()).add(entity.name)
    return {form: next(iter(found)) for form, found in names.items() if len(found) == 1}


def read(path: Path, optional: bool = True) -> tuple[Article, Reading]:
    """Return one annotated article."""
    gold = gold_json.read(path)
    article = Article(gold.url or "", gold.text, gold.title, gold.date, path=f"{gold.id}.txt")
    relations = [
        r
        for r in gold.relations
        if (optional or not r.optional) and RELATIONS[r.type].allows(_label(gold, r.head), _label(gold, r.tail))
    ]
    entities = tuple(_entity(key, e, relations) for key, e in gold.entities.items())
    mentions = tuple(sorted((m for e in entities for m in _mentions(e, gold.text)), key=lambda m: (m.start, m.end)))
    return article, Reading(mentions, entities, tuple(_statement(r, gold.text) for r in relations), "gold")


def _label(gold: annotated.Article, entity: str) -> Label:
    return Label(gold.entities[entity].label)


def _entity(key: str, gold: annotated.Entity, relations: list[annotated.Relation]) -> Entity:
    label = Label(gold.label)
    aliases = tuple(a for a in gold.aliases if a != gold.name)
    dates = [r.date for r in relations if r.date and key in (r.head, r.tail)]
    return Entity(key, label, gold.name, aliases, min(dates, default=None) if label is Label.EVENT else None)


def _mentions(entity: Entity, text: str) -> Iterator[Mention]:
    found: set[int] = set()
    for form in sorted({entity.name, *entity.aliases}, key=len, reverse=True):
        for match in re.finditer(rf"(?<!\w){_loose(form)}(?!\w)", text):
            span = set(range(*match.span()))
            if not found & span:
                found |= span
                yield Mention(*match.span(), match.group(), entity.label, MentionKind.NAME, 1.0, entity.id)


def _statement(gold: annotated.Relation, text: str) -> Statement:
    assert gold.evidence
    place = re.search(_loose(gold.evidence), text)
    assert place, f"evidence is not in the text: {gold.evidence}"
    modality = Modality.PLANNED if gold.planned else Modality.ASSERTED
    return Statement(gold.head, gold.type, gold.tail, modality, gold.date, gold.evidence, *place.span(), 1.0)


def _loose(words: str) -> str:
    return r"\s+".join(map(re.escape, words.split()))
