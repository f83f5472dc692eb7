from __future__ import annotations

import pytest

from handelsgraph.extraction.body_labels import body_label, cue_label
from handelsgraph.schema import Label


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("Nordholz Innovationsgesellschaft mbH", Label.COMPANY),
        ("Baugesellschaft Nord AG", Label.COMPANY),
        ("Deutsch-Chilenische Gesellschaft", Label.AGENCY),
        ("Wirtschaftsförderungsgesellschaft Nordkreis mbH", Label.AGENCY),
        ("Landesentwicklungsgesellschaft Nord GmbH", Label.AGENCY),
        ("Handwerkskammer Nord", Label.AGENCY),
        ("Hochschule Nord", Label.INSTITUTION),
        ("Nordtech s.r.o.", Label.COMPANY),
        ("Ministerium für Weinbau", Label.AGENCY),  # not what it deals with, which ends like a firm's name
        ("Zentrum für Messtechnik", Label.INSTITUTION),
        ("OTH Nordstadt", Label.INSTITUTION),
        ("Zentrum Nord e. V.", Label.AGENCY),  # a club, whatever it calls itself
        ("IHK Services s.r.o.", Label.COMPANY),  # a firm, whoever owns it
        ("OOO Nordprom", Label.COMPANY),
        ("Nordstadt Chamber of Commerce", Label.AGENCY),
        ("Energieregion Nord GmbH", Label.AGENCY),
        ("Messe- und Kongresshallengesellschaft", Label.COMPANY),
        ("Nordstädter Künstlerhaus", Label.INSTITUTION),
    ],
)
def test_what_a_name_says_of_the_kind_of_body(name: str, label: Label) -> None:
    assert body_label(name) == label


def test_a_name_without_cue_says_nothing() -> None:
    assert cue_label("Xantora") is None
