"""Features of pairs against a plain computation."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from handelsgraph.extraction.labels import GROUP_ID, KINDS, LABELS
from handelsgraph.extraction.pair_features import BUCKETS, COLUMNS, SIDES, features

EVERY = np.ones((len(LABELS), len(LABELS)), bool)


@st.composite
def articles(draw: st.DrawFn) -> tuple[list, list, np.ndarray]:
    gaps = draw(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 4)), min_size=1, max_size=12))
    mentions, at = [], 0
    for gap, length in gaps:
        at += gap
        mentions.append((at, at + length, draw(st.sampled_from(LABELS)), draw(st.sampled_from(KINDS))))
        at += length
    owner = [draw(st.integers(0, 4)) for _ in mentions]
    groups = [[n for n, o in enumerate(owner) if o == k] for k in sorted(set(owner))]
    entities = [(mentions[own[0]][2], own) for own in groups]
    sentence = np.cumsum([draw(st.integers(0, 1)) for _ in range(at + 3)])
    return mentions, entities, sentence


@settings(max_examples=80, deadline=None)
@given(articles())
def test_features_agree_with_a_plain_computation(article: tuple[list, list, np.ndarray]) -> None:
    mentions, entities, sentence = article
    found = features(mentions, entities, sentence, EVERY)
    assert len(found.heads) == len(entities) * (len(entities) - 1)
    assert found.pairs.shape == (len(found.heads), len(COLUMNS))

    def gap(i: int, j: int) -> int:
        return max(0, max(mentions[i][0], mentions[j][0]) - min(mentions[i][1], mentions[j][1]))

    def distance(x: int, y: int) -> int:
        return min(gap(i, j) for i in entities[x][1] for j in entities[y][1])

    for number, (x, y) in enumerate(zip(found.heads.tolist(), found.tails.tolist(), strict=True)):
        row = dict(zip(COLUMNS, found.pairs[number].tolist(), strict=True))
        assert row["near"] % SIDES == np.searchsorted(BUCKETS, distance(x, y), "right")
        group = GROUP_ID[entities[y][0]]
        rivals = [z for z in range(len(entities)) if z not in (x, y) and GROUP_ID[entities[z][0]] == group]
        assert row["rank_tail"] == min(3, sum(distance(x, z) < distance(x, y) for z in rivals))
        assert row["count_head"] == min(3, len(entities[x][1]) - 1)
        shared = {sentence[mentions[i][0]] for i in entities[x][1]} & {sentence[mentions[j][0]] for j in entities[y][1]}
        assert row["together"] == min(3, len(shared))
    for column, rows in enumerate(COLUMNS.values()):
        assert ((found.pairs[:, column] >= 0) & (found.pairs[:, column] < rows)).all()
    assert (found.between[:, 0] <= found.between[:, 1]).all()
    assert (found.around <= len(sentence)).all()


def test_only_allowed_labels_are_paired() -> None:
    allowed = np.zeros_like(EVERY)
    allowed[LABELS.index("Person"), LABELS.index("Agency")] = True
    mentions = [(0, 1, "Agency", "name"), (2, 3, "Person", "name")]
    found = features(mentions, [("Agency", [0]), ("Person", [1])], np.zeros(4, np.int64), allowed)
    assert (found.heads.tolist(), found.tails.tolist()) == ([1], [0])


def test_antecedents_are_asked_of_references_and_events() -> None:
    mentions = [
        (0, 1, "City", "name"),
        (1, 2, "Event", "name"),
        (3, 4, "City", "reference"),
        (4, 5, "City", "adjective"),
    ]
    found = features(mentions, [], np.zeros(6, np.int64), EVERY)
    assert found.ask.tolist() == [1, 2]
    assert len(found.heads) == 0
