from __future__ import annotations

import pytest
from marked import marked_document

from handelsgraph.extraction.place_borders import whole_places


@pytest.mark.parametrize(
    ("sentence", "places"),
    [
        ("Ein Werk in [T|Neustadt] in [R|Holstein] entsteht.", [("Neustadt in Holstein", "City", "name")]),
        ("Gäste aus dem [R~|Moskauer] Gebiet kamen.", [("Moskauer Gebiet", "Region", "name")]),
        ("Gäste aus [T|Potsdam] in [R|Brandenburg] kamen.",
         [("Potsdam", "City", "name"), ("Brandenburg", "Region", "name")]),
        ("Die [T~|Potsdamer] Firma liefert.", [("Potsdamer", "City", "adjective")]),
        ("Viel [T~|Potsdamer] Land liegt brach.", [("Potsdamer", "City", "adjective")]),
        ("Er kam aus [T|Annaberg]-[T|Buchholz] her.", [("Annaberg-Buchholz", "City", "name")]),
        ("Der Zug [T|Cottbus]-[T|Guben] hielt.", [("Cottbus", "City", "name"), ("Guben", "City", "name")]),
        ("Er kam aus [T|Freiburg] im Breisgau.", [("Freiburg im Breisgau", "City", "name")]),
    ],
)  # fmt: skip
def test_the_gazetteer_decides_how_far_a_name_goes(sentence: str, places: list[tuple[str, str, str]]) -> None:
    doc, _ = marked_document(sentence)
    found = whole_places(doc._.found, doc._.words)
    assert [(m.text, m.label.value, m.kind.value) for m in found] == places
