"""Rule: where a body sits by adjectives before its name ("die tschechische Muster s.r.o.") and by lists of firms that
sit somewhere ("... sind mehrere Firmen ansässig, darunter A und B").

The tagger passes over most such adjectives: in the training articles they are no mentions where they say nothing new.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from handelsgraph.extraction.adjectives import PlaceClusters
from handelsgraph.extraction.claims import Claims
from handelsgraph.extraction.names import legal_form
from handelsgraph.extraction.place_keys import gazetteer
from handelsgraph.extraction.resources import data, pattern
from handelsgraph.extraction.state import Found, Words
from handelsgraph.schema import PLACES, Label

_WIDEST = 90  # characters looked at before a name


def adjective_before_body(doc: Doc, claims: Claims) -> None:
    """Seat bodies in the place that an adjective before their name is made of; a country may be named only so."""
    text, spans, found = doc._.words.flat(), doc._.words.spans, doc._.found
    places: PlaceClusters | None = None
    for number, mention in enumerate(found):
        if mention.cluster is None or not mention.names_body:
            continue
        start = spans[mention.start][0]
        match = pattern("seats", "before").search(text, max(0, start - _WIDEST), start)
        if match is None:
            continue
        place = gazetteer().adjective(match["adjective"])
        if place is None or (
            pattern("seats", "elsewhere").search(match[0] + mention.text) and not legal_form(mention.text)
        ):
            continue
        places = places or PlaceClusters(found, claims.clusters)
        find = places.made_home if place.label is Label.COUNTRY else places.home
        home = find(match["adjective"])
        if home is None:
            continue
        members = [mention]
        if pattern("seats", "several").fullmatch(match["group"].rpartition(" ")[0].rpartition(" ")[2]):
            members.extend(_joined(found[number:], doc._.words))
        for member in members:
            if member.cluster is not None and not seated_elsewhere(claims, member.cluster, home):
                claims.raise_to("LOCATED_IN", member.cluster, home, data("seats")["right"])


def listed_as_settled(doc: Doc, claims: Claims) -> None:
    """Seat bodies that a sentence lists as examples of those in a place."""
    spans = doc._.words.spans
    for start, end in doc._.sentences.spans:
        match = pattern("seats", "settled").search(doc._.words.flat(start, end))
        if match is None:
            continue
        here = [(spans[m.start][0], m) for m in doc._.found if start <= spans[m.start][0] < end]
        before = (
            m
            for at, m in here
            if at < start + match.start()
            and m.label in PLACES
            and pattern("seats", "inside").search(doc._.words.flat(start, at))
        )
        home = next(before, None)
        for at, body in here:
            if home is None or home.cluster is None or at < start + match.end() or not body.names_body:
                continue
            if body.cluster is not None:
                claims.raise_to("LOCATED_IN", body.cluster, home.cluster, data("seats")["right"])


def seated_elsewhere(claims: Claims, body: int, home: int) -> bool:
    """Return whether another seat of the body is as good as known."""
    seats = (c for c in claims.of("LOCATED_IN") if c.subject == body and c.object != home)
    return any(claim.probability >= data("seats")["known"] for claim in seats)


def _joined(mentions: list[Found], words: Words) -> Iterator[Found]:
    """Yield the bodies that are joined to the first of the mentions by commas and "und"."""
    end = words.spans[mentions[0].end - 1][1]
    for mention in mentions[1:]:
        between = words.flat(end, words.spans[mention.start][0]).strip()
        if not mention.names_body or not pattern("seats", "joined").fullmatch(between):
            return
        yield mention
        end = words.spans[mention.end - 1][1]
