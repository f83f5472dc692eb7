"""Which names are one entity: order does not matter, nor what lies outside, and ambiguous aliases link nothing."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handelsgraph.evidence import AliasLink, NameRecord
from handelsgraph.identity import Judgement, judged_links, place_entities, reference_links, resolve
from handelsgraph.places import Gazetteer
from handelsgraph.schema import Label

GAZETTEER = Gazetteer.load()
LKT = "body:lkt lausitzer klärtechnik"


def record(key, *forms, label=Label.COMPANY, articles=1):
    return NameRecord(key, dict.fromkeys(forms or (key.partition(":")[2],), articles), {label: articles})


def groups(names, links=(), judgements=()):
    return {entity.names for entity in resolve(names, links, GAZETTEER, judgements)}


def test_an_alias_joins_another_article_that_only_uses_it():
    names = [record(LKT, "LKT Lausitzer Klärtechnik GmbH", "LKT"), record("body:lkt", "LKT", articles=5)]
    (entity,) = resolve(names, [AliasLink("body:lkt", LKT)], GAZETTEER)
    assert entity.names == ("body:lkt", LKT)
    assert entity.name == "LKT Lausitzer Klärtechnik GmbH"
    assert entity.aliases == ("LKT",)


def test_an_alias_of_two_unlike_names_links_to_neither():
    other = "body:leipziger kabeltechnik"
    names = [record(LKT), record(other), record("body:lkt")]
    links = [AliasLink("body:lkt", LKT), AliasLink("body:lkt", other)]
    assert groups(names, links) == {(LKT,), (other,), ("body:lkt",)}


def test_an_alias_of_two_alike_names_joins_them():
    short = "body:lausitzer klärtechnik"
    links = [AliasLink("body:lkt", LKT), AliasLink("body:lkt", short)]
    assert groups([record(LKT), record(short), record("body:lkt")], links) == {(short, "body:lkt", LKT)}


def test_an_alias_is_no_longer_ambiguous_once_its_names_are_the_same():
    names = [record("body:a b"), record("body:c d"), record("body:x")]
    links = [AliasLink("body:x", "body:a b"), AliasLink("body:x", "body:c d")]
    assert len(groups(names, links)) == 3
    assert len(groups(names, [*links, AliasLink("body:c d", "body:a b")])) == 1
    assert len(groups(names, links, [Judgement("body:a b", "body:c d", True)])) == 1


def test_reference_data_joins_an_acronym_and_its_full_name():
    full = "body:germany trade und invest"
    assert reference_links("body:gtai") == (full,)
    assert reference_links(full) == ("body:gtai",)
    assert groups([record("body:gtai"), record(full)]) == {(full, "body:gtai")}


def test_an_article_does_not_bend_a_reference_acronym():
    names = [record("body:gtai"), record("body:gemeinnützig tier allianz")]
    links = [AliasLink("body:gtai", "body:gemeinnützig tier allianz")]
    assert len(groups(names, links)) == 2


def test_a_judgement_joins_and_parts():
    names = [record(LKT), record("body:lkt"), record("body:kläranlagen luckau")]
    links = [AliasLink("body:lkt", LKT)]
    same = Judgement("body:kläranlagen luckau", LKT, True)
    different = Judgement("body:lkt", LKT, False)
    assert len(groups(names, links, [same])) == 1
    assert len(groups(names, links, [different])) == 3
    assert judged_links([same, different], LKT) == ("body:kläranlagen luckau",)


def test_a_judgement_parts_names_that_articles_join_through_others():
    names = [record("body:a"), record("body:a b"), record("body:a b c")]
    links = [AliasLink("body:a", "body:a b"), AliasLink("body:a b", "body:a b c")]
    assert len(groups(names, links)) == 1
    assert len(groups(names, links, [Judgement("body:a", "body:a b c", False)])) == 3


def test_the_label_is_the_most_used_one():
    names = [record("body:x", label=Label.AGENCY, articles=3), record("body:x y", label=Label.COMPANY, articles=2)]
    (entity,) = resolve(names, [AliasLink("body:x", "body:x y")], GAZETTEER)
    assert entity.label == Label.AGENCY


def test_a_place_is_what_the_gazetteer_says():
    key = GAZETTEER.find("Luckau")[0].key
    (entity,) = resolve([record(key, "Luckaus", label=Label.REGION)], [], GAZETTEER)
    assert (entity.key, entity.label, entity.name) == (key, Label.CITY, "Luckau")
    assert entity.places == ("place:de-12061", "place:de-12", "place:de")
    assert dict(entity.properties)["country"] == "DE"
    assert "Luckaus" in entity.aliases


def test_an_unknown_place_stays_what_the_articles_say():
    (entity,) = resolve([record("place:?city:musterdorf", "Musterdorf", label=Label.CITY)], [], GAZETTEER)
    assert (entity.label, entity.name, entity.places) == (Label.CITY, "Musterdorf", ())


def test_place_entities_bring_what_they_lie_in():
    key = GAZETTEER.find("Luckau")[0].key
    entities = place_entities([key, "place:geo-1", "body:x"], GAZETTEER)
    names = {entity.name for entity in entities}
    assert {"Luckau", "Landkreis Dahme-Spreewald", "Brandenburg", "Deutschland"} < names
    overlapping = [entity for entity in entities if entity.name == "Lausitz"]  # a named region, and no second way up
    assert [entity.places for entity in overlapping] == [()]


KEYS = st.sampled_from(
    [f"body:{name}" for name in ("a", "b", "a b", "b c", "a b c", "d", "gtai", "germany trade und invest")]
)
LINKS = st.lists(st.builds(AliasLink, KEYS, KEYS), max_size=12)
JUDGEMENTS = st.lists(
    st.builds(lambda pair, same: Judgement(*sorted(pair), same), st.sets(KEYS, min_size=2, max_size=2), st.booleans()),
    max_size=3,
)


def everything(keys, links):
    return sorted({*keys, *(link.alias for link in links), *(link.name for link in links)})


@given(st.lists(KEYS, unique=True), LINKS, JUDGEMENTS, st.randoms(use_true_random=False))
def test_order_does_not_matter(keys, links, judgements, rng: random.Random):
    names = [record(key) for key in everything(keys, links)]
    first = resolve(names, links, GAZETTEER, judgements)
    shuffled = [list(part) for part in (names, links, judgements)]
    for part in shuffled:
        rng.shuffle(part)
    assert resolve(shuffled[0], shuffled[1], GAZETTEER, shuffled[2]) == first


@given(st.lists(KEYS, unique=True), LINKS, JUDGEMENTS)
def test_every_name_is_in_exactly_one_entity(keys, links, judgements):
    names = everything(keys, links)
    found = [
        name
        for entity in resolve([record(key) for key in names], links, GAZETTEER, judgements)
        for name in entity.names
    ]
    assert sorted(found) == names


@given(st.lists(KEYS, unique=True), LINKS, JUDGEMENTS)
def test_what_lies_outside_the_closure_does_not_matter(keys, links, judgements):
    names = everything(keys, links)
    whole = {
        name: entity
        for entity in resolve([record(k) for k in names], links, GAZETTEER, judgements)
        for name in entity.names
    }
    for start in names:
        inside = closure(start, links, judgements)
        part = resolve(
            [record(key) for key in names if key in inside],
            [link for link in links if link.alias in inside],
            GAZETTEER,
            judgements,
        )
        assert {name: entity for entity in part for name in entity.names} == {
            n: e for n, e in whole.items() if n in inside
        }


def closure(start, links, judgements):
    seen, frontier = set(), {start}
    while frontier:
        seen |= frontier
        near = {link.name for link in links if link.alias in frontier} | {
            link.alias for link in links if link.name in frontier
        }
        for key in frontier:
            near |= {*reference_links(key), *judged_links(judgements, key)}
        frontier = near - seen
    return seen


@pytest.mark.slow
def test_a_hundred_thousand_names_are_resolved_in_seconds():
    names = [record(f"body:firma {number}") for number in range(100_000)]
    links = [AliasLink(f"body:f{number}", f"body:firma {number}") for number in range(20_000)]
    assert len(resolve(names, links, GAZETTEER)) == 100_000
