"""Name keys: "group:folded name", equal for written forms that name the same thing wherever they stand.

Groups are body, place, person and event. The key of a place is its key in the gazetteer; "place:?city:name" is a town
the gazetteer does not have. A key that ends in "@<article id>" is local to the article: the name alone does not say
which body, person or event is meant ("IHK", "Müller", "das Treffen"), so it never joins articles.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from handelsgraph.identity.body_names import fold_body, is_generic
from handelsgraph.identity.event_names import fold_event
from handelsgraph.identity.person_names import fold_person, is_surname
from handelsgraph.identity.place_names import find_place, unknown_place_key
from handelsgraph.places import Gazetteer
from handelsgraph.schema import BODIES, PLACES, Label

_LOCAL = re.compile(r"@[0-9a-f]{16}$")
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class KeyContext:
    """What a key may depend on besides the name: the article (its id), its places, the date of an event."""

    article: str = ""
    gazetteer: Gazetteer | None = None
    near: tuple[str, ...] = ()
    date: str | None = None


_NOWHERE = KeyContext()


def group_of(label: Label) -> str:
    """Return the key group of a label."""
    if label in BODIES:
        return "body"
    if label in PLACES:
        return "place"
    return "person" if label == Label.PERSON else "event"


def name_key(form: str, label: Label, context: KeyContext = _NOWHERE) -> str:
    """Return the key of a name. Without an article in the context a key that would be local has no "@..." part."""
    group = group_of(label)
    gazetteer = context.gazetteer or Gazetteer.load()
    if group == "place":
        place = find_place([form], label, gazetteer, context.near)
        return place.key if place else unknown_place_key(form, label)[:_LONGEST]
    if group == "event":
        folded, local = fold_event(form, context.date)
    elif group == "person":
        folded = fold_person(form)
        local = is_surname(folded)
    else:
        folded = fold_body(form, gazetteer)
        local = is_generic(folded, gazetteer)
    return bound(group, folded, context.article if local or not folded else "")


def bound(group: str, folded: str, article: str = "") -> str:
    """Return the key of a folded name, local to the article if one is given."""
    key = f"{group}:{folded[:_LONGEST].strip() or '?'}"
    return f"{key}@{article}" if article else key


def is_local(key: str) -> bool:
    """Whether a key is bound to one article."""
    return _LOCAL.search(key) is not None
