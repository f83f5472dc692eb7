"""A large graph of invented dealings between real places, the same for the same seed.

Germany with its Länder and Kreise, 190 other countries with regions and towns come from the gazetteer. Bodies sit in
towns, people represent bodies, events have organisers, places and participants. Dealings follow a power law,
so that a few bodies have thousands of edges and most a handful. Every edge is a function of its number of articles
through the project's own projection. Names are made of syllables.
"""

from __future__ import annotations

import random
import re
import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from handelsgraph.article import content_hash
from handelsgraph.evidence import ResolvedEntity
from handelsgraph.graph.edges import Edges
from handelsgraph.graph.places import node_of
from handelsgraph.graph.projection import EdgeKey, EntityNode, Support, edge_properties, hierarchy
from handelsgraph.graph.surroundings import DEALINGS
from handelsgraph.identity.keys import name_key
from handelsgraph.identity.place_nodes import place_entity
from handelsgraph.places import Gazetteer, Place
from handelsgraph.places import store as gazetteer_store
from handelsgraph.schema import RELATIONS, Label, Modality, ordered_ends

COUNTRIES, TOWNS_HOME, TOWNS_ABROAD = 190, 2500, 2500
BODIES, PERSONS, EVENTS = 0.10, 0.04, 0.015
"""Entities for each edge."""

_DEALINGS = (["MET"] * 35 + ["COOPERATES_WITH"] * 25 + ["VISITED"] * 20 + ["SIGNED_AGREEMENT_WITH"] * 8
             + ["SUPPORTED_BY"] * 7 + ["OPENED_OFFICE_IN"] * 5)  # fmt: skip
_SYLLABLES = [
    "ba",
    "del",
    "fer",
    "gun",
    "hal",
    "jor",
    "kam",
    "lin",
    "mor",
    "nes",
    "pol",
    "quan",
    "ras",
    "sul",
    "tam",
    "ver",
    "wil",
    "xan",
    "yor",
    "zet",
    "bru",
    "cho",
    "dra",
    "fle",
    "gro",
]
_FORMS = {Label.COMPANY: "GmbH", Label.AGENCY: "Wirtschaftsförderung", Label.INSTITUTION: "Institut"}


@dataclass
class Scale:
    """The entities by kind, popular ones first, and the edges as keys in no order."""

    nodes: dict[str, EntityNode] = field(default_factory=dict)
    laender: list[str] = field(default_factory=list)
    kreise: list[str] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    towns: list[str] = field(default_factory=list)
    abroad: list[str] = field(default_factory=list)
    home_bodies: list[str] = field(default_factory=list)
    foreign_bodies: list[str] = field(default_factory=list)
    persons: list[str] = field(default_factory=list)
    events: list[str] = field(default_factory=list)
    inferred: list[EdgeKey] = field(default_factory=list)
    edges: list[EdgeKey] = field(default_factory=list)


def make(edges: int, seed: int = 1) -> Scale:
    """Return a graph with so many edges between entities, those of the place hierarchy included."""
    chance = random.Random(seed)
    scale = Scale()
    _places(scale)
    _entities(scale, chance, edges)
    _edges(scale, chance, edges)
    _surroundings(scale)
    return scale


def popular(chance: random.Random, keys: list[str]) -> str:
    """Draw one, the first ones far more often: degrees then fall with a power of about 2.5."""
    return keys[int(len(keys) * chance.random() ** 3)]


def properties(chance: random.Random, key: EdgeKey, inferred: bool) -> dict[str, object]:
    """Return an edge's properties as the projection makes them of invented statements."""
    return edge_properties(() if inferred else _supports(chance, key), inferred=inferred) or {}


def rows(scale: Scale, seed: int, size: int) -> Iterator[Edges]:
    """Yield all edges with their properties, so many at a time."""
    chance = random.Random(seed)
    inferred = set(scale.inferred)
    keys = scale.inferred + scale.edges
    for start in range(0, len(keys), size):
        yield {key: properties(chance, key, key in inferred) for key in keys[start : start + size]}


def _supports(chance: random.Random, key: EdgeKey) -> list[Support]:
    number = 1 + int(chance.paretovariate(1.5)) if chance.random() < 0.3 else 1
    found = []
    for _ in range(min(number, 20)):
        day = f"20{chance.randrange(8, 26):02}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
        n = chance.randrange(10**9)
        found.append(
            Support(
                Modality.PLANNED if chance.random() < 0.1 else Modality.ASSERTED,
                day if chance.random() < 0.5 else None,
                f"Ein Satz über {key[0]} und {key[2]}, so lang wie ein Satz in der Zeitung eben ist.",
                n % 3000,
                round(chance.random(), 3),
                content_hash(str(n)),
                f"https://example.org/{n}",
                f"Meldung {n}",
                day,
                str(n),
                str(n),
            )
        )
    return found


def _places(scale: Scale) -> None:
    path = Path(gazetteer_store.__file__).parent / "data" / "gazetteer.sqlite"
    with sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True) as database:

        def numbers(where: str, limit: int) -> list[int]:
            query = f"SELECT id FROM place WHERE {where} ORDER BY population DESC, id LIMIT {limit}"
            return [row[0] for row in database.execute(query)]

        store = gazetteer_store.Store.packaged()
        home = [store.place(n) for n in numbers("country = 'DE' AND label = 'R'", 1000)]
        countries = [store.place(n) for n in numbers("country <> 'DE' AND label = 'N'", COUNTRIES)]
        towns = [store.place(n) for n in numbers("country = 'DE' AND label = 'C'", TOWNS_HOME)]
        abroad = [store.place(n) for n in numbers("country <> 'DE' AND label = 'C'", TOWNS_ABROAD)]
    # Berlin and Hamburg are Land and town in one; a town right below a Land is a Kreis of its own.
    one, two = ([p for p in towns if len(p.parents) == depth] for depth in (1, 2))
    scale.laender = _add(scale, [p for p in home if re.fullmatch(r"place:de-\d\d", p.key)] + one)
    scale.kreise = _add(scale, [p for p in home if re.fullmatch(r"place:de-\d{5}", p.key)] + two)
    scale.countries = _add(scale, countries)
    scale.towns = _add(scale, towns)
    scale.abroad = _add(scale, abroad)
    gazetteer = Gazetteer.load()
    for node in list(scale.nodes.values()):
        _add(scale, [place for key in node.places if (place := gazetteer.get(key))])
    ties = (tie for node in scale.nodes.values() for tie in hierarchy(node))
    scale.inferred = [tie for tie in ties if tie[2] in scale.nodes]


def _add(scale: Scale, places: list[Place]) -> list[str]:
    for place in places:
        if place.key not in scale.nodes:
            scale.nodes[place.key] = node_of(place_entity(place), 100)
    return [place.key for place in places]


def _entities(scale: Scale, chance: random.Random, edges: int) -> None:
    labels = [Label.COMPANY] * 7 + [Label.AGENCY] + [Label.INSTITUTION] * 2
    for n in range(int(edges * BODIES)):
        label = chance.choice(labels)
        target = scale.home_bodies if n % 10 < 7 else scale.foreign_bodies
        target.append(_entity(scale, label, f"{_word(chance)}{n:x} {_FORMS[label]}"))
    for n in range(int(edges * PERSONS)):
        scale.persons.append(_entity(scale, Label.PERSON, f"{_word(chance)} {_word(chance)}{_letters(n)}"))
    for n in range(int(edges * EVENTS)):
        scale.events.append(_entity(scale, Label.EVENT, f"Delegationsreise {_word(chance)}{_letters(n)}"))


def _entity(scale: Scale, label: Label, name: str) -> str:
    key = name_key(name, label)
    scale.nodes[key] = node_of(ResolvedEntity(key, label, name, (name,), (key,)), 5)
    return key


def _word(chance: random.Random) -> str:
    return "".join(chance.choices(_SYLLABLES, k=3)).capitalize()


def _letters(number: int) -> str:
    """Return a number in letters: digits would make other names of persons and events."""
    text = ""
    while number:
        number, digit = divmod(number, 20)
        text += "abcdefghiklmnopqrstu"[digit]
    return text


def _edges(scale: Scale, chance: random.Random, number: int) -> None:
    made: dict[EdgeKey, None] = {}

    def add(subject: str, relation: str, obj: str) -> None:
        if subject != obj and RELATIONS[relation].allows(scale.nodes[subject].label, scale.nodes[obj].label):
            subject, obj = ordered_ends(relation, subject, obj)
            made[subject, relation, obj] = None

    for bodies, towns in ((scale.home_bodies, scale.towns), (scale.foreign_bodies, scale.abroad)):
        for body in bodies:
            add(body, "LOCATED_IN", popular(chance, towns))
    bodies = scale.home_bodies + scale.foreign_bodies
    places = [*scale.laender, *scale.countries, *scale.kreise, *scale.towns, *scale.abroad]
    for person in scale.persons:
        add(person, "REPRESENTS", chance.choice(bodies) if chance.random() < 0.8 else popular(chance, places))
    for event in scale.events:
        add(event, "ORGANISED_BY", popular(chance, scale.home_bodies))
        add(event, "EVENT_IN", popular(chance, scale.countries + scale.abroad))
        for _ in range(8):
            add(popular(chance, bodies if chance.random() < 0.6 else scale.persons), "PARTICIPATED_IN", event)
    while len(made) < number - len(scale.inferred):
        relation = chance.choice(_DEALINGS)
        one = popular(chance, scale.home_bodies if chance.random() < 0.8 else scale.persons)
        other = popular(chance, scale.foreign_bodies if chance.random() < 0.7 else scale.home_bodies)
        if relation in ("VISITED", "OPENED_OFFICE_IN") or chance.random() < 0.1:
            other = popular(chance, places)
        add(one, relation, other)
    scale.edges = list(made)
    chance.shuffle(scale.edges)


def _surroundings(scale: Scale) -> None:
    """Set what entities keep of their surroundings: the graph's own way there would take as long as all the rest."""
    above: dict[str, set[str]] = {key: set() for key in scale.nodes}
    dealings = dict.fromkeys(scale.nodes, 0)
    for subject, relation, obj in scale.inferred + scale.edges:
        if relation in ("LOCATED_IN", "REPRESENTS"):
            above[subject].add(obj)
        elif relation in DEALINGS:
            dealings[subject] += 1
            dealings[obj] += 1

    def within(key: str) -> set[str]:
        return {key}.union(*map(within, above[key]))

    lies = {key: sorted(within(key)) for key in scale.nodes}
    inside = Counter(place for places in lies.values() for place in places)
    for key, node in scale.nodes.items():
        countries = [place for place in lies[key] if scale.nodes[place].label is Label.COUNTRY]
        node.properties.update(within=lies[key], countries=countries, inside=inside[key], dealings=dealings[key])
