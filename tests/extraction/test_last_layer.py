"""The upper layers run once for a window and its mentions, and their answer goes with the window's states."""

from __future__ import annotations

import gc
from typing import Any

import numpy as np
import pytest

from handelsgraph.extraction.last_layer import LastLayer
from handelsgraph.extraction.model import Model

TEXT = "Die Spreetal Klärtechnik GmbH aus Luckau empfing am Dienstag eine Delegation der Huaxin Water Limited."
MENTIONS = [(1, 4, "Company", "name"), (5, 6, "City", "name"), (11, 14, "Company", "name")]


class Counted:
    """Stands in for the upper layers: 6 pieces, 2 attention heads, states of 4."""

    def __init__(self) -> None:
        self.calls = 0
        chance = np.random.default_rng(1)
        self.last = chance.random((6, 4), np.float32)
        self.attention = chance.random((2, 6, 6), np.float32)

    def __call__(self) -> tuple[Any, Any]:
        self.calls += 1
        return self.last, self.attention


def test_an_answer_is_kept_as_long_as_the_states() -> None:
    layer, upper, marks, rows = LastLayer(), Counted(), np.array([0, 1, 2, 0, 3, 0]), np.array([1, 4])
    states = np.zeros((6, 4), np.float32)
    for _ in range(2):
        last, attention = layer.get(states, marks, rows, upper)
        assert np.array_equal(last, upper.last)
        assert np.array_equal(attention[:, rows], upper.attention[:, rows])
        assert not attention[:, [0, 2, 3, 5]].any()
    assert (upper.calls, len(layer)) == (1, 1)
    del states
    gc.collect()
    assert len(layer) == 0


def test_other_mentions_and_other_states_are_asked_anew() -> None:
    layer, upper, rows = LastLayer(), Counted(), np.array([1])
    one, other = np.zeros((2, 6, 4), np.float32)
    layer.get(one, np.array([0, 1, 0, 0, 0, 0]), rows, upper)
    layer.get(one, np.array([0, 1, 2, 0, 0, 0]), rows, upper)
    layer.get(one, np.array([0, 1, 2, 0, 0, 0]), np.array([1, 2]), upper)
    layer.get(other, np.array([0, 1, 2, 0, 0, 0]), np.array([1, 2]), upper)
    assert (upper.calls, len(layer)) == (4, 2)


def test_states_in_half_precision_are_kept_so_and_given_in_full() -> None:
    layer, upper = LastLayer(), Counted()
    states = np.zeros((6, 4), np.float16)
    for _ in range(2):
        last, _ = layer.get(states, np.zeros(6, np.int64), np.array([2]), upper)
        assert last.dtype == np.float32
        assert np.array_equal(last, upper.last.astype(np.float16))


@pytest.mark.slow
def test_the_packaged_model_runs_its_upper_layers_once(monkeypatch: pytest.MonkeyPatch) -> None:
    model = Model.load()
    asked: list[str] = []
    infer = model._infer

    def listen(name: str, inputs: Any) -> Any:
        asked.append(name)
        return infer(name, inputs)

    monkeypatch.setattr(model, "_infer", listen)
    (window,) = model.windows(TEXT)
    states = model.tag(window).states
    first = model.relate(window, states, MENTIONS, [])
    second = model.relate(window, states, MENTIONS, [("Company", [0]), ("City", [1]), ("Company", [2])])
    assert asked == ["lower", "upper", "heads", "heads"]
    assert np.array_equal(first.antecedents, second.antecedents)
    again = model.relate(window, states.copy(), MENTIONS, [("Company", [0]), ("City", [1]), ("Company", [2])])
    assert asked[4:] == ["upper", "heads"]
    assert np.array_equal(second.holds, again.holds)
