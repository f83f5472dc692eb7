from __future__ import annotations

import pytest

from handelsgraph.extraction.event_kinds import apart, definite, destination, is_project, kind, plain
from handelsgraph.extraction.pieces import WORD
from handelsgraph.extraction.state import Found, Words
from handelsgraph.reading import MentionKind
from handelsgraph.schema import Label


def mention(text: str, name: str) -> tuple[Found, Words]:
    words = Words(text, [match.span() for match in WORD.finditer(text)], [])
    start, _ = words.of_characters(text.index(name), len(text))
    end = start + len(WORD.findall(name))
    return Found(start, end, name, Label.EVENT, MentionKind.NAME, 1.0), words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Delegationsreise", "trip"),
        ("der viertägigen Reisen", "trip"),
        ("Antrittsbesuchs", "visit"),
        ("Frühjahrsempfang", "reception"),
        ("Wirtschaftsforum Musterland", "conference"),
        ("Leitmesse", "fair"),
        ("Vertragsunterzeichnungen", "signing"),
        ("Besuchsplan", "aspect"),
        ("Intersolar", "other"),
        ("bereiste", "told"),
    ],
)
def test_kind(text: str, expected: str) -> None:
    assert kind(text) == expected


def test_a_trip_is_no_fair_and_a_fair_no_trip() -> None:
    assert apart("trip", "fair")
    assert apart("fair", "trip")
    assert not apart("trip", "visit")
    assert not apart("trip", "other")


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Auf der langen Fahrt sprach man", "Fahrt", True),
        ("Zum Forum kamen viele", "Forum", True),
        ("Sie plant eine Fahrt", "Fahrt", False),
        ("Ihre Fahrt begann", "Fahrt", None),
        ("So lief die Fahrt", "die Fahrt", True),
    ],
)
def test_article(text: str, name: str, expected: bool | None) -> None:
    assert definite(*mention(text, name)) is expected


def test_plain() -> None:
    assert plain("der Reise")
    assert plain("Besuchs")
    assert not plain("Ungarn-Reise")
    assert not plain("der großen Reise")


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Die Reise nach Schlesien endete", "Reise", "Schlesien"),
        ("Die Reise in die Slowakei endete", "Reise", "Slowakei"),
        ("Die Reise endete. In Polen regnet es", "Reise", None),
        ("Die Reise endete", "Reise", None),
    ],
)
def test_destination(text: str, name: str, expected: str | None) -> None:
    assert destination(*mention(text, name)) == expected


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Das Projekt „NordWind“ endete", "NordWind", True),
        ("Im Netzwerk NordWind sind viele", "NordWind", True),
        ("Die Messe „NordWind“ endete", "NordWind", False),
        ("Im Projekt „Forum Nord“ ging es", "Forum Nord", False),
        ("NordWind endete", "NordWind", False),
        ("„NordWind“ endete", "NordWind", False),
    ],
)
def test_project(text: str, name: str, expected: bool) -> None:
    found, words = mention(text, name)
    assert is_project(found.start, found.end, text, words.spans) is expected
