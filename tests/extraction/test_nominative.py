from __future__ import annotations

import pytest

from handelsgraph.extraction.nominative import nominative


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Deutschen Industrie- und Handelskammertages", "Deutscher Industrie- und Handelskammertag"),
        ("Technischen Universität Brünn", "Technische Universität Brünn"),
        ("Hessischen Wirtschaftsministeriums", "Hessisches Wirtschaftsministerium"),
        ("Verbands serbischer Unternehmer", "Verband serbischer Unternehmer"),
        ("Kasachischen Nationalen Agraruniversität", "Kasachische Nationale Agraruniversität"),
        ("Hessen Agentur", "Hessen Agentur"),
        ("Haus der Wirtschaft", "Haus der Wirtschaft"),
        ("Fraunhofer-Institut für Lasertechnik", "Fraunhofer-Institut für Lasertechnik"),
        ("Muster Bau GmbH", "Muster Bau GmbH"),
        ("", ""),
    ],
)
def test_nominative(written: str, name: str) -> None:
    assert nominative(written) == name
