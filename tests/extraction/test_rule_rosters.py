from __future__ import annotations

import pytest
from marked import marked_document

from handelsgraph.extraction.claims import Claims
from handelsgraph.extraction.rule_rosters import listed_takes_part
from handelsgraph.extraction.state import Claim


def taking_part(marked: str, *claims: Claim) -> set[tuple[str, str]]:
    """Who takes part in what, by the rule, in a sentence whose mentions are marked as [P|Anna Roth]."""
    doc, names = marked_document(marked)
    found = Claims(list(claims), doc._.clusters)
    listed_takes_part(doc, found)
    return {(names[claim.subject], names[claim.object]) for claim in found if claim.probability > 0.5}


@pytest.mark.parametrize(
    ("sentence", "listed"),
    [
        ("Die [E|Reise] war lang. Zur Delegation gehörten neben dem Landrat auch [P|Anna Roth], [P|Otto Lang]"
         " von der [C|Nordholz AG] und [A|IHK Nord].", {"Anna Roth", "Otto Lang", "Nordholz AG", "IHK Nord"}),
        ("Der [E|Delegation] der [A|Kammer Nord] gehörten [P|Anna Roth] und [P|Otto Lang] an.",
         {"Kammer Nord", "Anna Roth", "Otto Lang"}),
        ("Auf der [E|Messe] in [T|Minsk] mit dabei: [C|Nordholz AG] und [C|Huadong].", {"Nordholz AG", "Huadong"}),
        ("[P|Anna Roth] eröffnete den [E|Wirtschaftstag]; unter den Gästen waren [P|Otto Lang] und [P|Li Wei].",
         {"Otto Lang", "Li Wei"}),
        ("Zur [E|Delegation] gehörte [P|Otto Lang] diesmal nicht.", set()),
        ("Die [E|Messe] gehört [P|Otto Lang] und der [C|Nordholz AG].", set()),
        ("Zur Delegation gehörten [P|Anna Roth] und [P|Otto Lang].", set()),
    ],
)  # fmt: skip
def test_who_is_listed_takes_part(sentence: str, listed: set[str]) -> None:
    assert {who for who, _ in taking_part(sentence)} == listed


def test_the_event_is_the_one_that_those_listed_belong_to() -> None:
    sentence = "Auf die [E|Reise] folgte eine [E|Messe]. Zur Reisegruppe gehörten [P|Anna Roth] und [P|Otto Lang]."
    known = Claim(2, "PARTICIPATED_IN", 0, 0.7, 0.0)
    assert taking_part(sentence, known) == {("Anna Roth", "Reise"), ("Otto Lang", "Reise")}


def test_the_sentence_with_the_list_is_the_evidence() -> None:
    doc, _ = marked_document("An der [E|Reise] mit dabei: [P|Anna Roth].")
    claims = Claims([], doc._.clusters)
    listed_takes_part(doc, claims)
    assert [(claim.sentence, claim.read_off) for claim in claims] == [(0, True)]
