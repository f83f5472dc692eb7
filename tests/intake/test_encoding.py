from __future__ import annotations

import codecs
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from handelsgraph.intake.draft import UnreadableError
from handelsgraph.intake.encoding import to_text
from handelsgraph.intake.normalise import normalise, single_line

TEXT = "Müller aus Köln eröffnet in Zürich ein Büro für Außenhandel.\nÄrzte, Öl und Übersee.\n"
PRINT = "„Wir liefern nach Łódź – trotz allem“, sagt Çelik …\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "cp1252", "iso-8859-15", "mac_roman", "cp850"])
def test_german_text_is_read_in_every_encoding_german_systems_wrote(encoding: str) -> None:
    assert to_text(TEXT.encode(encoding)) == TEXT


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_byte_order_marks_decide_and_are_not_part_of_the_text(mark: bytes, encoding: str) -> None:
    assert to_text(mark + (TEXT + PRINT).encode(encoding)) == TEXT + PRINT


def test_windows_quotes_and_dashes() -> None:
    text = "„Müller & Söhne“ – ein Betrieb aus Köthen … 5 €\n"
    assert to_text(text.encode("cp1252")) == text


@pytest.mark.parametrize("word", ["Grüße", "Öl", "Straße", "é"])
def test_a_single_word_in_windows_1252(word: str) -> None:
    assert to_text(word.encode("cp1252")) == word


def test_utf8_with_a_broken_byte_stays_utf8() -> None:
    assert to_text(TEXT.encode()[:-1] + b"\xff\n") == TEXT[:-1] + "\ufffd\n"


def test_utf8_cut_in_the_middle_of_a_character() -> None:
    assert to_text((TEXT + "Ü").encode()[:-1]) == TEXT + "\ufffd"


def test_a_wrong_label_loses_against_valid_utf8() -> None:
    assert to_text(TEXT.encode(), declared="iso-8859-1") == TEXT


def test_a_label_decides_where_the_bytes_leave_it_open() -> None:
    assert to_text("Łódź i Wrocław".encode("iso-8859-2"), declared="iso-8859-2") == "Łódź i Wrocław"


@pytest.mark.parametrize("label", ["no-such-encoding", "hex", "undefined", "utf-8\x00", ""])
def test_a_nonsense_label_is_ignored(label: str) -> None:
    assert to_text(TEXT.encode("cp1252"), declared=label) == TEXT


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "a PDF"),
        (b"PK\x03\x04\x14\x00", "office document"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (bytes(range(256)) * 4, "binary"),
        (b"\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00\x00", "binary"),
    ],
)
def test_binary_data_is_refused_with_its_kind(data: bytes, what: str) -> None:
    with pytest.raises(UnreadableError, match=what):
        to_text(data)


def test_damaged_utf16_is_refused() -> None:
    with pytest.raises(UnreadableError, match="damaged UTF-16"):
        to_text(codecs.BOM_UTF16_LE + b"\x00\xd8" * 500)


@settings(deadline=None)  # a busy machine is no fault
@given(st.binary(max_size=400))
@example(b"\xff\xfe\x00")
@example(b"\xff\xfe\x00\x00\x00")
@example(b"\x00")
@example("Mu\u0308ller".encode("utf-16-le"))
def test_any_bytes_give_storable_text_or_a_reason(data: bytes) -> None:
    try:
        text = to_text(data)
    except UnreadableError as error:
        assert str(error)
    else:
        assert text.encode("utf-8").decode("utf-8") == text
        assert unicodedata.is_normalized("NFC", text)
        assert not set(text) & set("\r\x00\ufeff\xad\u2028")


@settings(deadline=None)  # a busy machine is no fault
@given(st.text())
def test_normalised_text_stays_as_it_is(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once


def test_line_ends_blanks_and_invisible_characters() -> None:
    assert normalise("a\r\nb\rc\u2028d\x0ce\x85f") == "a\nb\nc\nd\ne\nf"
    assert normalise("IHK\u00a0Cottbus\u202fe.\u2009V.\tx") == "IHK Cottbus e. V.\tx"
    assert normalise("Spree\u00adwald\u200b GmbH\x00 \u202eelur") == "Spreewald GmbH elur"


def test_decomposed_umlauts_are_composed() -> None:
    assert normalise("Mu\u0308ller, A\u0308rzte") == "Müller, Ärzte"


def test_lone_surrogates_become_replacement_characters() -> None:
    assert normalise("a\ud800b\udfffc") == "a\ufffdb\ufffdc"


def test_layout_stays() -> None:
    text = "  Titel  \n\n\n Außenwirt-\nschaft "
    assert normalise(text) == text


def test_a_title_is_one_line_of_bounded_length() -> None:
    assert single_line(" Ein\nTitel \x00 mit\u00a0Lücken ") == "Ein Titel mit Lücken"
    assert single_line(" \n ") is None
    assert len(single_line("x" * 10_000) or "") == 500
