"""Rules that read a relation off two neighbouring mentions and what stands between them; data/rules.yaml lists them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from spacy.tokens import Doc

from handelsgraph.extraction.claims import Claims
from handelsgraph.extraction.resources import data
from handelsgraph.reading import MentionKind
from handelsgraph.schema import BODIES, PLACES, Label

_SPACE = re.compile(r"\s+")
_WIDEST = 80  # characters between the two


@dataclass(frozen=True, slots=True)
class Pattern:
    """One entry of the data file."""

    type: str
    first: frozenset[Label]
    second: frozenset[Label]
    between: re.Pattern[str]
    after: re.Pattern[str]
    turned: bool
    adjective: bool  # whether the first one is an adjective made of a name
    right: float


def _labels(name: str) -> frozenset[Label]:
    return {"body": BODIES, "place": PLACES}.get(name) or frozenset({Label(name)})


@cache
def patterns() -> dict[str, Pattern]:
    """Return the patterns by name."""
    return {
        name: Pattern(
            entry["type"],
            _labels(entry["first"]),
            _labels(entry["second"]),
            re.compile(entry["between"]),
            re.compile(entry.get("after", "")),
            entry.get("turned", False),
            entry.get("adjective", False),
            entry["right"],
        )
        for name, entry in data("rules")["patterns"].items()
    }


def apply_pattern(name: str, doc: Doc, claims: Claims) -> None:
    """Raise the probability of the relation wherever the pattern fits."""
    pattern, spans, found = patterns()[name], doc._.words.spans, doc._.found
    for first, second in pairwise(found):
        if first.label not in pattern.first or second.label not in pattern.second:
            continue
        if first.cluster is None or second.cluster is None or first.cluster == second.cluster:
            continue
        if second.kind is not MentionKind.NAME or (first.kind is MentionKind.ADJECTIVE) != pattern.adjective:
            continue
        start, end = spans[first.end - 1][1], spans[second.start][0]
        if end - start > _WIDEST:
            continue
        between = _SPACE.sub(" ", doc._.words.text[start:end]).strip()
        if pattern.between.fullmatch(between) and pattern.after.match(doc._.words.text, spans[second.end - 1][1]):
            ends = (second.cluster, first.cluster) if pattern.turned else (first.cluster, second.cluster)
            claims.raise_to(pattern.type, *ends, pattern.right)
