"""Windows over a text: nothing lost, offsets true, work bounded."""

import time
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handelsgraph.extraction.model import WEIGHTS
from handelsgraph.extraction.pieces import LIMIT, SIZE, WORD, Pieces


@pytest.fixture(scope="module")
def pieces() -> Pieces:
    return Pieces(WEIGHTS / "tokenizer.json")


PIECES = Pieces(WEIGHTS / "tokenizer.json")  # hypothesis wants no fixture


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(codec="utf-8"), max_size=300), st.integers(1, 12))
def test_every_word_is_in_a_window_with_true_offsets(text: str, repeat: int) -> None:
    text = (text + " ") * repeat
    words = [match.span() for match in WORD.finditer(text)]
    windows = PIECES.windows(text)
    seen: dict[int, tuple[int, int]] = {}
    for window in windows:
        assert len(window.ids) <= SIZE
        assert len(window.first) == len(window.words) == len(window.sentence) == len(window.line)
        assert (window.last >= window.first).all()
        assert (np.diff(window.first) > 0).all()
        seen |= {window.offset + n: span for n, span in enumerate(window.words)}
    assert seen == dict(enumerate(words))


def test_long_texts_overlap_at_sentence_starts(pieces: Pieces) -> None:
    text = "Die Kammer reist im Mai nach Polen und trifft dort Unternehmen. " * 120
    windows = pieces.windows(text)
    assert len(windows) > 2
    for before, after in pairwise(windows):
        end = before.offset + len(before.words)
        assert after.offset < end
        assert text[after.words[0][0] :].startswith("Die Kammer")


def test_line_breaks_are_separators_and_count_as_lines(pieces: Pieces) -> None:
    (window,) = pieces.windows("Erste Zeile\n\nZweite")
    assert (window.ids == pieces.separator).sum() == 2
    assert window.line.tolist() == [0, 0, 2]
    assert window.sentence.tolist() == [0, 0, 1]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Prof. Dr. Behr kam am 3. Mai. Er blieb.", 2),
        ("„Das ist gut.“ Danach fuhr er heim.", 2),
        ("Der Umsatz stieg auf 3,5 Mio. Euro! Warum? Niemand weiß es", 3),
        ("J. Müller und die A. B. GmbH", 1),
    ],
)
def test_sentences(pieces: Pieces, text: str, sentences: int) -> None:
    (window,) = pieces.windows(text)
    assert window.sentence[-1] + 1 == sentences


@pytest.mark.slow
@pytest.mark.parametrize("text", ["x" * 20_000_000, "Wort. " * 3_000_000, "ä." * 10_000_000, " " * 20_000_000])
def test_twenty_megabytes_in_one_line_take_seconds(pieces: Pieces, text: str) -> None:
    began = time.process_time()
    windows = pieces.windows(text)
    assert len(windows) <= LIMIT
    assert time.process_time() - began < 5


def test_a_control_character_has_a_piece(pieces: Pieces) -> None:
    (window,) = pieces.windows("a \x01 b")
    assert len(window.words) == 3
    assert window.ids[window.first[1]] == pieces.unknown
