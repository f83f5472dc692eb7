from __future__ import annotations

import pytest
from marked import marked_document

from handelsgraph.extraction.coordination import share_noun
from handelsgraph.schema import Label


def shared(marked: str) -> list[tuple[Label, str]]:
    doc, _ = marked_document(marked)
    return [(m.label, m.text) for m in share_noun(doc._.found, doc._.words)]


@pytest.mark.parametrize(
    ("sentence", "bodies"),
    [
        (
            "Die [A|Industrie- und Handelskammern] in [T|Chemnitz], [T|Leipzig] und [T|Dresden] laden ein.",
            ["IHK Chemnitz", "IHK Leipzig", "IHK Dresden"],
        ),
        (
            "Die [A|Handwerkskammern Cottbus] und [T|Potsdam] sind dabei.",
            ["Handwerkskammer Cottbus", "Handwerkskammer Potsdam"],
        ),
        (
            "Die [A|Industrie- und Handelskammern (IHK) Nordland und Südland] laden ein.",
            ["IHK Nordland", "IHK Südland"],
        ),
    ],
)
def test_each_body_gets_a_mention_of_its_own(sentence: str, bodies: list[str]) -> None:
    assert shared(sentence) == [(Label.AGENCY, body) for body in bodies]


def test_districts_stay_regions() -> None:
    assert shared("Die Landkreise [R|Görlitz] und [R|Bautzen].") == [
        (Label.REGION, "Landkreis Görlitz"),
        (Label.REGION, "Landkreis Bautzen"),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Die [A|Handelskammern] der Region und [P|Otto Lang] laden ein.",
        "Die [A|Handelskammern] in [T|Chemnitz] laden ein.",
        "Die [A|Handwerkskammer Cottbus] und [T|Potsdam] laden ein.",
        "Universitäten in Xyrann und Qorrem.",
    ],
)
def test_anything_else_stays_as_it_is(sentence: str) -> None:
    doc, _ = marked_document(sentence)
    assert share_noun(doc._.found, doc._.words) == doc._.found
