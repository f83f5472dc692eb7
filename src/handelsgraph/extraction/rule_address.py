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
_PART = re.compile(r"[^\n(),:;|·–]+")
_RIGHT = 0.9


def address_locates_owner(doc: Doc, claims: Claims) -> None:
    """Put the bodies of the article whose name heads an address into the address's town.

    Read off the letters: what stands in the page's furniture is not shown to the model.
    """
    text, found, clusters = doc._.words.text, doc._.found, doc._.clusters
    owners = {key(found[n].text, body=True): c for c, n in _names(clusters) if clusters[c].label in BODIES}
    for match in _POSTCODE.finditer(text):
        owner = _owner(text[max(0, match.start() - _FAR) : match.start()], owners)
        town = None if owner is None else _town(match.group("town"), found, clusters)
        if owner is None or town is None:
            continue
        known = claims.get("LOCATED_IN", owner, town)
        claim = claims.raise_to("LOCATED_IN", owner, town, _RIGHT)
        if known is None and claim is not None:
            claim.sentence = doc._.sentences.at(match.start())


def _owner(block: str, owners: dict[str, int]) -> int | None:
    """Return whose name, by itself or with its legal form, stands nearest to the end of the block."""
    parts = (owners.get(key(part, body=True)) for part in reversed(_PART.findall(block)))
    return next((owner for owner in parts if owner is not None), None)


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
