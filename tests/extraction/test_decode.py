"""From log-probabilities to spans."""

import numpy as np
import pytest

from handelsgraph.extraction.decode import Span, average, spans, viterbi, within
from handelsgraph.extraction.labels import TAG_ID, TAGS
from handelsgraph.extraction.pieces import Window


def window(offset: int, words: int) -> Window:
    row = np.arange(words)
    return Window(row, row, row, [(n, n + 1) for n in range(words)], row * 0, row * 0, offset)


def log_probs(*rows: dict[str, float]) -> np.ndarray:
    out = np.full((len(rows), len(TAGS)), -20.0, np.float32)
    for row, tags in zip(out, rows, strict=True):
        for tag, p in tags.items():
            row[TAG_ID[tag]] = np.log(p)
    return out


def test_tags_begin_and_continue_in_turn() -> None:
    assert TAGS[0] == "O"
    for begin, inside in zip(TAGS[1::2], TAGS[2::2], strict=True):
        assert begin == "B" + inside[1:]
        assert inside[0] == "I"


def test_viterbi_never_continues_what_did_not_begin() -> None:
    found = viterbi(
        log_probs(
            {"I-City": 0.9, "B-City": 0.1},
            {"I-City": 0.8, "O": 0.2},
            {"I-Person": 0.6, "O": 0.4},
            {"B-Person": 0.9},
            {"I-Person": 0.9},
        )
    )
    assert spans(found) == [Span(0, 2, "City", "name"), Span(3, 5, "Person", "name")]


def test_viterbi_agrees_with_exhaustive_search() -> None:
    rng = np.random.default_rng(3)
    scores = rng.normal(size=(4, len(TAGS))).astype(np.float32)
    few = [0, 1, 2, 3, 4]
    scores[:, 5:] = -50

    def allowed(path: list[int]) -> bool:
        names = [TAGS[t] for t in path]
        return all(
            n[0] != "I" or (i > 0 and names[i - 1][0] != "O" and names[i - 1][2:] == n[2:]) for i, n in enumerate(names)
        )

    paths = [[a, b, c, d] for a in few for b in few for c in few for d in few]
    best = max((p for p in paths if allowed(p)), key=lambda p: sum(scores[i, t] for i, t in enumerate(p)))
    assert viterbi(scores) == best


def test_the_bias_brings_out_what_is_nearly_said() -> None:
    row = log_probs({"O": 0.7, "B-Event": 0.3})
    bias = np.zeros(len(TAGS), np.float32)
    bias[TAG_ID["B-Event"]] = 1.5
    assert spans(viterbi(row)) == []
    assert spans(viterbi(row, bias)) == [Span(0, 1, "Event", "name")]


def test_average_weighs_by_distance_from_the_border() -> None:
    joined = average([window(0, 4), window(2, 4)], [np.zeros(4, np.float32), np.ones(4, np.float32)])
    assert joined[:2] == pytest.approx([0, 0])
    assert joined[4:] == pytest.approx([1, 1])
    assert 0 < joined[2] < joined[3] < 1


def test_within_renumbers_whole_spans_only() -> None:
    mentions = [Span(0, 2, "City", "name"), Span(3, 5, "City", "name"), Span(5, 7, "City", "name")]
    assert within(window(3, 3), mentions) == [(1, Span(0, 2, "City", "name"))]


def test_nothing_gives_nothing() -> None:
    assert viterbi(np.zeros((0, len(TAGS)), np.float32)) == []
    assert len(average([], [])) == 0
