"""What hangs together, and which of it comes first."""

from __future__ import annotations

from functools import cache

import copy_texts
from hypothesis import given
from hypothesis import strategies as st

from handelsgraph.copies import Groups, components, order, wording

TEXTS = [*copy_texts.CHAIN, *copy_texts.EDITED, copy_texts.template(1)]
known = cache(wording)


@given(st.permutations(range(len(TEXTS))))
def test_the_order_of_the_texts_does_not_matter(names: list[int]) -> None:
    found = components({f"{name}": known(text) for name, text in zip(names, TEXTS, strict=True)}).sets()
    assert sorted(found, key=len) == [{f"{names[-1]}"}, {f"{name}" for name in names[:-1]}]


def test_without_the_one_between_them_they_are_apart() -> None:
    note, _, other = copy_texts.CHAIN
    assert len(components({"note": wording(note), "other": wording(other)}).sets()) == 2


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9))))
def test_sets_are_what_pairs_join(pairs: list[tuple[int, int]]) -> None:
    groups = Groups()
    reach = {n: {n} for n in range(10)}
    for one, other in pairs:
        groups.join((str(one), str(other)))
        for member in reach[one] | reach[other]:
            reach[member] = reach[one] | reach[other]
    for one in range(10):
        for other in range(10):
            assert (groups.find(str(one)) == groups.find(str(other))) is (other in reach[one])


def test_the_first_published_comes_first_and_what_has_no_date_last() -> None:
    days = ["2018-12-31", "2019-11-02", "2019-11", "2019", "2020-01-01", None]
    assert [day for _, day in sorted((order(day, "u"), day) for day in days)] == days
    assert order("2019", "u:a") < order("2019", "u:b")
