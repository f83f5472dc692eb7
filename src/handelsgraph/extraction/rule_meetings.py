"""Rule: a sentence that says in so many words that two parties met ("... traf sich mit Vertretern von ...").

The model knows meetings by what is written around them and weighs who usually meets whom; that a firm's delegation met
another firm is rare in its articles, and is read off the sentence here. Only the plainest wording counts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc

from handelsgraph.extraction.claims import Claims
from handelsgraph.extraction.resources import data
from handelsgraph.extraction.state import Found
from handelsgraph.schema import BODIES, Label


@dataclass(frozen=True, slots=True)
class _Wording:
    """The compiled data file."""

    verbs: tuple[re.Pattern[str], ...]
    denials: re.Pattern[str]
    with_: re.Pattern[str]
    members: re.Pattern[str]
    direct: re.Pattern[str]
    joined: re.Pattern[str]
    groups: re.Pattern[str]
    right: float


@cache
def _wording() -> _Wording:
    entry = data("meetings")
    verbs = tuple(re.compile(verb) for verb in entry["verbs"])
    denials, with_, members, direct, joined, groups = (
        re.compile(entry[name]) for name in ("denials", "with", "members", "direct", "joined", "groups")
    )
    return _Wording(verbs, denials, with_, members, direct, joined, groups, entry["right"])


def said_to_meet(doc: Doc, claims: Claims) -> None:
    """Raise the probability that the two parties of such a sentence met."""
    wording = _wording()
    by_sentence: dict[int, list[Found]] = {}
    spans = doc._.words.spans
    for mention in doc._.found:
        if mention.cluster is not None and mention.names_actor:
            by_sentence.setdefault(doc._.sentences.at(spans[mention.start][0]), []).append(mention)
    for number, mentions in by_sentence.items():
        start, end = doc._.sentences.spans[number]
        sentence = doc._.words.flat(start, end)
        if wording.denials.search(sentence) or not any(verb.search(sentence) for verb in wording.verbs):
            continue
        places = [(spans[m.start][0] - start, spans[m.end - 1][1] - start, m) for m in mentions]
        for match in wording.with_.finditer(sentence):
            others = _others(sentence, match.end(), places, wording)
            party = _party(sentence, match.start(), places, wording)
            for one in party:
                for other in others:
                    _met(claims, one, other, number, wording.right)


def _others(sentence: str, at: int, places: list[tuple[int, int, Found]], wording: _Wording) -> list[Found]:
    """Return whom one met: the mention that follows "mit", and those joined to it."""
    found: list[Found] = []
    for start, end, mention in places:
        if start < at:
            continue
        between = sentence[at:start].strip()
        if found:
            fits = wording.joined.fullmatch(between) is not None
        else:
            members = mention.label in BODIES and wording.members.fullmatch(between)
            fits = bool(members or wording.direct.fullmatch(between))
        if not fits:
            break
        found.append(mention)
        at = end
    return found


def _party(sentence: str, until: int, places: list[tuple[int, int, Found]], wording: _Wording) -> list[Found]:
    """Return who met them: the body a group comes from, else the persons named before, else the bodies."""
    before = [(start, mention) for start, end, mention in places if end <= until]
    bodies = [mention for _, mention in before if mention.label in BODIES]
    persons = [mention for _, mention in before if mention.label is Label.PERSON]
    group = wording.groups.search(sentence, 0, until)
    if group is not None and bodies:
        return bodies
    return persons or bodies


def _met(claims: Claims, one: Found, other: Found, sentence: int, right: float) -> None:
    if one.cluster is None or other.cluster is None:
        return
    known = claims.get("MET", one.cluster, other.cluster)
    claim = claims.raise_to("MET", one.cluster, other.cluster, right)
    if claim is not None and (known is None or known.sentence is None):
        claim.sentence, claim.read_off = sentence, True
