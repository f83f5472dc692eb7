from __future__ import annotations

import pytest

from handelsgraph.evaluation.calibration import Bin, calibration
from handelsgraph.evaluation.figures import interval
from handelsgraph.evaluation.score import Count


def test_bins_and_the_expected_error() -> None:
    found = calibration([(0.92, True), (0.98, True), (0.95, False), (0.95, False), (0.31, False)])
    assert found is not None
    low, high = found.bins
    assert low == Bin(0.3, 0.4, 1, pytest.approx(0.31), 0.0)
    assert high == Bin(0.9, 1.0, 4, pytest.approx(0.95), 0.5)
    # 1 of 5 is off by 0.31, 4 of 5 by 0.45
    assert found.error == pytest.approx(0.2 * 0.31 + 0.8 * 0.45)


def test_a_confidence_of_one_is_in_the_last_bin() -> None:
    found = calibration([(1.0, True)])
    assert found is not None
    assert (found.bins[0].low, found.error) == (0.9, 0)


def test_nothing_is_not_calibrated() -> None:
    assert calibration([]) is None


def test_the_interval_is_the_same_every_time_and_holds_the_figure() -> None:
    articles = [Count(8, 2, 2), Count(3, 3, 3), Count(5, 0, 5), Count(1, 4, 2)]
    low, high = interval(articles)
    assert interval(articles) == (low, high)
    assert low < 2 * 17 / (2 * 17 + 9 + 12) < high
    assert interval([Count(1, 1, 0)] * 5) == (pytest.approx(2 / 3), pytest.approx(2 / 3))
