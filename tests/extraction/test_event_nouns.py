"""Which mentions say what kind of event they are."""

from __future__ import annotations

import pytest

from handelsgraph.extraction.event_nouns import has_event_noun


@pytest.mark.parametrize(
    "text",
    [
        "Delegationsreise",
        "der Delegationsreisen",
        "Herbstmessen",
        "Gespräche",
        "DIALOG",
        "3. Kooperationsbörse",
        "zu Besuchen",
    ],
)
def test_in_any_case_and_number(text: str) -> None:
    assert has_event_noun(text)


@pytest.mark.parametrize("text", ["", "China", "2.", "WFG", "Stadtwerke", "Sturmtief", "Theater Bad Muskau"])
def test_names_of_other_things(text: str) -> None:
    assert not has_event_noun(text)
