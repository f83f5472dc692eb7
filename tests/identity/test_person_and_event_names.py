"""Names of persons and events."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handelsgraph.identity.event_names import fold_event
from handelsgraph.identity.person_names import fold_person, is_frequent_name, is_surname


@given(st.text(max_size=60), st.none() | st.dates().map(str))
def test_folding_never_fails(name, date):
    assert isinstance(fold_person(name), str)
    assert isinstance(fold_event(name, date), tuple)


@pytest.mark.parametrize(
    ("form", "folded"),
    [
        ("Dr. Anna Behr", "anna behr"),
        ("Prof. Dr.-Ing. Anna Behr", "anna behr"),
        ("Herr Xue", "xue"),
        ("OB Weichel", "weichel"),
        ("Landrätin Anna Behr (parteilos)", "anna behr"),
        ("Anna Hoffmann-Behr", "anna hoffmann-behr"),
        ("Hou Zhigang", "hou zhigang"),
        ("Anna Behr, MBA", "anna behr"),
    ],
)
def test_titles_and_offices_are_no_part_of_a_name(form, folded):
    assert fold_person(form) == folded


def test_a_double_surname_is_one_word():
    assert is_surname(fold_person("Frau Hoffmann-Behr"))
    assert not is_surname(fold_person("Anna Behr"))


def test_frequent_names():
    assert is_frequent_name(fold_person("Michael Müller"))
    assert is_frequent_name(fold_person("Dr. Wei Wang"))
    assert is_frequent_name(fold_person("Wang Wei"))
    assert not is_frequent_name(fold_person("Maik Schmeichel"))
    assert not is_frequent_name(fold_person("Michael Kretschmer"))


@pytest.mark.parametrize(
    ("name", "date", "folded", "vague"),
    [
        (
            "Besuch der Delegation aus Tongling in Perleberg Juni 2013",
            None,
            "besuch der delegation aus tongling in perleberg 2013-06",
            False,
        ),
        (
            "Besuch der Delegation aus Tongling in Perleberg",
            "2013-06-10",
            "besuch der delegation aus tongling in perleberg 2013-06",
            False,
        ),
        (
            "Besuch der Delegation aus Tongling in Perleberg",
            None,
            "besuch der delegation aus tongling in perleberg",
            True,
        ),
        ("Besuch der Delegation aus Tongling", "2013", "besuch der delegation aus tongling 2013", True),
        ("Hannover Messe 2019", None, "hannover messe 2019", False),
        ("Hannover Messe", "2019-04-01", "hannover messe 2019", False),
        ("Hannover Messe", None, "hannover messe", True),
        ("Treffen", "2019-04-01", "treffen 2019-04", True),
        ("die Delegationsreise", "2019-04-01", "die delegationsreise 2019-04", True),
    ],
)
def test_events_need_a_date_and_a_telling_word(name, date, folded, vague):
    assert fold_event(name, date) == (folded, vague)
