from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from handelsgraph.extraction.cleaning import clean

TEXT = "Die Müller GmbH aus Köln reist\nim Mai nach Łódź."


def test_plain_text_is_read_as_it_is() -> None:
    cleaned = clean(TEXT)
    assert cleaned.text == TEXT
    assert cleaned.span(4, 10) == (4, 10)


def test_decomposed_letters_are_composed_and_keep_their_offsets() -> None:
    given_text = unicodedata.normalize("NFD", TEXT)
    cleaned = clean(given_text)
    assert cleaned.text == unicodedata.normalize("NFC", TEXT)
    start = cleaned.text.index("Köln")
    a, b = cleaned.span(start, start + 4)
    assert unicodedata.normalize("NFC", given_text[a:b]) == "Köln"


def test_soft_hyphens_and_carriage_returns() -> None:
    cleaned = clean("Wirt\u00adschaft\r\nund Handel")
    assert cleaned.text == "Wirtschaft\nund Handel"
    assert cleaned.span(0, 10) == (0, 11)


def test_lone_surrogates_and_null_bytes_are_replaced() -> None:
    assert clean("A\ud800B\x00C").text == "A\ufffdB\ufffdC"


def test_wrapped_paragraph_becomes_one_line() -> None:
    wrapped = (
        "Eine Delegation der Industrie- und Handelskammer Cottbus besuchte\n"
        "im Oktober das Werk der Firma in Changsha. Begleitet wurde sie von\n"
        "zwölf Unternehmern aus der Lausitz.\n\nZweiter Absatz"
    )
    assert "\n" not in clean(wrapped).text.split("\n\n")[0]
    assert clean(wrapped).text.replace("\n", " ") == wrapped.replace("\n", " ")


def test_list_of_lines_stays_lines() -> None:
    address = "IHK Cottbus und Wirtschaftsförderung Brandenburg GmbH, Standort Cottbus\nGoethestraße 1\n03046 Cottbus"
    assert clean(address).text == address


@given(st.text(max_size=300))
def test_offsets_always_lead_back(text: str) -> None:
    cleaned = clean(text)
    for position in range(len(cleaned.text)):
        start, end = cleaned.span(position, position + 1)
        assert 0 <= start < end <= len(text)
    if cleaned.text:
        assert cleaned.span(0, len(cleaned.text))[1] <= len(text)
