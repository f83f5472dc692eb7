from __future__ import annotations

import pytest
from marked import marked_document

from handelsgraph.extraction.claims import Claims
from handelsgraph.extraction.rule_named_seats import named_after_seat
from handelsgraph.extraction.rule_seats import adjective_before_body, listed_as_settled
from handelsgraph.extraction.state import Claim


def seats(marked: str, *claims: Claim) -> set[tuple[str, str]]:
    """Who sits where by the rules; a place that no mention names by the gazetteer's name."""
    doc, names = marked_document(marked)
    found = Claims(list(claims), doc._.clusters)
    for rule in (adjective_before_body, listed_as_settled, named_after_seat):
        rule(doc, found)
    called = dict(enumerate(names)) | {n: c.reference for n, c in enumerate(doc._.clusters) if c.reference}
    return {(called[c.subject], called[c.object] or "") for c in found if c.probability > 0.9}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("In [L|Polen] hilft die tschechische [C|Alfa Beta s.r.o.] aus.", {("Alfa Beta s.r.o.", "Tschechien")}),
        ("[L|Ruanda]: Das ruandische [A|Ministerium für Weinbau] lud ein.", {("Ministerium für Weinbau", "Ruanda")}),
        ("Der staatliche polnische Hersteller [C|Alfa] liefert.", {("Alfa", "Polen")}),
        ("Die russischen Unternehmen [C|Alfa], [C|Beta] und [C|Gamma] kamen, die [C|Delta AG] nicht.",
         {("Alfa", "Russland"), ("Beta", "Russland"), ("Gamma", "Russland")}),
        ("Der polnische Hersteller [C|Alfa] und [C|Beta] kamen.", {("Alfa", "Polen")}),
        ("In [T|Cottbus] zeigte der Cottbuser Anlagenbauer „[C|Alfa]“ Pumpen.", {("Alfa", "Cottbus")}),
        ("Der Cottbuser Anlagenbauer [C|Alfa] zeigte Pumpen.", set()),
        ("Hinter [C|Alfa] liegen gute Jahre.", set()),
        ("Die polnische Botschaft und die deutsche [A|Botschaft Warschau] luden ein.", set()),
        ("Das deutsche [A|Generalkonsulat] lud ein.", set()),
        ("Die tschechische [C|AHK Muster s.r.o.] half.", {("AHK Muster s.r.o.", "Tschechien")}),
        ("Ein Gast aus Polen, [C|Alfa], kam.", set()),
    ],
)  # fmt: skip
def test_an_adjective_before_the_name_says_where(sentence: str, expected: set[tuple[str, str]]) -> None:
    assert seats(sentence) == expected


def test_a_seat_known_better_stays_the_only_one() -> None:
    known = Claim(0, "LOCATED_IN", 1, 0.7, 0.0)
    assert seats("Die japanische [C|Alfa KK] hat ihren Sitz in [T|Kyoto].", known) == set()


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("In der Stadt [T|Bonn] sind Firmen mit Kunden in [L|China] ansässig, darunter [C|Alfa] und [C|Beta].",
         {("Alfa", "Bonn"), ("Beta", "Bonn")}),
        ("Neben Gästen aus [L|China] sind im Raum [T|Bonn] Verbände zu Hause, etwa [A|Nordnetz].",
         {("Nordnetz", "Bonn")}),
        ("[C|Alfa] ist in [T|Bonn] ansässig, [C|Beta] nicht.", set()),
    ],
)  # fmt: skip
def test_firms_listed_as_settled_somewhere_sit_there(sentence: str, expected: set[tuple[str, str]]) -> None:
    assert seats(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("[L|Russland] schickte das [A|Ministerium für Weinbau der Russischen Föderation].",
         {("Ministerium für Weinbau der Russischen Föderation", "Russland")}),
        ("In [L|Usbekistan] half der [A|Verband der Winzer Usbekistans].",
         {("Verband der Winzer Usbekistans", "Usbekistan")}),
        ("In [L|Kasachstan] half die [A|Weinkammer der Republik Kasachstan WEINBAU].",
         {("Weinkammer der Republik Kasachstan WEINBAU", "Kasachstan")}),
        ("In [L|Kasachstan] half die [A|Botschaft der Republik Kasachstan].", set()),
        ("In [L|Georgien] half der [A|Verein der Freunde Georgiens].", set()),
        ("Aus [T|Almaty] schrieb das [A|Generalkonsulat Almaty].", {("Generalkonsulat Almaty", "Almaty")}),
        ("Aus [T|Cottbus] schrieb die [A|Handelskammer Cottbus].", set()),
    ],
)  # fmt: skip
def test_a_name_says_where_a_consulate_or_a_countrys_body_sits(sentence: str, expected: set[tuple[str, str]]) -> None:
    assert seats(sentence) == expected


def test_bodies_that_share_a_noun_sit_in_the_towns_they_are_said_to_be_in() -> None:
    doc, _ = marked_document(
        "In [T|Gera] und [T|Suhl] tagten die [A|Kammern in Gera] und [A|Suhl], nicht die [A|Weinkammer Suhl]."
    )
    for mention, name in zip(doc._.found[2:4], ("Kammer Gera", "Kammer Suhl"), strict=True):
        mention.text = name
    claims = Claims([], doc._.clusters)
    named_after_seat(doc, claims)
    assert {(c.subject, c.object) for c in claims} == {(2, 0), (3, 1)}
