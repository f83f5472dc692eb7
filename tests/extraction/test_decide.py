from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from handelsgraph.extraction.decide import Decide, confident, probable, shifted
from handelsgraph.extraction.encoder import Encoded
from handelsgraph.extraction.model import Meta, Model
from handelsgraph.extraction.state import Claim


def test_a_half_leaves_the_tuned_thresholds() -> None:
    assert shifted(0.35, None) == 0.35
    assert shifted(0.35, 0.5) == pytest.approx(0.35)
    assert shifted(0.35, 0) == 0
    assert shifted(0.35, 1) == 1


@given(st.floats(0.05, 0.95), st.floats(0.01, 0.99), st.floats(0.01, 0.99))
def test_a_higher_choice_never_lowers_a_threshold(tuned: float, low: float, high: float) -> None:
    low, high = sorted((low, high))
    assert shifted(tuned, low) <= shifted(tuned, high)


def test_each_relation_has_its_own_threshold() -> None:
    claims = [Claim(0, "MET", 1, 0.4, 0.0), Claim(0, "VISITED", 1, 0.4, 0.0)]
    assert [c.type for c in probable(claims, {"MET": 0.3, "VISITED": 0.5}, None)] == ["MET"]


def test_without_a_fit_a_confidence_is_the_probability() -> None:
    assert Meta.__dataclass_fields__["confidence"].default == (1.0, 0.0)
    for probability in (0.0, 1e-300, 0.3, 0.999, 1.0):
        assert confident(probability, 1.0, 0.0) == pytest.approx(probability)


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0.1, 5), st.floats(-3, 3))
def test_the_more_probable_is_never_the_less_confident(one: float, other: float, scale: float, shift: float) -> None:
    low, high = sorted((one, other))
    assert 0 <= confident(low, scale, shift) <= confident(high, scale, shift) <= 1


def test_confidence_does_not_change_what_is_given_and_is_fitted_once() -> None:
    packaged = Model.load()
    meta = replace(packaged.meta, thresholds={"MET": 0.5}, confidence=(0.5, -1.0))
    doc = spacy.blank("de")("Sie trafen sich.")
    doc._.encoded = Encoded(Model(packaged.folder, meta, 1), [], [], np.zeros(0, np.int64), 0)
    given, weighed, neither = (Claim(0, "MET", n, p, 0.0, sentence=0) for n, p in ((1, 0.6), (2, 0.2), (3, 0.06)))
    doc._.claims = [given, weighed, neither]
    Decide()(doc)
    assert doc._.claims == [given]  # 0.6 reaches the threshold, though its confidence does not
    assert doc._.weighed == [given, weighed]
    odds = np.sqrt(0.6 / 0.4) / np.e
    assert given.probability == pytest.approx(odds / (1 + odds))
    assert given.probability > weighed.probability > neither.probability


def test_the_packaged_model_has_a_fitted_confidence() -> None:
    scale, shift = Model.load().meta.confidence
    assert 0 < scale < 1  # end to end, high probabilities promise too much
    assert confident(0.9, scale, shift) < 0.8
