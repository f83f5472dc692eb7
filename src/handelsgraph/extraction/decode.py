"""From the tagger's log-probabilities to spans: mean over overlapping windows, best BIO path, spans."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from handelsgraph.extraction.labels import TAGS, split_tag
from handelsgraph.extraction.pieces import Window

FloatArray = npt.NDArray[np.float32]


class Span(NamedTuple):
    """A mention as word numbers, end exclusive."""

    start: int
    end: int
    label: str
    kind: str


def average(windows: Sequence[Window], arrays: Sequence[FloatArray]) -> FloatArray:
    """Join per-window rows [W_i, ...] to rows of the text's words.

    Where windows overlap, the row further from its window's border counts more: there the encoder had context on both
    sides.
    """
    count = max((w.offset + len(w.words) for w in windows), default=0)
    shape = arrays[0].shape[1:] if arrays else ()
    total, mass = np.zeros((count, *shape), np.float32), np.zeros(count, np.float32)
    for window, array in zip(windows, arrays, strict=True):
        index = np.arange(len(window.words))
        weight = np.minimum(np.minimum(index + 1, index[::-1] + 1), 64).astype(np.float32)
        at = slice(window.offset, window.offset + len(index))
        total[at] += array * weight.reshape(-1, *[1] * len(shape))
        mass[at] += weight
    return (total / np.maximum(mass, 1e-9).reshape(-1, *[1] * len(shape))).astype(np.float32)


def viterbi(log_probs: FloatArray, bias: FloatArray | None = None) -> list[int]:
    """Find the best tag path [W] in which an I tag follows only the B or I of its own name."""
    scores = log_probs if bias is None else log_probs + bias
    if not len(scores):
        return []
    begin = np.arange(1, len(TAGS), 2)  # tags are O, B, I, B, I, ... (labels.py)
    inside = begin + 1
    best = scores[0].copy()
    best[inside] = -1e9  # a text cannot start inside a mention
    steps = []
    for row in scores[1:]:
        back = np.full(len(TAGS), int(best.argmax()))
        back[inside] = np.where(best[inside] >= best[begin], inside, begin)
        steps.append(back)
        best = best[back] + row
    path = [int(best.argmax())]
    for back in reversed(steps):
        path.append(int(back[path[-1]]))
    return path[::-1]


def spans(tags: Iterable[int]) -> list[Span]:
    """Turn a tag sequence into spans; an I that continues nothing opens a span of its own."""
    out: list[Span] = []
    open_name = ""
    for index, tag in enumerate(tags):
        name = TAGS[tag]
        if name == "O":
            open_name = ""
        elif name[0] == "I" and name[2:] == open_name:
            out[-1] = out[-1]._replace(end=index + 1)
        else:
            out.append(Span(index, index + 1, *split_tag(name)))
            open_name = name[2:]
    return out


def within(window: Window, mentions: Sequence[Span]) -> list[tuple[int, Span]]:
    """Select the mentions that lie wholly in the window: number in the list, span in the window's own word numbers."""
    low, high = window.offset, window.offset + len(window.words)
    return [
        (number, m._replace(start=m.start - low, end=m.end - low))
        for number, m in enumerate(mentions)
        if low <= m.start and m.end <= high
    ]
