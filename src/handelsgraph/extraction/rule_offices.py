"""Rule: who holds a public office stands for the place it is held in (a mayor for the town, a consul for the country).

Where the text joins place and office ("die Cottbuser Oberbürgermeisterin"), the place is read off; where it leaves the
place to the reader ("Oberbürgermeisterin Muster"), it is the one of the office's level that the model holds most
probable.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from spacy.tokens import Doc

from handelsgraph.extraction.claims import Claims
from handelsgraph.extraction.names import without_title
from handelsgraph.extraction.place_keys import gazetteer, place_key
from handelsgraph.extraction.resources import data
from handelsgraph.extraction.state import Cluster, Found
from handelsgraph.reading import MentionKind
from handelsgraph.schema import Label

_WIDEST = 60  # characters looked at around a name or an office
_WORD = re.compile(r"[\w'’-]+")
_HOME = "place:de"
_GENITIVE = frozenset("sßxz'’")  # last letters: "Sachsens", "Graz'"


@dataclass(frozen=True, slots=True)
class Level:
    """What an office is held in: labels of places, whether abroad, whether directly below a country (None: either)."""

    places: frozenset[Label]
    abroad: bool | None = None
    first_level: bool | None = None

    def fits(self, name: str, label: Label) -> bool:
        """Return whether the office may be held in the place; what the gazetteer does not know may be anything."""
        if label not in self.places:
            return False
        if self.abroad is None and self.first_level is None:
            return True
        key = place_key(name, label)
        if key is None:
            return True
        parents = gazetteer().parents(key)
        home = key == _HOME or any(parent.key == _HOME for parent in parents)
        first = label is not Label.REGION or len(parents) == 1
        return self.abroad in (None, not home) and self.first_level in (None, first)


class Office(NamedTuple):
    """An office noun in the text: characters, and what it is held in."""

    start: int
    end: int
    level: Level


@dataclass(frozen=True, slots=True)
class _Wording:
    """The compiled data file."""

    offices: tuple[tuple[re.Pattern[str], Level], ...]
    short: dict[str, Level]
    place_first: re.Pattern[str]
    place_after: re.Pattern[str]
    name_first: re.Pattern[str]
    adjective: re.Pattern[str]
    explicit: float
    implied: float


@cache
def _wording() -> _Wording:
    entry = data("offices")
    endings = "|".join(entry["endings"])
    offices = []
    short: dict[str, Level] = {}
    for level in entry["levels"].values():
        held_in = Level(frozenset(map(Label, level["places"])), level.get("abroad"), level.get("first_level"))
        nouns = "|".join(level["offices"])
        offices.append((re.compile(rf"[\w-]*?(?:{nouns})(?:{endings})", re.IGNORECASE), held_in))
        short |= dict.fromkeys(level.get("abbreviations", ()), held_in)
    patterns = {key: re.compile(entry[key]) for key in ("place_first", "place_after", "name_first", "adjective")}
    return _Wording(tuple(offices), short, **patterns, explicit=entry["explicit"], implied=entry["implied"])


def level_of(word: str) -> Level | None:
    """Return what the office is held in; None if the word is no such office."""
    wording = _wording()
    if word in wording.short:
        return wording.short[word]
    offices = wording.offices if word[:1].isupper() else ()
    return next((level for office, level in offices if office.fullmatch(word)), None)


def _office(word: re.Match[str]) -> Office | None:
    """Return the office that a word of the text names; of a compound with a hyphen, the last part."""
    level = level_of(word.group())
    return Office(word.start() + word.group().rfind("-") + 1, word.end(), level) if level else None


def _office_before(text: str, start: int) -> Office | None:
    """Return the office that stands directly before a name, titles apart."""
    words = list(_WORD.finditer(text, max(0, start - _WIDEST), start))
    while words and not without_title(text[words[-1].start() : start]):
        words.pop()
    if not words or without_title(text[words[-1].end() : start].strip()) or "\n\n" in text[words[-1].end() : start]:
        return None
    return _office(words[-1])


def _office_after(text: str, end: int) -> Office | None:
    """Return the office given behind a name, in apposition."""
    wording = _wording()
    lead = wording.name_first.match(text, end, end + _WIDEST)
    at = lead.end() if lead else len(text)
    while word := _WORD.match(text, at, end + 2 * _WIDEST):
        office = _office(word)
        if office is not None or not wording.adjective.fullmatch(word.group()):
            return office
        at = word.end() + 1
    return None


def _named(text: str, office: Office, places: list[tuple[int, int, Found]]) -> int | None:
    """Return the cluster of the place that the text joins to the office."""
    wording = _wording()
    fitting = [p for p in places if p[2].label in office.level.places]
    for start, end, place in fitting:
        joined = (
            wording.place_first.fullmatch(text, end, office.start) if end <= office.start <= end + _WIDEST else None
        )
        if joined and (place.kind is MentionKind.ADJECTIVE or text[end - 1] in _GENITIVE or joined.group() == "-"):
            return place.cluster
        if office.end < start <= office.end + _WIDEST and wording.place_after.fullmatch(text, office.end, start):
            return place.cluster
    return None


def office_of_place(doc: Doc, claims: Claims) -> None:
    """Let persons with a public office represent the place it is held in."""
    text, spans, wording = doc._.words.text, doc._.words.spans, _wording()
    mentions = [(spans[m.start][0], spans[m.end - 1][1], m) for m in doc._.found if m.cluster is not None]
    places = [m for m in mentions if m[2].kind is not MentionKind.REFERENCE]
    offices: dict[int, list[Office]] = {}
    for start, end, mention in mentions:
        if mention.label is Label.PERSON and mention.kind is MentionKind.NAME:
            office = _office_before(text, start) or _office_after(text, end)
            if office is not None:
                offices.setdefault(mention.cluster, []).append(office)
    for person, held in offices.items():
        named = {place for office in held if (place := _named(text, office, places)) is not None}
        for place in named:
            claims.raise_to("REPRESENTS", person, place, wording.explicit)
        if not named:
            _raise_best(doc, claims, person, held[0].level, wording.implied)


def _raise_best(doc: Doc, claims: Claims, person: int, level: Level, probability: float) -> None:
    """Raise the most probable of the places of such a level."""

    def fits(cluster: Cluster) -> bool:
        return level.fits(doc._.found[cluster.mentions[0]].text, cluster.label)

    possible = [c for c in claims.of("REPRESENTS") if c.subject == person and fits(claims.clusters[c.object])]
    best = max(possible, key=lambda c: c.probability, default=None)
    if best is not None:
        best.probability = max(best.probability, probability)
