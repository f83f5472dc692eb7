"""Rule: relations that a sentence says in so many words ("<person> empfing eine Delegation aus <place>").

The model weighs who usually has to do with whom; what the grammar of a plain sentence leaves no doubt about is read off
here: verbs with their subject and object, in each order that German allows, and nouns with their attributes.
"""

from __future__ import annotations

import re
from collections import defaultdict

from spacy.tokens import Doc

from handelsgraph.extraction.claims import Claims
from handelsgraph.extraction.resources import data, pattern
from handelsgraph.extraction.sentence_masks import masked_sentences
from handelsgraph.extraction.state import Claim
from handelsgraph.extraction.wording_frames import Wording
from handelsgraph.extraction.wording_matches import said
from handelsgraph.schema import Label

_EVENT = re.compile(r"⟨[Ee](\d+)⟩")
_SURE = 0.5  # who organises or represents with this probability does


def said_plainly(doc: Doc, claims: Claims) -> None:
    """Raise the probability of what the sentences say."""
    known = data("wordings")
    upcoming = pattern("wordings", "upcoming")
    signed: list[tuple[Claim, int]] = []
    last: int | None = None
    for number, sentence in enumerate(masked_sentences(doc)):
        events = [int(event) for event in _EVENT.findall(sentence)]
        about = events[0] if events else last
        for wording, subject, obj in sorted(said(sentence), key=lambda relation: not relation.wording.planned):
            planned = known["planned"] if wording.planned or upcoming.search(sentence) else None
            for start in _subjects(claims, wording, about if subject is None else subject):
                claim = claims.raise_to(wording.type, start, obj, known["right"], planned)
                if claim is None:
                    continue
                claim.show(number)
                if claim.type == "SIGNED_AGREEMENT_WITH":
                    signed.append((claim, number))
        last = events[-1] if events else last
    _bodies_sign(claims, signed, known["right"])


def _subjects(claims: Claims, wording: Wording, subject: int | None) -> list[int]:
    """Return whom the wording's subject stands for: itself, or the organisers of the event it is."""
    if subject is None or not wording.for_organiser:
        return [] if subject is None else [subject]
    organisers = claims.of("ORGANISED_BY")
    return [c.object for c in organisers if c.subject == subject and c.probability >= _SURE]


def _bodies_sign(claims: Claims, signed: list[tuple[Claim, int]], right: float) -> None:
    """Let those whom the signatories represent have signed: a person signs for the one body or place he represents."""
    represented: defaultdict[int, list[int]] = defaultdict(list)
    for claim in claims.of("REPRESENTS"):
        if claim.probability >= _SURE:
            represented[claim.subject].append(claim.object)
    for claim, sentence in signed:
        parties = [
            represented[end] if claims.clusters[end].label is Label.PERSON else [end]
            for end in (claim.subject, claim.object)
        ]
        if all(len(party) == 1 for party in parties):
            theirs = claims.raise_to("SIGNED_AGREEMENT_WITH", parties[0][0], parties[1][0], right)
            if theirs is not None:
                theirs.show(sentence)
