"""What is a copy of what."""

from __future__ import annotations

import subprocess
import sys
import unicodedata

import copy_texts
import pytest
from hypothesis import given
from hypothesis import strategies as st

from handelsgraph.copies import are_copies, wording

NOTE, BOTH, OTHER = copy_texts.CHAIN
PARAGRAPHS = NOTE.split("\n\n")


def copies(one: str, other: str) -> bool:
    found = are_copies(wording(one), wording(other))
    assert are_copies(wording(other), wording(one)) is found
    return found


@pytest.mark.parametrize(
    "copy",
    [
        "Yanchenger schauen Pumpenbauern über die Schulter\n\n" + NOTE,
        NOTE.replace("Eine Abordnung", "RATHENOW (hpk) - Eine Abordnung"),
        "Startseite › Wirtschaft\nVon Ines Karge\n" + NOTE + "\n\nFoto: Karge\nTeilen\nDrucken\nKommentare\nImpressum",
        "\n\n".join(PARAGRAPHS[:-1]),
        "\n\n".join([*PARAGRAPHS[:1], *PARAGRAPHS[2:]]),
        NOTE.replace(PARAGRAPHS[1].partition(". ")[0], "Durch die neue Gießerei führte sie Chefin Lodahl"),
        NOTE.replace("Landkreises", "Kreises").replace("stellvertretenden", "zweiten").replace("bislang", "bisher"),
        NOTE.replace("38 Beschäftigte", "39 Beschäftigte").replace("Lodahl", "Lodal"),
        NOTE.upper(),
        " ".join(NOTE.split()),
        unicodedata.normalize("NFD", NOTE),
        NOTE.replace("ä", "ae").replace("ü", "ue").replace("ö", "oe").replace("ß", "ss"),
    ],
    ids=["headline", "place", "furniture", "end cut", "middle cut", "sentence", "words", "corrected", "capitals",
         "lines", "NFD", "ASCII"],
)  # fmt: skip
def test_an_edited_copy_is_one(copy: str) -> None:
    assert copies(NOTE, copy)


@pytest.mark.parametrize("number", range(20))
def test_another_visit_told_in_the_same_sentences_is_none(number: int) -> None:
    assert not copies(NOTE, copy_texts.template(number))


def test_of_a_short_text_no_name_may_be_exchanged() -> None:
    start = " ".join(NOTE.split()[:60])
    assert copies(start, start.replace("besucht", "aufgesucht"))
    assert not copies(start, start.replace("Rathenow", "Premnitz"))


def test_a_common_end_makes_no_copies() -> None:
    assert not copies(NOTE + copy_texts.BOILERPLATE, OTHER + copy_texts.BOILERPLATE)


def test_a_copy_of_both_makes_them_no_copies() -> None:
    assert copies(NOTE, BOTH)
    assert copies(OTHER, BOTH)
    assert not copies(NOTE, OTHER)


def test_short_texts_need_the_same_words_and_tiny_ones_the_same_signs() -> None:
    short = "Der Landrat empfing am Montag acht Gäste aus Peking im Kreishaus."
    assert copies(short, short.upper().replace(" ", "\n"))
    assert not copies(short, short.replace("Montag", "Freitag"))
    assert copies("Der Landrat  kommt.\n", "Der Landrat kommt.")
    assert not copies("Der Landrat kommt.", "Der Landrat kommt!")


@pytest.mark.parametrize("text", ["", "\n\n", "Foto: Karge\nTeilen", "a " * 100, "1 " * 100, "Wort " * 5000])
def test_texts_without_sense_are_copies_of_themselves(text: str) -> None:
    assert copies(text, text)
    assert not copies(text, NOTE)
    assert wording(text).key


@given(st.text(max_size=400), st.text(max_size=400))
def test_any_two_texts_are_compared_alike_in_either_order(one: str, other: str) -> None:
    copies(one, other)
    assert copies(one, one)


@pytest.mark.slow
def test_a_very_long_text_takes_no_longer_than_a_moment() -> None:
    book = " ".join(f"Kapitel {n} erzählt von der Reise Nummer {n * 7}." for n in range(20_000))
    assert copies(book, book + " Ende.")


def test_the_hashes_are_the_same_everywhere() -> None:
    script = f"from handelsgraph.copies import wording; print(wording({NOTE!r}).bands)"
    for seed in ("0", "1"):
        done = subprocess.run(
            [sys.executable, "-c", script], env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
        )
        assert done.stdout.strip() == str(wording(NOTE).bands)
