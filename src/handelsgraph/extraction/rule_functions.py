"""Rule: who has a function ("Geschäftsführerin Anna Muster") holds it somewhere, and a family firm is the family's.

Nearly all persons whom press articles name represent something. Where the text leaves the body to the reader, it is the
one that the model holds most probable; a firm that bears the person's family name is hardly ever another's.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache, lru_cache

from spacy.tokens import Doc

from handelsgraph.extraction.claims import Claims
from handelsgraph.extraction.resources import data
from handelsgraph.extraction.state import Claim, Cluster, Found, positions
from handelsgraph.reading import MentionKind
from handelsgraph.schema import BODIES, Label

_WORD = re.compile(r"[\w'’-]+")
_SHORTEST = 4  # letters of a family name that tells firms apart


@cache
def _nouns() -> tuple[dict[str, frozenset[Label]], tuple[str, ...]]:
    """Return the labels of what each function noun is held in, and the endings that nouns take, longest first."""
    entry = data("functions")
    nouns = {
        noun: frozenset(map(Label, kind["labels"])) for kind in entry["functions"].values() for noun in kind["nouns"]
    }
    return nouns, tuple(sorted(entry["endings"], key=len, reverse=True))


@lru_cache(4096)
def held_in(word: str) -> frozenset[Label]:
    """Return the labels of bodies that such a function is held in; none if the word is no function."""
    nouns, endings = _nouns()
    low = word.casefold()
    if not word[:1].isupper():
        return frozenset()
    stems = [low.removesuffix(ending) for ending in endings if low.endswith(ending)]
    fitting = [noun for stem in stems for noun in nouns if stem.endswith(noun)]
    return nouns[max(fitting, key=len)] if fitting else frozenset()


def function_in_body(doc: Doc, claims: Claims) -> None:
    """Let persons with a function represent the most probable body that such a function is held in."""
    entry = data("functions")
    possible: defaultdict[int, list[Claim]] = defaultdict(list)
    for claim in claims.of("REPRESENTS"):
        possible[claim.subject].append(claim)
    for person, found in possible.items():
        if max(claim.probability for claim in found) >= entry["implied"]:
            continue
        labels = _labels(doc, claims.clusters[person])
        bodies = [claim for claim in found if claims.clusters[claim.object].label in labels]
        best = max(bodies, key=lambda claim: claim.probability, default=None)
        if best is not None and best.probability >= entry["possible"]:
            best.probability = entry["implied"]


def _labels(doc: Doc, person: Cluster) -> frozenset[Label]:
    """Return what the functions given beside the person's name are held in."""
    spans, text, near = doc._.words.spans, doc._.words.text, data("functions")["near"]
    labels: frozenset[Label] = frozenset()
    for mention in positions(doc._.found, person):
        if mention.kind is not MentionKind.NAME:
            continue
        start, end = spans[mention.start][0], spans[mention.end - 1][1]
        first, last = doc._.sentences.spans[doc._.sentences.at(start)]
        for a, b in ((max(first, start - near), start), (end, min(last, end + near))):
            for word in _WORD.finditer(text, a, b):
                labels |= held_in(word.group())
    return labels


def namesake_of_firm(doc: Doc, claims: Claims) -> None:
    """Let persons represent the bodies that bear their family name."""
    found, probability = doc._.found, data("functions")["namesake"]
    bodies: defaultdict[str, set[int]] = defaultdict(set)
    for number, word in _words(found, claims.clusters, BODIES):
        bodies[word].add(number)
    for person, names in _family_names(found, claims.clusters):
        for body in {body for name in names for body in bodies.get(name, ())}:
            claims.raise_to("REPRESENTS", person, body, probability)


def _words(found: list[Found], clusters: list[Cluster], labels: frozenset[Label]) -> list[tuple[int, str]]:
    """Return the words of the clusters' names with the clusters' numbers."""
    return [
        (number, word)
        for number, cluster in enumerate(clusters)
        if cluster.label in labels
        for mention in positions(found, cluster)
        if mention.kind is MentionKind.NAME
        for word in _WORD.findall(mention.text)
    ]


def _family_names(found: list[Found], clusters: list[Cluster]) -> list[tuple[int, set[str]]]:
    """Return the persons' family names: the last words of names of several words."""
    out = []
    for number, cluster in enumerate(clusters):
        if cluster.label is Label.PERSON:
            names = [m.text.split() for m in positions(found, cluster) if m.kind is MentionKind.NAME]
            out.append((number, {name[-1] for name in names if len(name) > 1 and len(name[-1]) >= _SHORTEST}))
    return out
