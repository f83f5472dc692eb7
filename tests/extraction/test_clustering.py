from __future__ import annotations

from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from handelsgraph.extraction.clustering import NamedMention, group_names
from handelsgraph.schema import Label


def groups(mentions: Iterable[NamedMention]) -> list[set[str]]:
    mentions = list(mentions)
    text = {m.number: m.text for m in mentions}
    return [{text[n] for n in group.members} for group in group_names(mentions).groups]


def named(*forms: tuple[str, Label], brackets: frozenset[str] = frozenset()) -> list[NamedMention]:
    return [NamedMention(n, form, label, 10 * n, form in brackets) for n, (form, label) in enumerate(forms)]


C, A, P, R = Label.CITY, Label.AGENCY, Label.PERSON, Label.REGION


def test_short_forms_join_the_full_name() -> None:
    found = groups(
        named(
            ("LKT Lausitzer Klärtechnik GmbH", Label.COMPANY),
            ("Anna Behr", P),
            ("LKT", Label.COMPANY),
            ("Behr", P),
            ("Lausitzer Klärtechnik GmbH", Label.COMPANY),
        )
    )
    assert found == [{"LKT Lausitzer Klärtechnik GmbH", "LKT", "Lausitzer Klärtechnik GmbH"}, {"Anna Behr", "Behr"}]


def test_acronym_in_brackets_joins_the_name_before_it() -> None:
    forms = named(("Rat zur Förderung des Handels", A), ("CCPIT", A), brackets=frozenset({"CCPIT"}))
    forms[1] = NamedMention(1, "CCPIT", A, 6, in_brackets=True)
    assert len(groups(forms)) == 1


def test_what_und_joins_is_not_one() -> None:
    forms = [
        NamedMention(0, "Wasserwerk Musterstadt Land", A, 0),
        NamedMention(1, "Wasserwerk Musterstadt", A, 9, beside=0),
    ]
    assert len(groups(forms)) == 2
    assert len(groups([forms[0], NamedMention(1, "Wasserwerk Musterstadt", A, 9)])) == 1


def test_another_legal_form_is_another_firm() -> None:
    found = groups(named(("Hubei SilicaCore Quartz Co., Ltd.", Label.COMPANY), ("SilicaCore AG", Label.COMPANY)))
    assert len(found) == 2


def test_first_name_tells_persons_apart() -> None:
    assert len(groups(named(("Veronika Stölzle", P), ("Xaver Stölzle", P)))) == 2


def test_misspelt_names_are_one() -> None:
    assert len(groups(named(("Frank Scherer-Bold", P), ("Scherrer-Bold", P)))) == 1
    assert len(groups(named(("Da Nang", C), ("Danang", C)))) == 1


def test_a_district_is_not_the_town_of_its_name() -> None:
    town = NamedMention(0, "Rostock", C, 0)
    district = NamedMention(1, "Rostock", R, 9, word_before="Landkreis")
    assert len(groups([town, district])) == 2
    # without the word it is one place that the model labelled twice
    assert len(groups([town, NamedMention(1, "Rostock", R, 9)])) == 1


@given(
    st.lists(
        st.tuples(
            st.text(alphabet="abcAB .-&()1ß", min_size=1, max_size=12).filter(str.strip),
            st.sampled_from([label for label in Label if label is not Label.EVENT]),
        ),
        max_size=25,
    )
)
def test_every_mention_has_exactly_one_group(forms: list[tuple[str, Label]]) -> None:
    members = [n for group in group_names(named(*forms)).groups for n in group.members]
    assert sorted(members) == list(range(len(forms)))
