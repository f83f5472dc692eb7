from __future__ import annotations

import pytest
from marked import marked_document

from handelsgraph.extraction.claims import Claims
from handelsgraph.extraction.rule_meetings import said_to_meet


def meetings(marked: str) -> set[frozenset[str]]:
    """The pairs the rule finds in a sentence whose mentions are marked as [C|Muster GmbH]."""
    doc, names = marked_document(marked)
    claims = Claims([], doc._.clusters)
    said_to_meet(doc, claims)
    assert all(claim.type == "MET" and claim.sentence == 0 for claim in claims)
    return {frozenset({names[claim.subject], names[claim.object]}) for claim in claims}


@pytest.mark.parametrize(
    ("sentence", "pairs"),
    [
        (
            "Im Mai traf sich eine Abordnung der [C|Nordholz AG] unter Leitung von [P|Jan Beer] mit Vertretern der "
            "Firma [C|Minsk Textil].",
            {("Nordholz AG", "Minsk Textil")},
        ),
        ("Dort trafen sich [P|Anna Roth] und [P|Otto Lang] mit Minister [P|Igor Petrow].",
         {("Anna Roth", "Igor Petrow"), ("Otto Lang", "Igor Petrow")}),
        ("[P|Anna Roth] vom Verband [A|Holz Nord] ist mit [P|Li Wei] zusammengetroffen.", {("Anna Roth", "Li Wei")}),
        ("Danach traf [P|Anna Roth] mit [C|Huadong] und [C|Sinoway] zusammen.",
         {("Anna Roth", "Huadong"), ("Anna Roth", "Sinoway")}),
        ("Mit Vertretern von [C|Huadong] haben sich die Delegierten der [A|Kammer Nord] nicht getroffen.", set()),
        ("Die [C|Nordholz AG] traf Vorbereitungen für den Vertrag mit [C|Huadong].", set()),
        ("Die [C|Nordholz AG] arbeitet mit [C|Huadong].", set()),
    ],
)  # fmt: skip
def test_only_plain_wording_counts(sentence: str, pairs: set[tuple[str, str]]) -> None:
    assert meetings(sentence) == {frozenset(pair) for pair in pairs}
