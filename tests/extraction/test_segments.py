from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

spacy = pytest.importorskip("spacy")

from handelsgraph.extraction import segments, words  # noqa: E402

NLP = spacy.blank("de")
NLP.tokenizer = words.WordTokenizer(NLP.vocab)


def split(text: str) -> list[str]:
    doc = segments.Segments()(NLP.make_doc(text))
    assert doc.text == text
    return [text[a:b] for a, b in doc._.sentences.spans]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Er kam. Sie ging.", ["Er kam.", "Sie ging."]),
        (
            "Vom 10. bis 18. September reiste Dr. Behr nach China.",
            ["Vom 10. bis 18. September reiste Dr. Behr nach China."],
        ),
        ("Das war am 3. Oktober. Die Firma blieb.", ["Das war am 3. Oktober.", "Die Firma blieb."]),
        ("Es blieb bis zum 12. Die Gäste reisten ab.", ["Es blieb bis zum 12.", "Die Gäste reisten ab."]),
        ("„Das geht.“ Er lachte.", ["„Das geht.“", "Er lachte."]),
        ("„Das geht!“, sagte er.", ["„Das geht!“, sagte er."]),
        ("J. Müller und K. Weber kamen.", ["J. Müller und K. Weber kamen."]),
        ("Titel ohne Punkt\nErster Satz.", ["Titel ohne Punkt", "Erster Satz."]),
        ("Umsatz: 3,5 Mio. Euro. Gewinn: keiner.", ["Umsatz: 3,5 Mio. Euro.", "Gewinn: keiner."]),
    ],
)
def test_german_sentences(text: str, sentences: list[str]) -> None:
    assert split(text) == sentences


@given(st.text(alphabet=st.sampled_from("aB1.!? \n\t„“ä-\u00a0"), max_size=120))
def test_sentences_cover_all_words_in_order(text: str) -> None:
    found = split(text)
    assert "".join("".join(s.split()) for s in found) == "".join(text.split())
