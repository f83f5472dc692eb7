"""What extraction reads in one article: mentions, the entities they denote, and statements between entities.

All offsets count characters of the text that was read: `text[start:end]`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from handelsgraph.schema import Label, Modality


class MentionKind(StrEnum):
    """A name, a description or pronoun that stands for an entity, or an adjective made of a name."""

    NAME = "name"
    REFERENCE = "reference"
    ADJECTIVE = "adjective"


@dataclass(frozen=True, slots=True)
class Mention:
    """One place in the text that denotes an entity. `entity` is the id of an `Entity` of the same reading."""

    start: int
    end: int
    text: str
    label: Label
    kind: MentionKind
    confidence: float
    entity: str


@dataclass(frozen=True, slots=True)
class Entity:
    """A cluster of mentions. `aliases` are the other forms the article uses for it, in order of appearance.

    `date` is set for events whose date the text fixes (ISO date or prefix).
    """

    id: str
    label: Label
    name: str
    aliases: tuple[str, ...] = ()
    date: str | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim of the article. `subject` and `object` are entity ids; `start` and `end` delimit `sentence`."""

    subject: str
    type: str
    object: str
    modality: Modality
    date: str | None
    sentence: str
    start: int
    end: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Reading:
    """The result of reading one article. `extractor` names the pipeline and the model version that made it."""

    mentions: tuple[Mention, ...] = ()
    entities: tuple[Entity, ...] = ()
    statements: tuple[Statement, ...] = ()
    extractor: str = ""
