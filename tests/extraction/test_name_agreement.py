from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handelsgraph.extraction.name_agreement import agree
from handelsgraph.extraction.state import Found
from handelsgraph.reading import MentionKind
from handelsgraph.schema import Label

C, P, T, E = Label.COMPANY, Label.PERSON, Label.CITY, Label.EVENT


def mentions(*forms: tuple[str, Label, float]) -> list[Found]:
    return [Found(n, n + 1, text, label, MentionKind.NAME, sure) for n, (text, label, sure) in enumerate(forms)]


@pytest.mark.parametrize(
    ("forms", "labels"),
    [
        ([("ALFA", T, 0.3), ("ALFA", C, 0.4)], [C, C]),
        ([("Anna Musterfrau", P, 0.9), ("Musterfrau", T, 0.6)], [P, P]),
        ([("Musterstadt", T, 0.9), ("Musterstadts", P, 0.7)], [T, T]),
        ([("Anna Muster", P, 0.9), ("Muster", C, 0.85)], [P, C]),
        ([("Alfa", C, 0.5), ("Alfa", T, 0.5)], [C, T]),
        ([("Alfa", C, 0.5), ("Alfa", C, 0.5), ("Alfa", T, 0.99)], [C, C, T]),
        ([("Alfa", E, 0.3), ("Alfa", C, 0.9)], [E, C]),
    ],
)
def test_the_surer_mention_of_a_name_decides(forms: list[tuple[str, Label, float]], labels: list[Label]) -> None:
    found = mentions(*forms)
    agree(found)
    assert [mention.label for mention in found] == labels


_FORMS = st.tuples(st.sampled_from(["Alfa", "Beta", "Anna Alfa"]), st.sampled_from([C, P, T, E]), st.floats(0.01, 1))


@given(st.lists(_FORMS, max_size=8))
def test_what_the_tagger_is_sure_of_stays_and_no_label_is_new(forms: list[tuple[str, Label, float]]) -> None:
    found = mentions(*forms)
    agree(found)
    given_labels = {label for _, label, _ in forms}
    for mention, (_, label, sure) in zip(found, forms, strict=True):
        assert mention.label in given_labels
        assert mention.label is label or sure < 0.8
