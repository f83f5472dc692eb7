from __future__ import annotations

import pytest
from marked import marked_document

from handelsgraph.extraction.claims import Claims
from handelsgraph.extraction.naming import Names
from handelsgraph.extraction.rule_address import address_locates_owner


def seats(marked: str) -> set[tuple[str, str]]:
    """Who sits where by the rule, in a text whose mentions are marked; towns that are not named bear their name."""
    doc, names = marked_document(marked)
    claims = Claims([], doc._.clusters)
    address_locates_owner(doc, claims)
    doc._.claims = list(claims)
    Names()(doc)
    assert all(claim.type == "LOCATED_IN" and claim.sentence == 0 for claim in claims)
    return {(names[claim.subject], doc._.clusters[claim.object].name) for claim in claims}


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("Die [A|IHK Nordmark] lud ein. Kontakt: IHK Nordmark Hauptstraße 4, 24103 Kiel", None),
        ("Die [A|IHK Nordmark] lud ein. Kontakt: IHK Nordmark, Hauptstraße 4, 24103 Kiel", "IHK Nordmark"),
        ("[A|IHK Nordmark] lädt.\n\nIndustrie- und Handelskammer Nordmark\nAm Kai 4\nD-24103 Kiel", "IHK Nordmark"),
        ("[C|Seilerei Roth] baut.\n\nSeilerei Roth GmbH & Co. KG\nAm Kai 2\n24103 Kiel\nTel. 1", "Seilerei Roth"),
        ("[C|Lang AG] und [A|NFG] laden ein.\n\nNordische Fördergesellschaft mbH (NFG)\n\nAm Kai 2\n24103 Kiel", "NFG"),
        ("[C|Lang AG] und [C|Roth AG] laden ein.\nLang AG\nRoth AG\n24103 Kiel", "Roth AG"),
        ("[P|Anna Roth] lädt ein.\nAnna Roth\nAm Kai 2\n24103 Kiel", None),
        ("[C|Lang AG] lädt ein.\nLang AG\nAm Kai 2\n24103 Nirgendsdorf", None),
        ("[C|Lang AG] lädt ein.\nLang AG\n" + "Weit weg davon. " * 11 + "\n24103 Kiel", None),
    ],
)  # fmt: skip
def test_an_address_says_where_its_owner_sits(text: str, owner: str | None) -> None:
    assert seats(text) == ({(owner, "Kiel")} if owner else set())


def test_a_town_that_the_article_names_is_that_town() -> None:
    doc, names = marked_document("[C|Lang AG] aus [T|Kiel].\nLang AG, Am Kai 2, 24103 Kiel")
    claims = Claims([], doc._.clusters)
    address_locates_owner(doc, claims)
    assert [(names[claim.subject], names[claim.object]) for claim in claims] == [("Lang AG", "Kiel")]
