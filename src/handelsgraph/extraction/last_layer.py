"""What the upper layers say of a window, kept for a second question about the same mentions.

A window is asked about twice: what its references stand for, and, once there are clusters, what holds between them. Of
the attention only the mentions' rows are read, a few per cent of it. So they are kept, and the rest is filled with
zeros when it is asked for: memory that nobody touches costs nothing.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from handelsgraph.extraction.pieces import IntArray

FloatArray = npt.NDArray[np.float32]
Compute = Callable[[], tuple[FloatArray, FloatArray]]


@dataclass(frozen=True, slots=True)
class _Last:
    """The answer to one question: T pieces, M mentions, A attention heads."""

    marks: IntArray  # [T] where the mentions are
    rows: IntArray  # [M] their first pieces
    states: npt.NDArray[np.floating[Any]]  # [T, H], as precise as the lower states
    looks: FloatArray  # [A, M, T]


class LastLayer:
    """Answers by the lower states they came from; an answer goes when those do. May be shared by threads."""

    def __init__(self) -> None:
        self._answers: dict[int, _Last] = {}

    def __len__(self) -> int:
        return len(self._answers)

    def get(
        self, states: npt.NDArray[np.floating[Any]], marks: IntArray, rows: IntArray, compute: Compute
    ) -> tuple[FloatArray, FloatArray]:
        """Return the last states [T, H], and the attention [A, T, T] as far as the mentions' rows go.

        `compute` is called unless the same was asked of these lower states just before.
        """
        kept = self._answers.get(id(states))
        if kept is None:
            weakref.finalize(states, self._answers.pop, id(states), None)
        if kept is None or not (np.array_equal(kept.marks, marks) and np.array_equal(kept.rows, rows)):
            last, attention = compute()
            kept = _Last(marks, rows, last.astype(states.dtype, copy=False), attention[:, rows])
            self._answers[id(states)] = kept
        heads, _, pieces = kept.looks.shape
        attention = np.zeros((heads, pieces, pieces), np.float32)
        attention[:, rows] = kept.looks
        return kept.states.astype(np.float32, copy=False), attention
