from __future__ import annotations

import pytest
from marked import marked_document

from handelsgraph.extraction.claims import Claims
from handelsgraph.extraction.rule_offices import level_of, office_of_place
from handelsgraph.extraction.state import Claim
from handelsgraph.schema import Label


def represented(marked: str, **probable: float) -> dict[tuple[str, str], float]:
    """Who represents which place after the rule; `probable`: the model's probabilities, by the place's name."""
    doc, names = marked_document(marked)
    person = next(n for n, cluster in enumerate(doc._.clusters) if cluster.label is Label.PERSON)
    given = [Claim(person, "REPRESENTS", names.index(place), p, 0.0) for place, p in probable.items()]
    claims = Claims(given, doc._.clusters)
    office_of_place(doc, claims)
    assert {claim.type for claim in claims} <= {"REPRESENTS"}
    return {(names[c.subject], names[c.object]): round(c.probability, 2) for c in claims}


@pytest.mark.parametrize(
    ("sentence", "place"),
    [
        ("Die [T~|Cottbuser] Oberbürgermeisterin Dr. [P|Anna Roth] kam.", "Cottbuser"),
        ("[R|Hessens] Wirtschaftsminister [P|Otto Lang] reist ab.", "Hessens"),
        ("Der [L~|polnische] Botschafter [P|Jan Nowak] sprach.", "polnische"),
        ("Es kam [P|Otto Lang] (SPD), Bürgermeister von [T|Nittenau], am Abend.", "Nittenau"),
        ("Es kam [P|Igor Petrow], der Gouverneur des russischen Gebiets [R|Swerdlowsk].", "Swerdlowsk"),
        ("[R|Spree-Neiße]-Landrat [P|Otto Lang] war dabei.", "Spree-Neiße"),
    ],
)
def test_a_place_named_with_the_office_is_read_off(sentence: str, place: str) -> None:
    (ends,) = [ends for ends, probability in represented(sentence).items() if probability > 0.9]
    assert ends[1] == place


def test_a_place_left_to_the_reader_is_the_most_probable_of_the_level() -> None:
    text = "Oberbürgermeisterin [P|Anna Roth] empfing in [T|Cottbus] Gäste aus [T|Lipezk] und [R|Brandenburg]."
    given = represented(text, Cottbus=0.2, Lipezk=0.1, Brandenburg=0.3)
    assert given == {("Anna Roth", "Cottbus"): 0.7, ("Anna Roth", "Lipezk"): 0.1, ("Anna Roth", "Brandenburg"): 0.3}


@pytest.mark.parametrize(
    ("office", "place"),
    [("Landrat", "Landkreis Görlitz"), ("Ministerpräsident", "Sachsen"), ("Gouverneur", "Swerdlowsk")],
)
def test_the_gazetteer_knows_which_regions_an_office_fits(office: str, place: str) -> None:
    text = f"{office} [P|Otto Lang] sprach über [R|Sachsen], den [R|Landkreis Görlitz] und [R|Swerdlowsk]."
    given = represented(text, **{"Sachsen": 0.2, "Landkreis Görlitz": 0.2, "Swerdlowsk": 0.2})
    assert [ends[1] for ends, probability in given.items() if probability > 0.5] == [place]


def test_nothing_is_made_up_where_the_model_sees_no_place() -> None:
    assert represented("Bürgermeister [P|Otto Lang] war in [T|Cottbus].") == {}


@pytest.mark.parametrize(
    "text", ["Hausmeister [P|Otto Lang] aus [T|Cottbus].", "Der Bürgermeister kam. [P|Otto Lang] aus [T|Cottbus]."]
)
def test_other_words_are_no_offices(text: str) -> None:
    assert represented(text, Cottbus=0.2) == {("Otto Lang", "Cottbus"): 0.2}


def test_offices_are_known_in_any_gender_and_case() -> None:
    assert all(level_of(word) for word in ("Landrätin", "Landräten", "Baubürgermeisterin", "Generalkonsuls", "OB"))
    assert not any(level_of(word) for word in ("Meister", "Rat", "bürgermeisterlich", "Kob"))
