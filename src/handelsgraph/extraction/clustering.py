"""Which named mentions of an article denote the same entity: rules of names, by label.

Longer names come first; a shorter one joins the entity whose name contains it. Everything is looked up in indexes, so
that the work grows with the number of mentions and not with its square.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import pairwise

from rapidfuzz import fuzz

from handelsgraph.extraction.names import abbreviates, is_acronym, key, legal_form
from handelsgraph.extraction.resources import word_set
from handelsgraph.schema import BODIES, PLACES, Label

_SHORTEST_MISSPELT = 6
_ALIKE = 89  # per cent of letters in common order; one letter of nine


@dataclass(frozen=True, slots=True)
class NamedMention:
    """A mention as the rules see it: `number` is its number in the text, `position` the number of its first word."""

    number: int
    text: str
    label: Label
    position: int
    in_brackets: bool = False
    word_before: str = ""
    place: str | None = None
    """Key of the place in the gazetteer, if it is known."""
    region: bool = False
    beside: int | None = None
    """Number of the mention before, if "und" joins the two: never the same (0 of 867 in the training articles)."""

    @property
    def kind(self) -> str:
        """Return what it is compared with: bodies with bodies, persons with persons, places with places."""
        if self.label in BODIES:
            return "body"
        if self.label not in PLACES:
            return self.label.value
        return "region" if self.region else "place"

    @property
    def key(self) -> str:
        """Return what it is compared by."""
        return key(self.text, body=self.label in BODIES)


@dataclass(slots=True, eq=False)
class Group:
    """Mentions taken to be one entity."""

    labels: Counter[Label] = field(default_factory=Counter)
    keys: set[str] = field(default_factory=set)
    forms: list[str] = field(default_factory=list)
    positions: list[int] = field(default_factory=list)
    legal_forms: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)
    members: list[int] = field(default_factory=list)
    longest: tuple[str, ...] = ()

    def label(self) -> Label:
        """Return the label that most mentions have; of equals the first."""
        return self.labels.most_common(1)[0][0]

    def add(self, mention: NamedMention) -> None:
        """Take a mention in."""
        words = tuple(mention.key.split())
        if len(words) > len(self.longest):
            self.longest = words
        self.labels[mention.label] += 1
        self.keys.add(mention.key)
        self.legal_forms |= {legal_form(mention.text)} - {""}
        if mention.place:
            self.places.add(mention.place)
        self.forms.append(mention.text)
        self.positions.append(mention.position)
        self.members.append(mention.number)

    def take(self, other: Group) -> None:
        """Take in all of another group."""
        self.labels += other.labels
        self.keys |= other.keys
        self.legal_forms |= other.legal_forms
        self.places |= other.places
        self.forms += other.forms
        self.positions += other.positions
        self.members += other.members
        self.longest = max(self.longest, other.longest, key=len)


class Grouping:
    """Groups of mentions and the indexes to find them by."""

    def __init__(self) -> None:
        self.groups: list[Group] = []
        self._by_key: dict[tuple[str, str], Group] = {}
        self._by_word: defaultdict[tuple[str, str], list[Group]] = defaultdict(list)
        self._by_initial: defaultdict[tuple[str, str], list[Group]] = defaultdict(list)
        self._apart: defaultdict[int, set[int]] = defaultdict(set)

    def keep_apart(self, mentions: Iterable[NamedMention]) -> None:
        """Remember which mentions are not to be taken for one because they look alike."""
        for mention in mentions:
            if mention.beside is not None:
                self._apart[mention.number].add(mention.beside)
                self._apart[mention.beside].add(mention.number)

    def add(self, mention: NamedMention) -> Group:
        """Put a mention into the group it belongs to, or into a new one."""
        kind, name = mention.kind, mention.key
        group = self._by_key.get((kind, name)) or self._by_key.get((kind, mention.place or "")) or self._like(mention)
        if group is None:
            group = Group()
            self.groups.append(group)
        group.add(mention)
        for entry in filter(None, (name, mention.place)):
            self._index(kind, entry, group)
        return group

    def _index(self, kind: str, name: str, group: Group) -> None:
        if self._by_key.setdefault((kind, name), group) is group:
            for word in {*name.split(), *name.replace(" ", "").split()}:
                if group not in self._by_word[kind, word]:
                    self._by_word[kind, word].append(group)
            initials = self._by_initial[kind, name[:1]]
            if group not in initials:
                initials.append(group)

    def _like(self, mention: NamedMention) -> Group | None:
        """Return the group whose name this mention shortens or misspells.

        Of several it is the one with the shortest name, then the one named nearest before.
        """
        words = mention.key.split()
        if not words:
            return None
        if mention.label is Label.PERSON:
            candidates = self._persons(words)
        elif mention.label in BODIES:
            form = legal_form(mention.text)
            candidates = [
                g for g in self._containing("body", words) if not form or not g.legal_forms or form in g.legal_forms
            ]
        else:
            candidates = [
                g
                for g in self._containing(mention.kind, words)
                if mention.label in g.labels
                # "Homburg" is not Bad Homburg where both are places of their own
                and (words[0] == g.longest[0] or not (mention.place and g.places))
            ]
        if not candidates and is_acronym(mention.text):
            initial = self._by_initial[mention.kind, words[0][0]]
            for loosely in (False, True):
                candidates = candidates or [
                    g for g in initial if any(abbreviates(mention.text, form, loosely=loosely) for form in g.forms)
                ]
        if not candidates:
            candidates = self._misspelt(mention)
        apart = self._apart.get(mention.number, set())
        candidates = [g for g in candidates if apart.isdisjoint(g.members)]
        if len(candidates) < 2:
            return candidates[0] if candidates else None
        return min(candidates, key=lambda g: (len(g.longest), _distance(g.positions, mention.position)))

    def _containing(self, kind: str, words: list[str]) -> list[Group]:
        """Return groups whose longest name has all these words."""
        rarest = min((self._by_word[kind, word] for word in words), key=len)
        return [g for g in rarest if set(words) <= set(g.longest)]

    def _persons(self, words: list[str]) -> list[Group]:
        """Return groups of persons that the (shortened) name can stand for."""
        if len(words) == 1:
            return [g for g in self._by_word["Person", words[0]] if words[0] in g.longest]
        last = [g for g in self._by_word["Person", words[-1]] if g.longest[-1] == words[-1]]
        full = [g for g in last if set(words) <= set(g.longest)]
        return full or [g for g in last if g.longest[0][0] == words[0][0] and 1 in (len(words[0]), len(g.longest[0]))]

    def _misspelt(self, mention: NamedMention) -> list[Group]:
        """Return groups whose name differs by a letter or only by its spaces (Da Nang, Danang)."""
        if len(mention.key) < _SHORTEST_MISSPELT:
            return []
        last = mention.key.rsplit(maxsplit=1)[-1]
        initial = self._by_initial[mention.kind, mention.key[0]]
        if mention.label is Label.PERSON and last == mention.key:
            pool = {id(g): (g, g.longest[-1]) for g in self.groups if Label.PERSON in g.labels}
        else:
            pool = {id(g): (g, " ".join(g.longest)) for g in initial if mention.label in g.labels}
        return [
            g
            for g, name in pool.values()
            if abs(len(name) - len(mention.key)) <= 2
            and fuzz.ratio(mention.key.replace(" ", ""), name.replace(" ", "")) >= _ALIKE
        ]

    def merge(self, first: Group, second: Group) -> Group:
        """Make one group of two."""
        if first is not second:
            first.take(second)
            self.groups.remove(second)
            for groups in (*self._by_word.values(), *self._by_initial.values()):
                if second in groups:
                    groups[groups.index(second)] = first
            for entry, group in self._by_key.items():
                if group is second:
                    self._by_key[entry] = first
        return first


def _distance(positions: list[int], position: int) -> int:
    """Return how far back the group was named last; one that is named only later counts as far away."""
    before = [position - p for p in positions if p <= position]
    return min(before) if before else 10_000 + min(p - position for p in positions)


def group_names(mentions: Iterable[NamedMention]) -> Grouping:
    """Return the groups of named mentions (events left out)."""
    mentions = _regions_apart([m for m in mentions if m.label is not Label.EVENT])
    grouping = Grouping()
    grouping.keep_apart(mentions)
    home: dict[int, Group] = {}
    for mention in sorted(mentions, key=lambda m: (-len(m.key.split()), m.position)):
        home[mention.number] = grouping.add(mention)
    # "Industrie- und Handelskammer (IHK)": what stands in brackets behind a body's name is its other name
    in_order = sorted(mentions, key=lambda m: m.position)
    for before, mention in pairwise(in_order):
        if mention.in_brackets and _brackets_name(before, mention):
            first, second = home[before.number], home[mention.number]
            if first is not second:
                kept = grouping.merge(first, second)
                for number in kept.members:
                    home[number] = kept
    return grouping


def _regions_apart(mentions: list[NamedMention]) -> list[NamedMention]:
    """Tell regions from the towns of the same name, where the text calls the region one ("Landkreis Rostock")."""
    words = word_set("names", "region_words")
    called = {m.key for m in mentions if m.label is Label.REGION and m.word_before.casefold() in words}
    both = called & {m.key for m in mentions if m.label is Label.CITY}
    return [replace(m, region=True) if m.label is Label.REGION and m.key in both else m for m in mentions]


def _brackets_name(before: NamedMention, mention: NamedMention) -> bool:
    width = len(before.text.split())
    near = mention.position - before.position <= width + len(before.text) // 2
    return before.label in BODIES and mention.label in BODIES and near and len(mention.text) <= 20
