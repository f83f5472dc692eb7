from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handelsgraph.extraction.decide import probable, shifted
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
