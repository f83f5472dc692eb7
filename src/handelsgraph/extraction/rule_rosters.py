"""Rule: a sentence that lists who was on a trip or at an event ("Zur Delegation gehörten ...").

Such a list often ends an article, far from where the trip is told of: the model sees both in different windows and then
weighs no pair of them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc

from handelsgraph.extraction.claims import Claims
from handelsgraph.extraction.resources import data
from handelsgraph.extraction.state import Found
from handelsgraph.schema import Label


@dataclass(frozen=True, slots=True)
class _Wording:
    """The compiled data file."""

    lists: tuple[re.Pattern[str], ...]
    denials: re.Pattern[str]
    right: float
    hint: float


@cache
def _wording() -> _Wording:
    entry = data("rosters")
    lists = tuple(re.compile(w.format(company=entry["company"], words=entry["words"])) for w in entry["wordings"])
    return _Wording(lists, re.compile(entry["denials"]), entry["right"], entry["hint"])


def listed_takes_part(doc: Doc, claims: Claims) -> None:
    """Let everybody who is listed take part in the event that the list belongs to."""
    wording = _wording()
    places = [(doc._.words.spans[m.start][0], m) for m in doc._.found]
    for number, (start, end) in enumerate(doc._.sentences.spans):
        sentence = doc._.words.flat(start, end)
        matches = [match for pattern in wording.lists if (match := pattern.search(sentence))]
        if not matches or wording.denials.search(sentence):
            continue
        begin = start + min(match.start() for match in matches)
        members = (m for at, m in places if begin <= at < end and m.names_actor)
        listed = list(dict.fromkeys(m.cluster for m in members if m.cluster is not None))
        event = _event(claims, listed, [(at, m) for at, m in places if at < end], start)
        if event is None:
            continue
        for cluster in listed:
            claim = claims.raise_to("PARTICIPATED_IN", cluster, event, wording.right)
            if claim is not None:
                claim.show(number)


def _event(claims: Claims, listed: list[int], places: list[tuple[int, Found]], start: int) -> int | None:
    """Return the event that those listed most probably took part in; else the sentence's, else the last one."""
    total: defaultdict[int, float] = defaultdict(float)
    for claim in claims.of("PARTICIPATED_IN"):
        if claim.subject in listed and claim.probability >= _wording().hint:
            total[claim.object] += claim.probability
    if total:
        return max(total, key=lambda event: total[event])
    events = [(at, m.cluster) for at, m in places if m.label is Label.EVENT and m.cluster is not None]
    here = {event for at, event in events if at >= start}
    return here.pop() if len(here) == 1 else events[-1][1] if events else None
