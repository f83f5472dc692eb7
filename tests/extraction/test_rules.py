from __future__ import annotations

import pytest

from handelsgraph.extraction.claims import Claims
from handelsgraph.extraction.rule_propagation import (
    employer_takes_part,
    one_direction,
    one_seat,
)
from handelsgraph.extraction.rules import Rules, known
from handelsgraph.extraction.state import Claim, Cluster
from handelsgraph.schema import Label

PERSON, BODY, EVENT, TOWN, OTHER = range(5)
LABELS = (Label.PERSON, Label.AGENCY, Label.EVENT, Label.CITY, Label.CITY)


def claims(*given: tuple[int, str, int, float]) -> Claims:
    return Claims([Claim(a, t, b, p, 0.2) for a, t, b, p in given], [Cluster(label) for label in LABELS])


def test_a_body_takes_part_where_its_representative_does() -> None:
    found = claims((PERSON, "REPRESENTS", BODY, 1.0), (PERSON, "PARTICIPATED_IN", EVENT, 0.8))
    employer_takes_part(found)
    claim = found.get("PARTICIPATED_IN", BODY, EVENT)
    assert claim is not None
    assert claim.probability == pytest.approx(0.72)
    assert claim.planned == pytest.approx(0.2)


def test_the_less_probable_direction_goes() -> None:
    found = claims((TOWN, "VISITED", OTHER, 0.6), (OTHER, "VISITED", TOWN, 0.7))
    one_direction(found)
    assert [c.probability for c in found] == [0.0, 0.7]


def test_a_body_has_one_seat() -> None:
    found = claims((BODY, "LOCATED_IN", TOWN, 0.6), (BODY, "LOCATED_IN", OTHER, 0.9))
    one_seat(found)
    assert [c.probability for c in found] == [0.0, 0.9]


def test_ends_that_the_schema_forbids_get_no_claim() -> None:
    found = claims()
    assert found.raise_to("REPRESENTS", TOWN, BODY, 0.9) is None
    assert found.raise_to("MET", BODY, BODY, 0.9) is None
    assert list(found) == []


def test_an_unknown_rule_is_named() -> None:
    with pytest.raises(ValueError, match="flying_pigs"):
        Rules(["flying_pigs"])
    Rules(known())
