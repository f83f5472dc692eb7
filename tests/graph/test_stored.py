"""Evidence is checked before anything of it reaches a database."""

from __future__ import annotations

from dataclasses import replace

import pytest
from makers import evidence

from handelsgraph.errors import InputError
from handelsgraph.evidence import AliasLink, NameUse
from handelsgraph.graph.stored import stored
from handelsgraph.schema import Label

GOOD = evidence("u:1", "Company LKT, Company CRRC", "LKT MET CRRC")


def with_claim(**changes):
    return replace(GOOD, claims=(replace(GOOD.claims[0], **changes),))


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        (with_claim(sentence="\udc80"), "no Unicode"),
        (replace(GOOD, names=(*GOOD.names, NameUse("body:x", Label.COMPANY, ("\ud83d",), 1))), "no Unicode"),
        (replace(GOOD, names=(*GOOD.names, NameUse("body:" + "x" * 2000, Label.COMPANY, ("x",), 1))), "too long"),
        (replace(GOOD, extractor="\ud800"), "no Unicode"),
        (with_claim(type="DROP"), "unknown relation type 'DROP'"),
        (with_claim(type="MET]->() DETACH DELETE n //"), "unknown relation type"),
        (with_claim(object="body:nobody"), "'body:nobody', which the article does not use"),
        (replace(GOOD, links=(AliasLink("body:a", "body:b"),)), "both unused"),
    ],
)
def test_evidence_that_cannot_be_stored_is_refused(bad, message: str) -> None:
    with pytest.raises(InputError, match=message):
        stored(bad)


def test_ends_of_undirected_claims_are_put_in_order() -> None:
    rows = stored(GOOD)
    assert [(claim.subject, claim.object) for claim in rows.claims] == [("body:crrc", "body:lkt")]


def test_repeated_rows_are_merged() -> None:
    twice = replace(GOOD, claims=GOOD.claims * 2, names=GOOD.names * 2)
    rows = stored(twice)
    assert len(rows.claims) == 1
    assert {use.mentions for use in rows.uses.values()} == {2}


def test_an_alias_without_a_use_of_its_own_is_used_silently() -> None:
    rows = stored(replace(GOOD, links=(AliasLink("body:l", "body:lkt"),)))
    assert rows.uses["body:l"] == NameUse("body:l", Label.COMPANY, (), 0)
