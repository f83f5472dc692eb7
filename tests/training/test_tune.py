"""What is fitted end to end on held-out articles."""

from __future__ import annotations

import random

import pytest

from handelsgraph.extraction.decide import confident
from training.evaluate import Key
from training.tune import confidence_of, thresholds_of


def made() -> tuple[dict[Key, float], dict[Key, bool]]:
    """Statements of all probabilities, and those that are right: fewer than the probabilities promise."""
    rng = random.Random(4)
    found: dict[Key, float] = {("a", "MET", "x", f"y{n}"): rng.uniform(0.05, 0.99) for n in range(4000)}
    return found, {key: False for key, p in found.items() if rng.random() < confident(p, 0.8, -1.0)}


def test_the_confidence_is_the_share_that_is_right() -> None:
    found, required = made()
    scale, shift = confidence_of(found, required, set())
    assert scale == pytest.approx(0.8, abs=0.1)
    assert shift == pytest.approx(-1.0, abs=0.1)


def test_optional_and_hardly_considered_statements_say_nothing_about_it() -> None:
    found, required = made()
    optional: dict[Key, float] = {("b", "MET", "x", f"y{n}"): 0.9 for n in range(4000)}
    weak: dict[Key, float] = {("c", "MET", "x", f"y{n}"): 0.04 for n in range(4000)}
    assert confidence_of(found | optional | weak, required, set(optional)) == confidence_of(found, required, set())


def test_confidences_that_say_nothing_are_left_as_they_are() -> None:
    found, _ = made()
    turned = {key: False for key, p in found.items() if p < 0.5}
    assert confidence_of(found, turned, set()) == [1.0, 0.0]
    assert confidence_of({}, {}, set()) == [1.0, 0.0]


def test_a_missed_relation_counts_against_recall() -> None:
    found: dict[Key, float] = {("a", "MET", "x", "y"): 0.9, ("a", "MET", "x", "z"): 0.1}
    required: dict[Key, bool] = {("a", "MET", "x", "y"): False, ("a", "VISITED", "x", "v"): True}
    figures = thresholds_of(found, required, set())
    assert (figures["precision"], figures["recall"]) == (1.0, 0.5)
