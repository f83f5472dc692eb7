"""Short ways to write an article with a reading for tests."""

from __future__ import annotations

from handelsgraph.article import Article
from handelsgraph.reading import Entity, Mention, MentionKind, Reading, Statement
from handelsgraph.schema import Label, Modality


def article(text="Text.", url="https://example.org/a", **more):
    return Article(url, text, **more)


def entity(id_, label, name, *aliases, date=None):
    return Entity(id_, Label(label), name, aliases, date)


def statement(subject, type_, obj, *, date=None, confidence=0.9, start=0, modality=Modality.ASSERTED):
    return Statement(subject, type_, obj, modality, date, "Satz.", start, start + 5, confidence)


def mentions(text, *entities):
    """Mark the first place of each entity's name in the text."""
    found = []
    for item in entities:
        start = text.find(item.name)
        if start >= 0:
            end = start + len(item.name)
            found.append(Mention(start, end, item.name, item.label, MentionKind.NAME, 1.0, item.id))
    return tuple(found)


def reading(*items, text=""):
    entities = tuple(item for item in items if isinstance(item, Entity))
    statements = tuple(item for item in items if isinstance(item, Statement))
    return Reading(mentions(text, *entities), entities, statements, "test 1")
