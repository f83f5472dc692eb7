"""Rule: where a body sits by its name: a consulate in its town, a country's ministry in that country.

A town or country in any other name says little: "IHK Musterstadt" needs no saying, a "Muster-Club" may sit anywhere.
"""

from __future__ import annotations

from spacy.tokens import Doc

from handelsgraph.extraction.adjectives import PlaceClusters
from handelsgraph.extraction.claims import Claims
from handelsgraph.extraction.names import key
from handelsgraph.extraction.place_keys import place_key
from handelsgraph.extraction.resources import data, pattern
from handelsgraph.extraction.rule_seats import seated_elsewhere
from handelsgraph.extraction.state import Found
from handelsgraph.schema import Label


def named_after_seat(doc: Doc, claims: Claims) -> None:
    """Seat consulates in their town, and bodies of a country that the text names in it."""
    shared = False
    places: PlaceClusters | None = None
    for mention in doc._.found:
        if mention.cluster is None or not mention.names_body:
            continue
        shared = _shares_noun(doc, mention, shared)
        in_town = shared or pattern("seats", "posts").search(mention.text) is not None
        country = None if in_town else _country(mention.text)
        if not (in_town or country):
            continue
        places = places or PlaceClusters(doc._.found, claims.clusters)
        home = places.by_place.get(country) if country else _town(mention.text, places, claims)
        if home is not None and not seated_elsewhere(claims, mention.cluster, home):
            claims.raise_to("LOCATED_IN", mention.cluster, home, data("seats")["right"])


def _shares_noun(doc: Doc, mention: Found, shared: bool) -> bool:
    """Return whether the name was put together of a noun and one of the towns that its bodies are said to be in
    ("die Kammern in A, B und C"); `shared`: whether that of the body before was.
    """
    written = doc._.words.written(mention.start, mention.end)
    return written != mention.text and (shared or " in " in written)


def _town(name: str, places: PlaceClusters, claims: Claims) -> int | None:
    """Return the cluster of the town that a name ends with."""
    words = name.split()
    for first in range(1, len(words)):
        home = places.by_name.get(key(" ".join(words[first:])))
        if home is not None:
            return home if claims.clusters[home].label is Label.CITY else None
    return None


def _country(name: str) -> str | None:
    """Return the gazetteer's key of the country whose genitive ends the name of a body that sits there."""
    if pattern("seats", "elsewhere").search(name):
        return None
    bare = pattern("seats", "acronym").sub("", name)
    for start in (at for at, sign in enumerate(bare) if sign == " "):
        match = pattern("seats", "of_country").match(bare, start if bare[start + 1].isupper() else start + 1)
        country = match and place_key(match["full"] or match["genitive"], Label.COUNTRY)
        if country:
            return country
    return None
