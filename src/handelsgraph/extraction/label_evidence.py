"""Labels that the name itself contradicts: countries taken for regions, banks for agencies, adjectives for names."""

from __future__ import annotations

from handelsgraph.extraction.body_labels import cue_label
from handelsgraph.extraction.names import legal_form
from handelsgraph.extraction.place_keys import gazetteer
from handelsgraph.extraction.resources import word_set
from handelsgraph.extraction.state import Found
from handelsgraph.reading import MentionKind
from handelsgraph.schema import BODIES, PLACES, Label

_CERTAIN, _CLEAR = 9.5, 2.0  # score and lead by which the gazetteer knows a name
_SURE = 0.9  # what the tagger says with such confidence stands against a cue word


def settle(mention: Found) -> None:
    """Correct label and kind of a named mention by what is known of its name."""
    if mention.kind is not MentionKind.NAME:
        return
    if mention.label in PLACES:
        _settle_place(mention)
    elif mention.label is Label.EVENT:
        _settle_event(mention)
    elif mention.label in BODIES and mention.confidence < _SURE:
        mention.label = cue_label(mention.text) or (Label.COMPANY if legal_form(mention.text) else mention.label)


def _settle_event(mention: Found) -> None:
    """Turn the bare name of a place into the place: a trip there, or a talk about it, is no event of that name."""
    ranked = gazetteer().ranked(mention.text)
    if ranked and ranked[0][0] >= _CERTAIN and not mention.text.islower():
        mention.label = ranked[0][1].label


def _settle_place(mention: Found) -> None:
    if mention.text.casefold() in word_set("names", "region_words"):
        mention.kind = MentionKind.REFERENCE  # "der Landkreis" stands for one that is named elsewhere
        return
    ranked = gazetteer().ranked(mention.text, mention.label)
    if not ranked:
        if gazetteer().adjective(mention.text) is not None:
            mention.kind = MentionKind.ADJECTIVE
        return
    score, best = ranked[0]
    own = next((s for s, place in ranked if place.label is mention.label), 0.0)
    # a town and the district of its name are the text's to tell apart; a country is one whatever the tagger says
    if Label.COUNTRY in (best.label, mention.label) and score >= _CERTAIN and score - own >= _CLEAR:
        mention.label = best.label
