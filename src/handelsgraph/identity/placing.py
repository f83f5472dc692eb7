"""Which places an article means: homonyms are told apart by the countries, Länder and other places it names."""

from __future__ import annotations

import re

from handelsgraph.article import Article
from handelsgraph.identity.place_names import find_place
from handelsgraph.places import Gazetteer, Place
from handelsgraph.places.readings import is_kind_of_region
from handelsgraph.reading import MentionKind, Reading
from handelsgraph.schema import PLACES, Label

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LAST_WORD = re.compile(r"([^\W\d_]+) +$")
_CLEAR = 2.0
"""A lead of this score over the second candidate needs no context."""
_FIRST_WORDS = 4000


def place_entities_of(article: Article, reading: Reading, gazetteer: Gazetteer) -> dict[str, Place]:
    """Return the place of each entity of a place label, by entity id; entities of unknown places are left out."""
    entities = [entity for entity in reading.entities if entity.label in PLACES]
    forms = {entity.id: (entity.name, *entity.aliases) for entity in entities}
    for id_, form in _with_kind_words(article, reading).items():
        if id_ in forms:
            forms[id_] = (form, *forms[id_])
    wide = _wide_context(article, gazetteer)
    clear: dict[str, str] = {}
    for entity in entities:
        ranked = gazetteer.ranked(forms[entity.id][0], entity.label)
        if ranked and (len(ranked) == 1 or ranked[0][0] - ranked[1][0] >= _CLEAR):
            clear[entity.id] = ranked[0][1].key
    adjectives = _adjectives(reading, gazetteer)
    found = {}
    for entity in entities:
        near = wide | adjectives | {key for other, key in clear.items() if other != entity.id}
        if place := find_place(forms[entity.id], entity.label, gazetteer, sorted(near)):
            found[entity.id] = place
    return found


def _with_kind_words(article: Article, reading: Reading) -> dict[str, str]:
    """Return "Landkreis Gotha" for regions that are read as "Gotha" but stand behind a word for a kind of region."""
    labels = {entity.id: entity.label for entity in reading.entities}
    found: dict[str, str] = {}
    for mention in reading.mentions:
        if mention.kind == MentionKind.NAME and labels.get(mention.entity) == Label.REGION:
            before = _LAST_WORD.search(article.text[max(0, mention.start - 40) : mention.start])
            if before and is_kind_of_region(before[1]):
                found.setdefault(mention.entity, f"{before[1]} {mention.text}")
    return found


def _wide_context(article: Article, gazetteer: Gazetteer) -> set[str]:
    """Countries and Länder that the text, title or source names, as nouns or adjectives."""
    text = " ".join(filter(None, (article.source, article.title, article.text)))
    words = dict.fromkeys(_WORD.findall(text)[:_FIRST_WORDS])
    return {key for word in words if (key := gazetteer.wide(word))}


def _adjectives(reading: Reading, gazetteer: Gazetteer) -> set[str]:
    """Places that adjectives of the reading are made of ("Luckauer")."""
    found = set()
    for mention in reading.mentions:
        if mention.kind == MentionKind.ADJECTIVE and (place := gazetteer.adjective(mention.text)):
            found.add(place.key)
    return found
