"""The vocabulary of the graph: labels, relation types and what may stand at their ends.

Everything else (extraction, identity, graph, queries) refers to this module; nothing here reads a file or a setting.
What each relation means is described in ARCHITECTURE.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Label(StrEnum):
    """Kinds of entities; the values are the node labels."""

    COMPANY = "Company"
    AGENCY = "Agency"
    INSTITUTION = "Institution"
    CITY = "City"
    REGION = "Region"
    COUNTRY = "Country"
    PERSON = "Person"
    EVENT = "Event"


class Modality(StrEnum):
    """How an article gives a dealing: as done, as announced, or as not so."""

    ASSERTED = "asserted"
    PLANNED = "planned"
    DENIED = "denied"


BODIES = frozenset({Label.COMPANY, Label.AGENCY, Label.INSTITUTION})
PLACES = frozenset({Label.CITY, Label.REGION, Label.COUNTRY})
ACTORS = BODIES | PLACES | {Label.PERSON}
EVENTS = frozenset({Label.EVENT})
PERSONS = frozenset({Label.PERSON})

ENTITY = "Entity"
"""Second label of every entity node, so that one index finds an entity of any kind by its key."""


@dataclass(frozen=True, slots=True)
class RelationType:
    """A relation type: which labels may stand at its ends, and whether it has a direction."""

    name: str
    subjects: frozenset[Label]
    objects: frozenset[Label]
    directed: bool = True

    def allows(self, subject: Label, obj: Label) -> bool:
        """Whether a statement of this type may join entities of these labels."""
        return subject in self.subjects and obj in self.objects


_RELATIONS = (
    RelationType("COOPERATES_WITH", ACTORS, ACTORS, directed=False),
    RelationType("MET", ACTORS, ACTORS, directed=False),
    RelationType("SIGNED_AGREEMENT_WITH", ACTORS, ACTORS, directed=False),
    RelationType("VISITED", ACTORS, BODIES | PLACES),
    RelationType("PARTICIPATED_IN", ACTORS, EVENTS),
    RelationType("ORGANISED_BY", EVENTS, ACTORS),
    RelationType("EVENT_IN", EVENTS, PLACES),
    RelationType("SUPPORTED_BY", ACTORS, ACTORS),
    RelationType("REPRESENTS", PERSONS, BODIES | PLACES),
    RelationType("LOCATED_IN", BODIES | PLACES, PLACES),
    RelationType("OPENED_OFFICE_IN", BODIES | PLACES, PLACES),
)

RELATIONS: dict[str, RelationType] = {r.name: r for r in _RELATIONS}
UNDIRECTED = frozenset(r.name for r in _RELATIONS if not r.directed)


def ordered_ends(relation: str, subject: str, obj: str) -> tuple[str, str]:
    """Return the ends as stored: undirected relations in ascending key order, directed ones as given.

    Raises KeyError for an unknown relation type.
    """
    if RELATIONS[relation].directed or subject <= obj:
        return subject, obj
    return obj, subject
