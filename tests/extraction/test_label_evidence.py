from __future__ import annotations

import pytest

from handelsgraph.extraction.label_evidence import settle
from handelsgraph.extraction.state import Found
from handelsgraph.reading import MentionKind
from handelsgraph.schema import Label


@pytest.mark.parametrize(
    ("text", "given", "label", "kind"),
    [
        ("Kasachstan", Label.REGION, Label.COUNTRY, MentionKind.NAME),
        ("Kirgisischen", Label.COUNTRY, Label.COUNTRY, MentionKind.ADJECTIVE),
        ("Musterstädter Anlagenbauer", Label.COMPANY, Label.COMPANY, MentionKind.REFERENCE),
        ("Anlagenbauer", Label.COMPANY, Label.COMPANY, MentionKind.REFERENCE),
        ("Bauer", Label.COMPANY, Label.COMPANY, MentionKind.NAME),
        ("Verband der Anlagenbauer", Label.AGENCY, Label.AGENCY, MentionKind.NAME),
        ("Kammer", Label.AGENCY, Label.AGENCY, MentionKind.REFERENCE),
        ("Landkreis", Label.REGION, Label.REGION, MentionKind.REFERENCE),
        ("Rostock", Label.REGION, Label.REGION, MentionKind.NAME),
        ("Kreissparkasse St. Wendel", Label.AGENCY, Label.COMPANY, MentionKind.NAME),
        ("Muster Stiftung", Label.AGENCY, Label.INSTITUTION, MentionKind.NAME),
        ("Anna Behr", Label.PERSON, Label.PERSON, MentionKind.NAME),
        ("Hangzhou", Label.REGION, Label.CITY, MentionKind.NAME),
        ("Eichsfeld", Label.CITY, Label.REGION, MentionKind.NAME),
        ("Taschkent", Label.EVENT, Label.CITY, MentionKind.NAME),
        ("Berliner Tech Night", Label.EVENT, Label.EVENT, MentionKind.NAME),
    ],
)
def test_what_a_name_says_of_itself(text: str, given: Label, label: Label, kind: MentionKind) -> None:
    mention = Found(0, 1, text, given, MentionKind.NAME, 0.7)
    settle(mention)
    assert (mention.label, mention.kind) == (label, kind)


def test_a_sure_tagger_stands_against_a_cue_word() -> None:
    mention = Found(0, 2, "Sparkasse Musterstadt", Label.AGENCY, MentionKind.NAME, 0.99)
    settle(mention)
    assert mention.label is Label.AGENCY


def test_a_region_that_the_text_calls_one_stays_one() -> None:
    mention = Found(1, 2, "Hangzhou", Label.REGION, MentionKind.NAME, 0.7)
    settle(mention, "Partnerlandkreis")
    assert mention.label is Label.REGION


@pytest.mark.parametrize(("confidence", "label"), [(0.3, Label.REGION), (0.7, Label.PERSON)])
def test_a_guess_at_a_person_gives_way_to_a_place_of_that_name(confidence: float, label: Label) -> None:
    mention = Found(0, 1, "Elbe-Elster", Label.PERSON, MentionKind.NAME, confidence)
    settle(mention)
    assert mention.label is label


def test_an_unknown_place_that_the_text_calls_a_region_is_one() -> None:
    mention = Found(1, 2, "Musterbecken", Label.CITY, MentionKind.NAME, 0.7)
    settle(mention, "Region")
    assert mention.label is Label.REGION


@pytest.mark.parametrize(("before", "label"), [("in", Label.CITY), ("Region", Label.REGION)])
def test_a_guess_at_a_region_gives_way_to_the_town_unless_the_text_calls_it_one(before: str, label: Label) -> None:
    mention = Found(1, 2, "Liberec", Label.REGION, MentionKind.NAME, 0.3)
    settle(mention, before)
    assert mention.label is label
