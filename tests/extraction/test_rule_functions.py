from __future__ import annotations

import pytest
from marked import marked_document

from handelsgraph.extraction.claims import Claims
from handelsgraph.extraction.rule_functions import function_in_body, held_in, namesake_of_firm
from handelsgraph.extraction.state import Claim
from handelsgraph.schema import BODIES, Label


@pytest.mark.parametrize(
    ("word", "labels"),
    [
        ("Geschäftsführerin", BODIES),
        ("Exportleiters", {Label.COMPANY}),
        ("Prorektorin", {Label.INSTITUTION}),
        ("Kammerpräsidenten", {Label.AGENCY}),
        ("Asien-Referentin", BODIES),
        ("Reisenden", set()),
        ("leiter", set()),
        ("", set()),
    ],
)
def test_what_a_function_is_held_in(word: str, labels: set[Label]) -> None:
    assert held_in(word) == labels


def represented(marked: str, **probable: float) -> set[str]:
    """What the first person represents after the rule; `probable`: the model's probabilities, by name."""
    doc, names = marked_document(marked)
    person = next(n for n, cluster in enumerate(doc._.clusters) if cluster.label is Label.PERSON)
    claims = Claims(
        [Claim(person, "REPRESENTS", names.index(name), p, 0.0) for name, p in probable.items()], doc._.clusters
    )
    function_in_body(doc, claims)
    return {names[claim.object] for claim in claims if claim.probability > 0.6}


@pytest.mark.parametrize(
    ("sentence", "body"),
    [
        ("Exportleiterin [P|Anna Roth] führte durch die [C|Nordholz], auch [A|Handelsbund] war da.", {"Nordholz"}),
        ("[P|Anna Roth], die Prorektorin, lobte [I|Küstenhochschule] und [C|Nordholz].", {"Küstenhochschule"}),
        ("Es sprach die Leiterin [P|Anna Roth] über [C|Nordholz] und [A|Handelsbund].", {"Handelsbund"}),
        ("[P|Anna Roth] sah [C|Nordholz] und [A|Handelsbund].", set()),
    ],
)
def test_who_has_a_function_represents_the_most_probable_body_of_its_kind(sentence: str, body: set[str]) -> None:
    probable = {"Nordholz": 0.2, "Handelsbund": 0.3, "Küstenhochschule": 0.15}
    assert represented(sentence, **{name: p for name, p in probable.items() if name in sentence}) == body


def test_what_the_model_holds_improbable_or_knows_already_is_left_alone() -> None:
    sentence = "Exportleiterin [P|Anna Roth] führte durch die [C|Nordholz] der [C|Südholz]."
    assert represented(sentence, Nordholz=0.05) == set()
    assert represented(sentence, Nordholz=0.2, Südholz=0.9) == {"Südholz"}


@pytest.mark.parametrize(
    ("sentence", "firms"),
    [
        ("[P|Anna Roth-Lang] leitet [C|Maschinenbau Roth-Lang GmbH] in Kiel.", {"Maschinenbau Roth-Lang GmbH"}),
        ("[P|Anna Roth] kam zu [C|Roth & Söhne] und [C|Rothenburger AG].", {"Roth & Söhne"}),
        ("[P|Roth] kam zu [C|Roth & Söhne].", set()),
        ("[P|Li Wu] kam zu [C|Wu Trading].", set()),
        ("[P|Anna Kiel] kam nach [T|Kiel].", set()),
    ],
)
def test_a_firm_that_bears_the_family_name_is_the_familys(sentence: str, firms: set[str]) -> None:
    doc, names = marked_document(sentence)
    claims = Claims([], doc._.clusters)
    namesake_of_firm(doc, claims)
    assert {names[claim.object] for claim in claims} == firms
