from __future__ import annotations

import pytest

from handelsgraph.extraction.event_names import event_name
from handelsgraph.extraction.state import Claim, Cluster, Found
from handelsgraph.reading import MentionKind
from handelsgraph.schema import Label

EVENT, HOST, PLACE = range(3)


def name(text: str, kind: MentionKind, date: str | None = "2016-10-03", place: str = "Changsha") -> str:
    found = [Found(0, 1, text, Label.EVENT, kind, 1.0)]
    clusters = [
        Cluster(Label.EVENT, [0], date=date),
        Cluster(Label.AGENCY, name="IHK Cottbus"),
        Cluster(Label.CITY, name=place),
    ]
    claims = [Claim(EVENT, "ORGANISED_BY", HOST, 0.9, 0.0), Claim(EVENT, "EVENT_IN", PLACE, 0.8, 0.0)]
    return event_name(EVENT, clusters, found, claims)


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("der Besuch", MentionKind.REFERENCE, "Besuch von IHK Cottbus in Changsha Oktober 2016"),
        ("Unternehmerreise", MentionKind.NAME, "Unternehmerreise von IHK Cottbus nach Changsha Oktober 2016"),
        ("Medica", MentionKind.NAME, "Medica in Changsha Oktober 2016"),
        ("Medica 2016", MentionKind.NAME, "Medica 2016 in Changsha"),
        ("Deutschen Handwerkstages", MentionKind.NAME, "Deutscher Handwerkstag in Changsha Oktober 2016"),
        ("Die", MentionKind.REFERENCE, "Veranstaltung von IHK Cottbus in Changsha Oktober 2016"),
        ("bereiste", MentionKind.REFERENCE, "Reise von IHK Cottbus nach Changsha Oktober 2016"),
        ("der viertägigen Reise", MentionKind.REFERENCE, "Reise von IHK Cottbus nach Changsha Oktober 2016"),
        ("Reise nach Hunan", MentionKind.NAME, "Reise nach Hunan Oktober 2016"),
        ("aufgebrochen", MentionKind.NAME, "Reise von IHK Cottbus nach Changsha Oktober 2016"),
        ("schauten vorbei", MentionKind.NAME, "Besuch von IHK Cottbus in Changsha Oktober 2016"),
        ("unterschrieben", MentionKind.NAME, "Unterzeichnung von IHK Cottbus in Changsha Oktober 2016"),
        ("zusammengetroffen", MentionKind.NAME, "Treffen von IHK Cottbus in Changsha Oktober 2016"),
        ("eingeweiht", MentionKind.NAME, "Eröffnung von IHK Cottbus in Changsha Oktober 2016"),
        ("2016", MentionKind.NAME, "Veranstaltung von IHK Cottbus in Changsha Oktober 2016"),
    ],
)
def test_name(text: str, kind: MentionKind, expected: str) -> None:
    assert name(text, kind) == expected


def test_what_the_trigger_says_is_not_said_twice() -> None:
    assert name("China-Reise", MentionKind.NAME, None, place="China") == "China-Reise von IHK Cottbus"


def test_the_plan_of_a_trip_does_not_name_it() -> None:
    found = [
        Found(0, 1, "China-Reise", Label.EVENT, MentionKind.REFERENCE, 1.0),
        Found(5, 6, "Besuchsplan", Label.EVENT, MentionKind.NAME, 1.0),
    ]
    assert event_name(0, [Cluster(Label.EVENT, [0, 1])], found, []) == "China-Reise"
