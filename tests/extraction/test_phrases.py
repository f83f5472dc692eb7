from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handelsgraph.extraction.phrases import TOKEN, contracted, folded


@pytest.mark.parametrize(
    ("sentence", "short"),
    [
        ("Im Rathaus wartete der Präsident der ⟨B2⟩, Dr. ⟨P1⟩.", "In dem Rathaus wartete ⟨P1⟩."),
        ("⟨P1⟩, Geschäftsführerin der ⟨B2⟩ in ⟨L3⟩, traf ⟨P4⟩.", "⟨P1⟩ traf ⟨P4⟩."),
        ("⟨B1⟩-Chef ⟨P2⟩ und Bürgermeisterin ⟨P3⟩ kamen.", "⟨P2+3⟩ kamen."),
        ("Eine zehnköpfige Delegation aus ⟨L1⟩ unter Leitung von ⟨P2⟩ kam.", "⟨M1+2⟩ kam."),
        ("Eine Abordnung der ⟨B1⟩ kam zur ⟨B2⟩ mit Sitz in ⟨L3⟩.", "⟨B1⟩ kam zu ⟨B2⟩."),
        ("Die ⟨B1⟩ (⟨L2⟩), die ⟨B3⟩ und die in ⟨L4⟩ ansässige ⟨B5⟩ kamen.", "⟨B1+3+5⟩ kamen."),
        ("Begrüßt wurde ⟨P1⟩ von der ⟨B2⟩.", "Begrüßt wurde ⟨P1⟩ von ⟨B2⟩."),
    ],
)
def test_noun_phrases_shrink_to_the_mentions_they_are_about(sentence: str, short: str) -> None:
    assert folded(contracted(sentence))[0] == short


def test_relative_clauses_are_left_out_of_a_second_version() -> None:
    sentence = "⟨P1⟩, der seit zehn Jahren in ⟨L2⟩ lebt, besuchte ⟨B3⟩."
    assert folded(sentence) == [sentence, "⟨P1⟩ besuchte ⟨B3⟩."]


WORDS = ["der", "die", "und", ",", "von", "aus", "in", "Firma", "Präsident", "Delegation", "traf", "neue", "(", ")"]
TOKENS = [f"⟨{letter}{number}⟩" for number, letter in enumerate("PPBBLLEAplb", 1)]


@given(st.lists(st.sampled_from([*WORDS, *TOKENS]), max_size=25))
def test_folding_invents_no_mention_and_breaks_none(words: list[str]) -> None:
    sentence = " ".join(words)
    given_numbers = {number for _, numbers in TOKEN.findall(sentence) for number in numbers.split("+")}
    for text in folded(contracted(sentence)):
        kept = {number for _, numbers in TOKEN.findall(text) for number in numbers.split("+")}
        assert kept <= given_numbers
        assert TOKEN.sub("", text).count("⟨") == 0
