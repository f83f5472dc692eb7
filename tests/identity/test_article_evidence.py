"""What an article contributes: keys of its entities, alias links, claims between keys."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading_makers import article, entity, reading, statement

from handelsgraph.evidence import AliasLink
from handelsgraph.identity import evidence_of
from handelsgraph.identity.keys import is_local
from handelsgraph.places import Gazetteer
from handelsgraph.schema import RELATIONS, Label, Modality, ordered_ends

GAZETTEER = Gazetteer.load()
LKT = "body:lkt lausitzer klärtechnik"


def keys(*items, text="Text.", **more):
    evidence = evidence_of(article(text, **more), reading(*items, text=text), GAZETTEER)
    return [use.key for use in evidence.names]


def test_a_firm_with_its_short_names():
    firm = entity("e1", "Company", "LKT Lausitzer Klärtechnik GmbH", "LKT", "Lausitzer Klärtechnik GmbH")
    evidence = evidence_of(article(), reading(firm), GAZETTEER)
    assert [use.key for use in evidence.names] == [LKT]
    assert set(evidence.names[0].forms) == {"LKT Lausitzer Klärtechnik GmbH", "LKT", "Lausitzer Klärtechnik GmbH"}
    assert evidence.links == (AliasLink("body:lausitzer klärtechnik", LKT), AliasLink("body:lkt", LKT))


def test_the_fuller_name_is_the_key_where_the_name_is_an_acronym_or_generic():
    assert keys(entity("e1", "Company", "LKT", "LKT Lausitzer Klärtechnik GmbH")) == [LKT]
    assert keys(entity("e1", "Agency", "IHK", "IHK Cottbus")) == ["body:ihk cottbus"]


@pytest.mark.parametrize(
    ("label", "name"),
    [("Agency", "IHK"), ("Agency", "Stadtverwaltung"), ("Agency", "Wirtschaftsministerium"), ("Person", "Müller"),
     ("Event", "Treffen"), ("Event", "Delegationsreise nach China")],
)  # fmt: skip
def test_names_that_fit_many_stay_local(label, name):
    first, second = (keys(entity("e1", label, name), url=f"https://example.org/{n}")[0] for n in (1, 2))
    assert is_local(first)
    assert first != second


def test_generic_aliases_make_no_links():
    chamber = entity("e1", "Agency", "IHK Cottbus", "IHK", "Kammer", "Industrie- und Handelskammer (IHK) Cottbus")
    evidence = evidence_of(article(), reading(chamber), GAZETTEER)
    assert evidence.links == ()


def test_an_agency_without_its_place_makes_no_link():
    hall = entity("e1", "Institution", "Technologiestiftung Berlin", "Technologiestiftung")
    assert evidence_of(article(), reading(hall), GAZETTEER).links == ()


def test_an_acronym_in_brackets_is_a_name_of_its_own():
    body = entity("e1", "Agency", "Verein Deutsch-Ruritanischer Handel (VDRH)")
    evidence = evidence_of(article(), reading(body), GAZETTEER)
    assert evidence.links == (AliasLink("body:vdrh", "body:verein deutsch ruritanisch handel"),)


def test_a_frequent_full_name_is_bound_to_what_the_person_represents():
    firm = entity("e1", "Company", "Muster Pumpen GmbH")
    person = entity("e2", "Person", "Michael Müller", "Müller")
    represents = statement("e2", "REPRESENTS", "e1")
    assert "person:michael müller, muster pumpen" in keys(firm, person, represents)
    assert all(is_local(key) for key in keys(person))
    assert keys(entity("e2", "Person", "Dr. Maik Schmeichel")) == ["person:maik schmeichel"]


def test_a_surname_with_its_full_name_elsewhere_in_the_article():
    assert keys(entity("e1", "Person", "Schmeichel", "Maik Schmeichel")) == ["person:maik schmeichel"]


def test_the_gazetteer_corrects_the_label():
    evidence = evidence_of(article(), reading(entity("e1", "City", "Thüringen")), GAZETTEER)
    assert [(use.key, use.label) for use in evidence.names] == [("place:de-16", Label.REGION)]


def test_an_unknown_place_keeps_its_name():
    assert keys(entity("e1", "City", "Musterdorf-Hinterwalde")) == ["place:?city:musterdorf hinterwalde"]


def test_two_entities_of_one_name_are_one():
    a = entity("e1", "Company", "CRRC")
    b = entity("e2", "Company", "CRRC Corporation Limited")
    c = entity("e3", "Company", "Muster Pumpen GmbH")
    evidence = evidence_of(
        article(), reading(a, b, c, statement("e1", "MET", "e2"), statement("e2", "MET", "e3")), GAZETTEER
    )
    assert [use.key for use in evidence.names] == ["body:crrc", "body:muster pumpen"]
    assert [(claim.subject, claim.object) for claim in evidence.claims] == [("body:crrc", "body:muster pumpen")]


def test_undirected_statements_are_stored_in_key_order():
    a, b = entity("e1", "Company", "Zeta AG"), entity("e2", "Company", "Alpha AG")
    (claim,) = evidence_of(article(), reading(a, b, statement("e1", "MET", "e2")), GAZETTEER).claims
    assert (claim.subject, claim.object) == ("body:alpha", "body:zeta")


def test_statements_that_the_vocabulary_forbids_are_dropped():
    person, firm = entity("e1", "Person", "Maik Schmeichel"), entity("e2", "Company", "Alpha AG")
    evidence = evidence_of(
        article(),
        reading(person, firm, statement("e2", "REPRESENTS", "e1"), statement("e1", "LIKES", "e2"),
                statement("e1", "MET", "e9")),
        GAZETTEER,
    )  # fmt: skip
    assert evidence.claims == ()
    assert len(evidence.names) == 2


def test_the_surest_of_equal_claims_stays_with_the_most_precise_date():
    a, b = entity("e1", "Company", "Alpha AG"), entity("e2", "Company", "Beta AG")
    same = [
        statement("e1", "MET", "e2", date="2017", confidence=0.9, start=0),
        statement("e2", "MET", "e1", date="2017-11", confidence=0.5, start=10),
        statement("e2", "MET", "e1", confidence=0.7, start=20),
        statement("e2", "MET", "e1", date="2019-01", confidence=0.6, start=30),
        statement("e2", "MET", "e1", date="2017-11", confidence=0.8, start=40, modality=Modality.PLANNED),
    ]
    claims = evidence_of(article(), reading(a, b, *same), GAZETTEER).claims
    assert [(c.modality, c.date, c.confidence, c.start) for c in claims] == [
        (Modality.ASSERTED, "2017-11", 0.9, 0),
        (Modality.ASSERTED, "2019-01", 0.6, 30),
        (Modality.PLANNED, "2017-11", 0.8, 40),
    ]


ENTITIES = [
    entity("e1", "Company", "Alpha AG", "Alpha", "AA"), entity("e2", "City", "Frankfurt"),
    entity("e3", "Person", "Anna Behr"), entity("e4", "Event", "Messe Alpha 2019"),
    entity("e5", "Country", "China"), entity("e6", "Agency", "IHK"),
    entity("e7", "Region", "Brandenburg"), entity("e8", "Company", "Alpha GmbH"),
]  # fmt: skip
STATEMENTS = st.lists(
    st.builds(
        statement,
        st.sampled_from([e.id for e in ENTITIES]),
        st.sampled_from(sorted(RELATIONS)),
        st.sampled_from([e.id for e in ENTITIES]),
        date=st.sampled_from([None, "2017", "2017-11", "2018-01-02"]),
        confidence=st.sampled_from([0.3, 0.6, 0.9]),
        start=st.integers(0, 4),
        modality=st.sampled_from(list(Modality)),
    ),
    max_size=12,
)


@given(STATEMENTS, st.randoms(use_true_random=False))
def test_claims_are_sound_and_do_not_depend_on_order(statements, rng):
    evidence = evidence_of(article(), reading(*ENTITIES, *statements), GAZETTEER)
    labels = {use.key: use.label for use in evidence.names}
    for claim in evidence.claims:
        assert claim.subject != claim.object
        assert RELATIONS[claim.type].allows(labels[claim.subject], labels[claim.object])
        assert ordered_ends(claim.type, claim.subject, claim.object) == (claim.subject, claim.object)
    ids = [claim.id("a") for claim in evidence.claims]
    assert len(set(ids)) == len(ids)
    shuffled = list(statements)
    rng.shuffle(shuffled)
    assert evidence_of(article(), reading(*ENTITIES, *shuffled), GAZETTEER).claims == evidence.claims
