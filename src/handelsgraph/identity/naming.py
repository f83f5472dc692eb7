"""The name key of each entity of one article, and which other forms of it are alias links."""

from __future__ import annotations

from dataclasses import dataclass

from handelsgraph.article import Article
from handelsgraph.evidence import AliasLink
from handelsgraph.identity.body_names import bracketed_acronyms, fold_body, is_acronym, is_generic, names_place
from handelsgraph.identity.keys import KeyContext, bound, is_local, name_key
from handelsgraph.identity.person_names import fold_person, is_frequent_name, is_surname
from handelsgraph.identity.place_names import unknown_place_key
from handelsgraph.identity.placing import place_entities_of
from handelsgraph.places import Gazetteer, Place
from handelsgraph.reading import Entity, Reading
from handelsgraph.schema import BODIES, PLACES, Label


@dataclass(frozen=True, slots=True)
class Named:
    """An entity with its key and label in this article."""

    entity: Entity
    key: str
    label: Label


def named_entities(article: Article, reading: Reading, gazetteer: Gazetteer) -> list[Named]:
    """Return every entity of the reading with its key."""
    places = place_entities_of(article, reading, gazetteer)
    found: dict[str, Named] = {}
    for entity in reading.entities:
        if entity.label != Label.PERSON:
            found[entity.id] = _named(article, entity, places, gazetteer)
    represented = _represented(reading, {id_: named.key for id_, named in found.items()})
    for entity in reading.entities:
        if entity.label == Label.PERSON:
            found[entity.id] = Named(entity, person_key(article, entity, represented.get(entity.id)), entity.label)
    return [found[entity.id] for entity in reading.entities]


def _named(article: Article, entity: Entity, places: dict[str, Place], gazetteer: Gazetteer) -> Named:
    context = KeyContext(article.id, gazetteer, (), entity.date)
    if entity.label in PLACES:
        place = places.get(entity.id)
        if place is None:
            return Named(entity, unknown_place_key(entity.name, entity.label), entity.label)
        return Named(entity, place.key, place.label)
    if entity.label == Label.EVENT:
        return Named(entity, name_key(entity.name, entity.label, context), entity.label)
    return Named(entity, name_key(best_body_form(entity, gazetteer), entity.label, context), entity.label)


def best_body_form(entity: Entity, gazetteer: Gazetteer | None = None) -> str:
    """Return the form that identifies a body: its name, or a fuller alias where the name is generic or an acronym.

    "IHK" with the alias "IHK Cottbus" is IHK Cottbus, "LKT" with the alias "LKT Lausitzer Klärtechnik GmbH" that firm.
    """
    folded = fold_body(entity.name, gazetteer)
    if not (is_generic(folded) or is_acronym(entity.name)):
        return entity.name
    fuller = [form for form in entity.aliases if _is_fuller(form, folded, gazetteer)]
    return max(fuller, key=lambda form: (len(form), form), default=entity.name)


def _is_fuller(form: str, folded: str, gazetteer: Gazetteer | None) -> bool:
    other = fold_body(form, gazetteer)
    return other != folded and len(other) > len(folded) and not is_generic(other)


def _represented(reading: Reading, known: dict[str, str]) -> dict[str, str]:
    """Return what each person represents: a body before a place, then the first in key order."""
    found: dict[str, str] = {}
    for statement in reading.statements:
        key = known.get(statement.object)
        if statement.type == "REPRESENTS" and key is not None:
            found[statement.subject] = min(key, found.get(statement.subject, key))  # "body:" sorts before "place:"
    return found


def person_key(article: Article, entity: Entity, represents: str | None) -> str:
    """Return a person's key.

    The rule: a full name joins across articles. A surname alone stays local to its article. A full name that many
    people bear (a frequent first name with a frequent surname) joins only together with what the person represents in
    the article ("person:michael müller, lausitzer klärtechnik"); if the article does not say, it stays local.
    """
    forms = [fold_person(form) for form in (entity.name, *entity.aliases)]
    full = [form for form in forms if not is_surname(form)]
    folded = forms[0] if forms[0] in full or not full else min(full, key=lambda form: (-len(form), form))
    if is_surname(folded):
        return bound("person", folded, article.id)
    if not is_frequent_name(folded):
        return bound("person", folded)
    if represents is None or is_local(represents):
        return bound("person", folded, article.id)
    return bound("person", f"{folded}, {represents.partition(':')[2]}")


def alias_links(named: Named, gazetteer: Gazetteer) -> list[AliasLink]:
    """Return the links from other names that the article uses for a body or a person to its key."""
    entity = named.entity
    if is_local(named.key):
        return []
    if named.label in BODIES:
        forms = [entity.name, *entity.aliases]
        forms += [acronym for form in forms for acronym in bracketed_acronyms(form)]
        found = {bound("body", folded) for form in forms if (folded := _linking_body(form, named, gazetteer))}
    elif named.label == Label.PERSON and "," not in named.key:
        others = (fold_person(form) for form in entity.aliases)
        found = {bound("person", folded) for folded in others if _linking_person(folded, named.key)}
    else:
        found = set()
    return [AliasLink(alias, named.key) for alias in sorted(found - {named.key})]


def _linking_body(form: str, named: Named, gazetteer: Gazetteer) -> str | None:
    """Return the folded form if it may stand for the body elsewhere too.

    It may not if it is generic, a place, a single common word of the full name, or, for agencies and institutions,
    the name without its place ("Stadthalle" for "Stadthalle Marienberg").
    """
    folded = fold_body(form, gazetteer)
    words = folded.split()
    if not words or is_generic(folded, gazetteer) or gazetteer.wide(form):
        return None
    name = named.key.partition(":")[2].split()
    if is_acronym(form):
        return folded
    if len(words) == 1 and words != name[:1]:
        return None
    rest = [word for word in name if word not in words]
    if named.label != Label.COMPANY and set(words) < set(name) and all(names_place(word, gazetteer) for word in rest):
        return None
    return folded


def _linking_person(folded: str, key: str) -> bool:
    """Full names other than the key's, no frequent ones, no genitives of the same name."""
    name = key.partition(":")[2]
    return not is_surname(folded) and not is_frequent_name(folded) and folded.removesuffix("s") != name
