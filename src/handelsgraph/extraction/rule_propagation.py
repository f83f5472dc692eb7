"""Rules from claim to claim: what follows from who represents whom, and what excludes each other."""

from __future__ import annotations

from collections import defaultdict

from handelsgraph.extraction.claims import Claims
from handelsgraph.extraction.state import Claim
from handelsgraph.schema import BODIES, Label

_EMPLOYER = 0.9  # a body takes part where its representative does, in nine of ten cases
_ASYMMETRIC = ("VISITED", "SUPPORTED_BY", "LOCATED_IN")


def employer_takes_part(claims: Claims) -> None:
    """Let the body take part where its representative does: who represents a body and takes part brings it in."""
    employers: defaultdict[int, list[Claim]] = defaultdict(list)
    for claim in claims.of("REPRESENTS"):
        if claims.clusters[claim.object].label in BODIES:
            employers[claim.subject].append(claim)
    for claim in claims.of("PARTICIPATED_IN"):
        if claims.clusters[claim.subject].label is Label.PERSON:
            for employer in employers[claim.subject]:
                probability = _EMPLOYER * employer.probability * claim.probability
                claims.raise_to("PARTICIPATED_IN", employer.object, claim.object, probability, claim.planned)


def one_direction(claims: Claims) -> None:
    """Drop the less probable of A visited B and B visited A (supported, lies in)."""
    for type_ in _ASYMMETRIC:
        for claim in claims.of(type_):
            turned = claims.get(type_, claim.object, claim.subject)
            if turned is not None and turned.probability > claim.probability:
                claim.probability = 0.0


def one_seat(claims: Claims) -> None:
    """Keep the most probable town: a body has one seat."""
    best: dict[int, Claim] = {}
    towns = [c for c in claims.of("LOCATED_IN") if claims.clusters[c.object].label is Label.CITY]
    for claim in sorted(towns, key=lambda c: -c.probability):
        if best.setdefault(claim.subject, claim) is not claim:
            claim.probability = 0.0
