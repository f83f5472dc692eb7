"""Labels that the name itself contradicts: countries taken for regions, banks for agencies, adjectives for names.

What the gazetteer knows as a region only is no town, and the other way round: in the training articles 5,236 of 5,256
names of towns and regions that it knows under one of the two labels bear that one.
"""

from __future__ import annotations

from handelsgraph.extraction.body_labels import cue_label
from handelsgraph.extraction.event_nouns import has_event_noun
from handelsgraph.extraction.names import legal_form
from handelsgraph.extraction.place_keys import gazetteer
from handelsgraph.extraction.resources import word_set
from handelsgraph.extraction.state import Found
from handelsgraph.reading import MentionKind
from handelsgraph.schema import BODIES, PLACES, Label

_CERTAIN, _CLEAR = 9.5, 2.0  # score and lead by which the gazetteer knows a name
_FAMOUS = 11.0  # score of a place that a name in doubt means
_SURE = 0.9  # what the tagger says with such confidence stands against a cue word
_DOUBT = 0.5  # what it says with less is a guess


def settle(mention: Found, before: str = "") -> None:
    """Correct label and kind of a named mention by what is known of its name; `before` is the word before it."""
    if mention.kind is not MentionKind.NAME:
        return
    if mention.label in PLACES:
        _settle_place(mention, before)
    elif mention.label is Label.PERSON and mention.confidence < _DOUBT:
        _settle_as_place(mention, _FAMOUS)
    elif mention.label is Label.EVENT:
        # a trip there, or a talk about it, is no event of that name; "Berliner Tech Night" is known as Berlin, too
        if not (mention.text.islower() or has_event_noun(mention.text)):
            _settle_as_place(mention, _CERTAIN)
    elif mention.label in BODIES and _describes(mention):
        mention.kind = MentionKind.REFERENCE
    elif mention.label in BODIES and mention.confidence < _SURE:
        mention.label = cue_label(mention.text) or (Label.COMPANY if legal_form(mention.text) else mention.label)


def _describes(mention: Found) -> bool:
    """Return whether a supposed name of a body is a noun for one that is named elsewhere: "Kammer", "Anlagenbauer",
    "Musterstädter Traditionsunternehmen".
    """
    noun = mention.text.casefold()
    if noun in word_set("bodies", "bare"):
        return True
    adjective, _, noun = noun.rpartition(" ")
    maker = mention.confidence < _SURE and noun.endswith(tuple(word_set("descriptions", "makers")))
    if not adjective:
        return maker and noun not in word_set("descriptions", "makers")  # "Bauer" may be somebody's name
    return maker and adjective.endswith("er") and " " not in adjective


def _settle_as_place(mention: Found, least: float) -> None:
    """Turn the bare name of a place that the gazetteer knows with such a score into the place."""
    ranked = gazetteer().ranked(mention.text)
    if ranked and ranked[0][0] >= least:
        mention.label = ranked[0][1].label


def _settle_place(mention: Found, before: str) -> None:
    region_words = word_set("names", "region_words")
    called = before.casefold() in region_words  # "die Region Musterland"
    if mention.text.casefold() in region_words:
        mention.kind = MentionKind.REFERENCE  # "der Landkreis" stands for one that is named elsewhere
        return
    ranked = gazetteer().ranked(mention.text, mention.label if mention.confidence >= _DOUBT else None)
    if not ranked:
        if called and mention.label is Label.CITY:
            mention.label = Label.REGION
        if gazetteer().adjective(mention.text) is not None:
            mention.kind = MentionKind.ADJECTIVE
        return
    score, best = ranked[0]
    own = next((s for s, place in ranked if place.label is mention.label), None)
    if score < _CERTAIN:
        return
    clear = score - (own or 0.0) >= _CLEAR
    # a town and the district of its name are the text's to tell apart; a country is one whatever the tagger says
    country = clear and Label.COUNTRY in (best.label, mention.label)
    guessed = clear and mention.confidence < _DOUBT and not called
    if country or guessed or (own is None and not before.casefold().endswith(tuple(region_words))):
        mention.label = best.label
