"""Words that the model is not shown: it reads on as if they were not there, and numbers stay those of the text."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from handelsgraph.extraction.encoder import Encoded
from handelsgraph.extraction.furniture_rules import furniture_stretches
from handelsgraph.extraction.labels import TAG_ID, TAGS
from handelsgraph.extraction.model import WEIGHTS, Model, Tagging
from handelsgraph.extraction.pieces import Pieces, outside
from handelsgraph.extraction.state import Found
from handelsgraph.reading import MentionKind
from handelsgraph.schema import Label

PIECES = Pieces(WEIGHTS / "tokenizer.json")
HEAD = "Startseite › Presse › Archiv\nDrucken\nTeilen: Facebook | LinkedIn | Xing\n"


def test_a_window_joins_what_stands_around_the_skipped_words() -> None:
    text = "Die Kammer reist.\nFoto: privat\nSie traf Firmen."
    start = text.index("Foto")
    (window,) = PIECES.windows(text, skip=[(start, start + len("Foto: privat"))])
    (plain,) = PIECES.windows("Die Kammer reist.\nSie traf Firmen.")
    assert window.ids.tolist() == plain.ids.tolist()
    assert [text[a:b] for a, b in window.words] == ["Die", "Kammer", "reist", ".", "Sie", "traf", "Firmen", "."]


@given(st.lists(st.booleans(), max_size=30))
def test_outside_keeps_the_words_of_no_stretch(kept: list[bool]) -> None:
    spans = [(10 * n, 10 * n + 5) for n in range(len(kept))]
    skip = [span for span, keep in zip(spans, kept, strict=True) if not keep]
    assert outside(spans, skip).tolist() == [n for n, keep in enumerate(kept) if keep]


def encoded(shown: list[int], words: int) -> Encoded:
    (window,) = PIECES.windows(" ".join(["Wort"] * len(shown)))
    rows = np.log(np.full((len(shown), len(TAGS)), 1 / len(TAGS), np.float32))
    tagging = Tagging(rows, np.zeros((1, 1), np.float32), np.full(len(shown), 0.25, np.float32))
    return Encoded(Model.load(), [window], [tagging], np.array(shown), words)


def test_what_is_not_shown_is_furniture_without_a_tag() -> None:
    found = encoded([0, 3, 4], 6)
    assert found.furniture().tolist() == [0.25, 1, 1, 0.25, 0.25, 1]
    sure = found.log_probs().argmax(1) == TAG_ID["O"]
    assert sure[[1, 2, 5]].all()
    assert np.exp(found.log_probs()[1]).sum() == pytest.approx(1, abs=1e-3)


def test_mentions_in_numbers_of_shown_words() -> None:
    mention = Found(3, 5, "A B", Label.COMPANY, MentionKind.NAME, 0.9)
    (span,) = encoded([0, 3, 4], 6).spans([mention])
    assert (span.start, span.end) == (1, 3)


def test_only_long_furniture_is_skipped() -> None:
    text = HEAD + "\nEine Delegation der Kammer besuchte am Montag das Werk in Breslau und sprach mit der Leitung.\n"
    assert furniture_stretches(text, least=100) == []
    ((start, end),) = furniture_stretches(text, least=3)
    assert text[start:end] == HEAD.strip()
