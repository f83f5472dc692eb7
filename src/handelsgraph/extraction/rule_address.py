"""Rule: an address block in the page's furniture says where its owner sits."""

from __future__ import annotations

import re

from spacy.tokens import Doc

from handelsgraph.extraction.claims import Claims
from handelsgraph.extraction.names import key
from handelsgraph.extraction.place_keys import place_key
from handelsgraph.extraction.state import Cluster, Found
from handelsgraph.schema import BODIES, Label

_TOWN = r"[A-ZÄÖÜ][\w-]+(?:[ ](?:(?:am|an der|ob der|in|im)[ ])?\(?[A-ZÄÖÜ][\w-]+\)?)?"
_POSTCODE = re.compile(rf"(?<![\w-])(?:D-)?\d{{5}}\s+(?P<town>{_TOWN})")
_FAR = 160  # characters between the owner's name and the postcode
_RIGHT = 0.9


def address_locates_owner(doc: Doc, claims: Claims) -> None:
    """Put the bodies of the article whose name heads an address into the address's town."""
    spans, found, clusters = doc._.words.spans, doc._.found, doc._.clusters
    owners = {key(found[n].text, body=True): c for c, n in _names(clusters) if clusters[c].label in BODIES}
    for match in _POSTCODE.finditer(doc._.words.text):
        before = [m for m in doc._.aside if m.label in BODIES and 0 <= match.start() - spans[m.end - 1][1] <= _FAR]
        for mention in reversed(before):
            owner = owners.get(key(mention.text, body=True))
            if owner is None:
                continue
            town = _town(match.group("town"), found, clusters)
            if town is not None:
                known = claims.get("LOCATED_IN", owner, town)
                claim = claims.raise_to("LOCATED_IN", owner, town, _RIGHT)
                if known is None and claim is not None:
                    claim.sentence = doc._.sentences.at(match.start())
            break


def _names(clusters: list[Cluster]) -> list[tuple[int, int]]:
    """Return pairs of cluster and mention numbers."""
    return [(number, mention) for number, cluster in enumerate(clusters) for mention in cluster.mentions]


def _town(name: str, found: list[Found], clusters: list[Cluster]) -> int | None:
    """Return the town's cluster, made if the article does not name it; None if it is no known town."""
    for form in (name, name.split()[0]):
        for number, mention in _names(clusters):
            if clusters[number].label is Label.CITY and key(found[mention].text) == key(form):
                return number
    for form in (name, name.split()[0]):
        if place_key(form, Label.CITY):
            clusters.append(Cluster(Label.CITY, reference=form))
            return len(clusters) - 1
    return None
