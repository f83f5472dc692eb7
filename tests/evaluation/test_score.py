"""Small cases worked out by hand: what is right, wrong, missed, and what counts neither way."""

from __future__ import annotations

from dataclasses import astuple, replace

import pytest

from handelsgraph.evaluation.figures import added, figures
from handelsgraph.evaluation.gold import Article
from handelsgraph.evaluation.inline import parse
from handelsgraph.evaluation.score import Count, Done, Told, score
from handelsgraph.reading import Entity, Reading, Statement
from handelsgraph.schema import Label, Modality

GOLD = parse(
    "@title Besuch\n@date 2019-05-20\n"
    "Die [e1|Adler GmbH] aus [e3|Luckau] empfing die [e2|Industrie- und Handelskammer Cottbus] ([e2|IHK Cottbus]).\n"
    "Zum [e4|Besuch] kam [e5|Dr. Anna Behr]. Aus [e6|China] kam niemand an die [x|Spree].\n"
    "---\n"
    "e1 Company Adler GmbH\ne2 Agency IHK Cottbus\ne3 City Luckau\n"
    "e4 Event Besuch der IHK Cottbus in Luckau Mai 2019\ne5 Person Anna Behr\n~e6 Country China\n"
    "---\n"
    "e1 LOCATED_IN e3\ne1 MET e2 2019-05-17\ne2 PARTICIPATED_IN e4 2019-05-17\ne4 EVENT_IN e3 2019-05-17\n"
    "e1 VISITED e2 2019-09 planned\n~e1 VISITED e6\n!e1 COOPERATES_WITH e2\n",
    "case",
)
ADLER = Entity("a", Label.COMPANY, "Adler")
IHK = Entity("b", Label.AGENCY, "IHK Cottbus")
LUCKAU = Entity("c", Label.CITY, "Luckau")
VISIT = Entity("d", Label.EVENT, "Besuch in Luckau", date="2019-05")
BEHR = Entity("e", Label.PERSON, "Behr", ("Prof. Anna Behr",))
CHINA = Entity("f", Label.COUNTRY, "China")
ALL = (ADLER, IHK, LUCKAU, VISIT, BEHR, CHINA)


def said(subject: str, type_: str, object_: str, modality: str = "asserted", date: str | None = None) -> Statement:
    return Statement(subject, type_, object_, Modality(modality), date, "", 0, 0, 0.9)


def reading(*statements: Statement, entities: tuple[Entity, ...] = ALL) -> Reading:
    return Reading((), entities, statements)


def relations(*statements: Statement, entities: tuple[Entity, ...] = ALL, lenient: bool = False) -> Count:
    return added(score(GOLD, reading(*statements, entities=entities), lenient).relations.values())


def entities(*found: Entity, gold: Article = GOLD, lenient: bool = False) -> Count:
    return added(score(gold, reading(entities=found), lenient).entities.values())


def test_names_are_compared_without_title_legal_form_case_and_brackets() -> None:
    assert entities(*ALL) == Count(right=5)
    assert entities(replace(ADLER, name="ADLER Ltd.")) == Count(1, 0, 4)
    assert entities(replace(BEHR, name="Frau Dr. Anna Behr", aliases=())) == Count(1, 0, 4)
    assert entities(replace(IHK, name="Industrie- und Handelskammer Cottbus")) == Count(1, 0, 4)


def test_another_label_is_wrong_and_the_right_one_missed() -> None:
    assert entities(replace(ADLER, label=Label.AGENCY)) == Count(0, 1, 5)
    assert entities(replace(ADLER, label=Label.AGENCY), lenient=True) == Count(1, 0, 4)
    assert entities(replace(ADLER, label=Label.CITY), lenient=True) == Count(0, 1, 5)


def test_an_entity_found_twice_is_wrong_the_second_time() -> None:
    assert entities(ADLER, replace(ADLER, id="z")) == Count(1, 1, 4)


def test_optional_and_ignored_entities_count_neither_way() -> None:
    assert entities(CHINA, replace(CHINA, id="z")) == Count(0, 0, 5)
    assert entities(replace(LUCKAU, name="Spree")) == Count(0, 0, 5)
    assert entities(replace(LUCKAU, name="Havel")) == Count(0, 1, 5)


def test_a_relation_needs_type_and_both_ends() -> None:
    right = [
        said("a", "LOCATED_IN", "c"),
        said("a", "MET", "b"),
        said("b", "PARTICIPATED_IN", "d"),
        said("d", "EVENT_IN", "c"),
        said("a", "VISITED", "b", "planned"),
    ]
    assert relations(*right) == Count(right=5)
    assert relations(said("a", "MET", "e"), said("c", "LOCATED_IN", "a")) == Count(0, 2, 5)
    # an end that was not found leaves the relation missed
    assert relations(*right, entities=(ADLER, LUCKAU)) == Count(1, 4, 4)


def test_relations_without_direction_hold_both_ways_and_count_once() -> None:
    assert relations(said("b", "MET", "a"), said("a", "MET", "b")) == Count(1, 0, 4)
    assert relations(said("b", "VISITED", "a")) == Count(0, 1, 5)


def test_the_same_wrong_relation_counts_once() -> None:
    assert relations(said("a", "MET", "e"), said("e", "MET", "a")) == Count(0, 1, 5)


def test_optional_relations_and_those_of_ignored_names_count_neither_way() -> None:
    assert relations(said("a", "VISITED", "f")) == Count(0, 0, 5)
    spree = Entity("z", Label.CITY, "Spree")
    assert relations(said("a", "VISITED", "z"), entities=(*ALL, spree)) == Count(0, 0, 5)


def test_denied_statements_are_no_facts_and_denied_relations_do_not_hold() -> None:
    assert relations(said("a", "COOPERATES_WITH", "b", "denied")) == Count(0, 0, 5)
    stated = score(GOLD, reading(said("a", "COOPERATES_WITH", "b")), lenient=False)
    assert stated.relations["COOPERATES_WITH"] == Count(0, 1, 0)
    assert stated.done == Done(given=1, denied=1)


def test_events_are_told_by_words_and_by_what_they_share() -> None:
    # two of the five words of the annotated name, all of the found one's: 1 point
    assert entities(VISIT) == Count(1, 0, 4)
    # no word in common and no date: the place and the guest it shares are all it has
    other = Entity("d", Label.EVENT, "Gespräche")
    assert entities(other) == Count(0, 1, 5)
    shared = (said("b", "PARTICIPATED_IN", "d"), said("d", "EVENT_IN", "c"))
    assert relations(*shared, entities=(IHK, LUCKAU, other)) == Count(2, 0, 3)
    # the same day alone is half a point and not enough
    assert entities(replace(other, date="2019-05-17")) == Count(0, 1, 5)


def test_of_two_events_the_better_one_is_it() -> None:
    worse = Entity("z", Label.EVENT, "Besuch der Kanzlerin in Bonn")
    found = score(GOLD, reading(said("z", "EVENT_IN", "c"), entities=(worse, VISIT, LUCKAU)), lenient=False)
    assert found.entities["Event"] == Count(1, 1, 0)
    assert found.relations["EVENT_IN"] == Count(0, 1, 1)


def test_modality_is_told_of_what_was_found_rightly() -> None:
    found = score(
        GOLD,
        reading(
            said("a", "MET", "b", "planned"),  # it is done
            said("a", "VISITED", "b"),  # it is only announced
            said("b", "PARTICIPATED_IN", "d"),  # right
            said("d", "EVENT_IN", "c", "planned"),  # the event's modality is not counted again
            said("a", "MET", "e", "planned"),  # not so at all
        ),
        lenient=False,
    )
    assert found.modality == Told(right=1, of=3)
    assert found.done == Done(given=2, right=1, planned=1)


@pytest.mark.parametrize(
    ("date", "right"), [("2019-05-17", 1), ("2019-05", 1), ("2019", 1), ("2019-05-18", 0), ("2018", 0), (None, 0)]
)
def test_dates_are_compared_as_far_as_both_go(date: str | None, right: int) -> None:
    assert score(GOLD, reading(said("a", "MET", "b", date=date)), lenient=False).date == Told(right, 1)


def test_a_date_that_is_not_annotated_is_not_told() -> None:
    assert score(GOLD, reading(said("a", "LOCATED_IN", "c", date="2019")), lenient=False).date == Told(0, 0)


def test_confidences_go_with_what_they_were_worth() -> None:
    found = score(
        GOLD,
        reading(
            replace(said("a", "MET", "b"), confidence=0.8),
            replace(said("a", "MET", "e"), confidence=0.4),
            said("a", "VISITED", "f"),
        ),
        lenient=False,
    )
    assert found.judged_relations == [(0.8, True), (0.4, False)]


def test_errors_name_what_is_wrong() -> None:
    found = score(GOLD, reading(said("a", "MET", "e"), entities=(ADLER, BEHR)), lenient=False)
    assert "+ Adler MET Behr" in found.errors
    assert "- Adler GmbH MET IHK Cottbus" in found.errors
    assert "- City: Luckau" in found.errors


def test_figures_of_a_count() -> None:
    found = figures(Count(right=6, wrong=2, missed=6))
    assert (found.precision, found.recall, round(found.f1, 4)) == (0.75, 0.5, 0.6)
    assert astuple(figures(Count()))[:3] == (0, 0, 0)
