from __future__ import annotations

import pytest

from handelsgraph.extraction.event_verbs import travel_verbs
from handelsgraph.extraction.pieces import WORD
from handelsgraph.extraction.state import Sentences, Words


def verbs(text: str, taken: tuple[int, ...] = (), furniture: list[bool] | None = None) -> list[str]:
    words = Words(text, [match.span() for match in WORD.finditer(text)], [])
    found = travel_verbs(words, Sentences([(0, len(text))] if text else []), taken, furniture)
    return [text[slice(*words.spans[n])] for n in found]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Am Montag bricht Ministerin Muster nach Lettland auf.", ["bricht"]),
        ("Im Herbst bereiste eine Delegation Lettland und Estland.", ["bereiste"]),
        ("Zehn Betriebe flogen\nnach Riga.", ["flogen"]),
        ("Die Kammer führte eine Abordnung nach Riga.", ["führte"]),
        ("Der Verkehr bricht zusammen.", []),
        ("Er bricht auf.", []),
        ("Die Ministerin reiste nicht nach Lettland.", []),
        ("Die Gruppe flog zurück nach Riga.", []),
        ("Der Bund führte Gespräche.", []),
        ("", []),
    ],
)
def test_verbs_of_travel(sentence: str, expected: list[str]) -> None:
    assert verbs(sentence) == expected


def test_a_sentence_with_an_event_is_passed_over() -> None:
    assert verbs("Auf ihrer Reise bereiste sie Lettland.", taken=(2,)) == []


def test_page_furniture_is_passed_over() -> None:
    assert verbs("Sie bereiste Lettland.", furniture=[True] * 4) == []
