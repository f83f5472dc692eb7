from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handelsgraph.intake.dates import parse_date
from handelsgraph.intake.stated import stated

BODY = "\nDie Delegation hat die Stadt besucht und dort mit der Verwaltung über neue Vorhaben gesprochen.\n"


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Erstelldatum 17.10.2018", "2018-10-17"),
        ("Veröffentlicht: 04.02.2019, 05:02 Uhr", "2019-02-04"),
        ("Autor: Redaktion – Veröffentlicht am 24.03.2017 – Kommentare: 3", "2017-03-24"),
        ("Pressemitteilung Nr. 214/19 vom 14. Juni 2019", "2019-06-14"),
        ("Pressemitteilung, November 2023", "2023-11"),
        ("Start » News » Meldung vom 11.05.2016", "2016-05-11"),
        ("Freitag, 17. Juli 2015", "2015-07-17"),
        ("22.10.2016", "2016-10-22"),
        ("22.10.2016, 14:12 Uhr", "2016-10-22"),
        ("Lokales / Wirtschaft / 21.06.2018, 18:04 Uhr", "2018-06-21"),
        ("13.09.2018 - Tangshan/Potsdam (dpa/bb) - Das Unternehmen liefert technische Ausrüstung.", "2018-09-13"),
        ("ERFURT, 27. September 2022 - Zentralasien bietet Potenzial.", "2022-09-27"),
        ("Jekaterinburg/Dresden, 13. Juli 2012. Mit einem Rundgang endete die Reise.", "2012-07-13"),
        ("Frankfurt (Oder), den 3. März 2020", "2020-03-03"),
        ("(PresseBox) (Pforzheim, 08.04.2025) Noch nie war die Messe so groß.", "2025-04-08"),
        ("Stand: 22.11.2019", "2019-11-22"),
        ("2019-11-27", "2019-11-27"),
    ],
)
def test_stated_dates_of_publication_are_found(line: str, date: str) -> None:
    assert stated(f"{line}\n{BODY}").published == date


@pytest.mark.parametrize(
    "line",
    [
        "Am 27. November 2017 traf sich in der Stadt eine Delegation.",
        "Am Montag, 3. Mai 2019, beginnt die Messe.",
        "Berlin, 27. September 2022, 18 Uhr: Empfang der Botschaft",
        "Termin: 12. Mai 2019",
        "Anmeldung nur noch bis 21. Februar 2020",
        "Die Vereinbarung vom 11.05.2016 gilt weiter.",
        "Am Sonntag, dem 2. Oktober, endet die Reise.",
        "31.02.2019",
        "17.10.18",
    ],
)
def test_other_dates_are_not_taken_for_it(line: str) -> None:
    assert stated(f"Überschrift der Meldung\n{line}\n{BODY}").published is None


def test_publication_goes_before_revision() -> None:
    assert stated(f"Stand: 22.11.2019\nVeröffentlicht am 20.11.2019\n{BODY}").published == "2019-11-20"


def test_a_date_in_the_middle_of_a_long_text_is_not_the_articles_date() -> None:
    text = "Überschrift der Meldung\n" + BODY * 20 + "Erschienen am 3. März 2020\n" + BODY * 20
    assert stated(text).published is None


def test_the_first_headline_is_the_title() -> None:
    text = (
        f"Portal › Wirtschaft › Lausitz\n22.10.2016\n\nFirmen aus der Lausitz in China\nWas die Reise brachte\n{BODY}"
    )
    assert stated(text).title == "Firmen aus der Lausitz in China"


def test_a_paragraph_is_no_title() -> None:
    assert stated("Das Zentrum in Kursk kann nach einem Jahr auf Ergebnisse verweisen. " * 6).title is None


def test_own_address_and_source_only_where_labelled() -> None:
    text = (
        f"Überschrift der Meldung\n{BODY}\nhttps://example.org/bericht\n{BODY}\nQuelle: Stadtverwaltung Gera | Foto: x"
    )
    found = stated(text)
    assert (found.url, found.source) == (None, "Stadtverwaltung Gera")
    assert stated(f"https://example.org/meldung/1\n{text}").url == "https://example.org/meldung/1"
    assert stated(f"{text}\nURL: https://example.org/meldung/2").url == "https://example.org/meldung/2"


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ("2019-11-27", "2019-11-27"),
        ("2019-11-27T23:30:00Z", "2019-11-27"),
        ("2019-11-27 10:00", "2019-11-27"),
        ("2019-11", "2019-11"),
        ("2019", "2019"),
        (2019, "2019"),
        ("27.11.2019", "2019-11-27"),
        ("5. März 2020", "2020-03-05"),
        ("Sept. 2020", "2020-09"),
        ("2019-02-30", None),
        ("2019-13", None),
        ("gestern", None),
        ("1. Foo 2020", None),
        ("", None),
    ],
)
def test_dates_as_values(value: object, date: str | None) -> None:
    assert parse_date(value) == date


@settings(deadline=None)  # a busy machine is no fault
@given(st.text(max_size=300))
def test_any_text_can_be_asked(text: str) -> None:
    stated(text)


def test_hostile_lines_take_no_time() -> None:
    for line in (
        "A" * 900_000,
        "A " * 400_000,
        "Pressemitteilung " * 50_000,
        "(" * 900_000,
        "1." * 400_000,
        "Am am " * 9,
    ):
        stated("\n".join([line] * 3))
