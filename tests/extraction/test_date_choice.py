from __future__ import annotations

import pytest

from handelsgraph.extraction.date_choice import Anchors, DateChooser
from handelsgraph.extraction.date_reading import read_dates
from handelsgraph.extraction.segments import sentences
from handelsgraph.schema import Label

TEXT = (
    "Am Montag empfing Bürgermeister Weber in Luckau eine Gruppe aus Changsha. Die Stadt und Changsha sind seit 2007 "
    "Partner. Im Oktober wird Weber nach Changsha reisen. Bei der Kammer war man zufrieden."
)
PUBLISHED = "2016-09-21"


def choose(
    relation: str, head: str, tail: str, planned: bool = False, within: str = "", text: str = TEXT
) -> str | None:
    start = text.index(within)
    places = sentences(text)
    chooser = DateChooser(text, PUBLISHED, places, read_dates(text, PUBLISHED, places))
    anchors = Anchors(relation, [text.index(head, start)], [text.index(tail, start)], Label.PERSON, Label.CITY, planned)
    return chooser.choose([anchors])


def test_the_date_of_the_sentence() -> None:
    assert choose("MET", "Weber", "Gruppe") == "2016-09-19"
    assert choose("COOPERATES_WITH", "Die Stadt", "Changsha", within="Die Stadt") == "2007"


def test_an_announcement_lies_ahead() -> None:
    assert choose("VISITED", "Weber", "Changsha", planned=True, within="Im Oktober") == "2016-10"


def test_without_any_date_the_month_of_the_article() -> None:
    text = "Weber besuchte Changsha."
    assert choose("VISITED", "Weber", "Changsha", text=text) == "2016-09"
    places = sentences(text)
    nothing = DateChooser(text, None, places, [])
    assert nothing.choose([Anchors("VISITED", [0], [15], Label.PERSON, Label.CITY, False)]) is None


@pytest.mark.parametrize("count", [60, 400])
def test_of_many_dates_the_near_ones_are_looked_at(count: int) -> None:
    text = " ".join(f"Am {n % 28 + 1}. März {1950 + n % 60} kam er. Danach ging er." for n in range(count))
    places = sentences(text)
    chooser = DateChooser(text, PUBLISHED, places, read_dates(text, PUBLISHED, places))
    assert len(chooser.candidates(planned=False, home=len(places.spans) - 1)) <= 41
