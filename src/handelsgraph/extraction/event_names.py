"""Short descriptive names for events: what, whose, where, when."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from handelsgraph.extraction.date_base import parse
from handelsgraph.extraction.event_kinds import ASPECT, kind
from handelsgraph.extraction.names import fold
from handelsgraph.extraction.nominative import nominative
from handelsgraph.extraction.resources import data, word_set
from handelsgraph.extraction.state import Claim, Cluster, Found
from handelsgraph.reading import MentionKind
from handelsgraph.schema import BODIES, PLACES, Label


def trigger(cluster: Cluster, found: list[Found]) -> Found | None:
    """Return the mention that names the event best: a name before a description, then the one with most words;
    None if it is told by verbs only.
    """
    articles = word_set("naming", "articles")  # "Die" at a sentence's beginning is none either
    mentions = [m for m in (found[n] for n in cluster.mentions) if not m.small and m.text.casefold() not in articles]
    return max(
        mentions,
        key=lambda m: (kind(m.text) != ASPECT, m.kind is MentionKind.NAME, len(_bare(m.text).split()), -m.start),
        default=None,
    )


def _bare(text: str) -> str:
    """Return the mention without leading articles and other words in small letters ("der viertägigen Reise")."""
    words = text.split()
    while len(words) > 1 and (words[0].casefold() in word_set("naming", "articles") or words[0].islower()):
        words.pop(0)
    return " ".join(words)


def _best(claims: Iterable[tuple[int, float]], clusters: list[Cluster], labels: frozenset[Label]) -> int | None:
    """Return the most probable of the clusters with one of these labels."""
    fitting = [(probability, -number) for number, probability in claims if clusters[number].label in labels]
    return -max(fitting)[1] if fitting else None


def event_name(number: int, clusters: list[Cluster], found: list[Found], claims: list[Claim]) -> str:
    """Return a name such as "Unternehmerreise von IHK Cottbus nach China Oktober 2018"."""
    cluster = clusters[number]
    named = trigger(cluster, found)
    head = nominative(_bare(named.text)) if named else _told(number, cluster, found, claims)
    parts = [head]
    own = [c for c in claims if number in (c.subject, c.object)]
    places = [(c.object, c.probability) for c in own if c.type == "EVENT_IN"]
    place = _best(places, clusters, PLACES)
    proper = named is not None and named.kind is MentionKind.NAME and not _common(head)
    if not proper:
        organisers = [(c.object, c.probability) for c in own if c.type == "ORGANISED_BY"]
        guests = [(c.subject, c.probability) for c in own if c.type == "PARTICIPATED_IN"]
        who = _best(guests, clusters, BODIES) if guests else None
        for candidates, labels in ((organisers, BODIES), (guests, PLACES), (guests, frozenset({Label.PERSON}))):
            if who is None:
                who = _best(candidates, clusters, labels)
        if who is not None and who != place and not _holds(head, clusters[who].name):
            parts += ["von", clusters[who].name]
    if place is not None and not _holds(head, clusters[place].name) and not _says_where(head):
        towards = any(fold(head.split()[0]).endswith(word) for word in word_set("naming", "towards"))
        parts += [data("naming")["towards_preposition"] if towards else "in", clusters[place].name]
    day = parse(cluster.date)
    if day is not None and str(day.year) not in head:
        if day.month:
            parts.append(data("dates")["months"][day.month][0])
        parts.append(str(day.year))
    return " ".join(parts)


def _common(head: str) -> bool:
    """Return whether the name says no more than what kind of event it is."""
    words = fold(head).split()
    return len(words) == 1 and any(words[0].endswith(noun) for noun in word_set("naming", "event_nouns"))


def _holds(head: str, name: str) -> bool:
    """Return whether the event's own words already say the name ("China-Reise")."""
    first = fold(name).split()[:1]
    return bool(first) and first[0][:5] in fold(head)


def _says_where(head: str) -> bool:
    """Return whether the event's own words say where it goes ("Reise nach Schlesien")."""
    return f" {data('naming')['towards_preposition']} " in head


@cache
def _verbs() -> list[tuple[str, re.Pattern[str]]]:
    return [(name, re.compile(verbs)) for name, verbs in data("naming")["told"].items()]


def _told(number: int, cluster: Cluster, found: list[Found], claims: list[Claim]) -> str:
    """Return a noun for an event that the text tells by verbs only, after the verb or what its guests did there."""
    verbs = [word for n in cluster.mentions for word in found[n].text.lower().split()]
    for name, pattern in _verbs():
        if any(pattern.fullmatch(verb) for verb in verbs):
            return name
    names: dict[str, str] = data("naming")["fallback"]
    own = [c for c in claims if number in (c.subject, c.object)]
    guests = {c.subject for c in own if c.type == "PARTICIPATED_IN"}
    places = {c.object for c in own if c.type == "EVENT_IN"}
    for relation in ("SIGNED_AGREEMENT_WITH", "VISITED", "MET"):
        if any(
            c.type == relation and c.subject in guests and (relation != "VISITED" or c.object in places) for c in claims
        ):
            return names[relation]
    return names["PARTICIPATED_IN"] if guests else names["ORGANISED_BY"]
