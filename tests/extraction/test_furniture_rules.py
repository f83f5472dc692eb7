from __future__ import annotations

import pytest

from handelsgraph.extraction.furniture_rules import furniture_lines

PARAGRAPH = (
    "Eine Delegation der Kammer besuchte am Montag das Werk in Changsha und sprach dort mit der Leitung "
    "des Hauses. Begleitet wurde sie von zwölf Unternehmern aus der Lausitz, die ihre Anlagen vorstellten und "
    "Gespräche mit Abnehmern führten. Im Herbst folgt ein Gegenbesuch."
)


@pytest.mark.parametrize(
    "line",
    [
        "Startseite › Wirtschaft › Region",
        "Foto: privat",
        "Der Bürgermeister mit seinen Gästen. Foto: M. Weber",
        "Telefon 03681 362-0",
        "03046 Cottbus",
        "Teilen: Facebook | LinkedIn | Xing",
        "Diese Website verwendet Cookies. Mit der weiteren Nutzung erklären Sie sich einverstanden.",
        "Lesen Sie auch: Wer wird neuer Chef am Flughafen?",
        "[Anzeige] Lagerhallen zu vermieten",
        "Zurück zur Übersicht | Seite drucken",
    ],
)
def test_furniture(line: str) -> None:
    assert furniture_lines(f"{PARAGRAPH}\n\n{line}") == [False, True]


@pytest.mark.parametrize(
    "line",
    [
        "Zwickauer Abordnung von China-Reise heimgekehrt",
        "Die Bilder der Ausstellung reisen im Herbst weiter nach Breslau.",
        "Am Dienstag unterzeichneten beide Seiten einen Vertrag – ein Erfolg, wie die Kammer findet.",
        "„Wir teilen das Ziel“, sagte der Minister.",
        PARAGRAPH,
    ],
)
def test_text(line: str) -> None:
    assert furniture_lines(line) == [False]


def test_short_lines_under_a_contact_heading_belong_to_it() -> None:
    assert furniture_lines(f"{PARAGRAPH}\n\nAutor und Kontakt\n\nIHK Musterstadt\nGoethestraße 1") == [
        False,
        True,
        True,
        True,
    ]


def test_running_text_under_a_contact_block_stays() -> None:
    lines = furniture_lines(f"Kontakt\nIHK Musterstadt\n03046 Cottbus\n\nTitel der Meldung\n\n{PARAGRAPH}\n{PARAGRAPH}")
    assert lines == [True, True, True, False, False, False]


def test_a_page_head_full_of_furniture_words_does_not_take_the_article_with_it() -> None:
    paragraph = "Die Kammer lud acht Betriebe ein, nach Vilnius zu reisen. Dort trafen sie den Bürgermeister der Stadt."
    head = "Menü\nSuche\nNewsletter\nKontakt\n\nAnzeige\n\n"
    foot = "\n\nFoto: Ina Mölders\n\nMeistgelesen\nStau auf der A 20\nKommentar schreiben\nImpressum\nDatenschutz\n"
    text = head + "\n\n".join([paragraph] * 4) + foot
    assert furniture_lines(text) == [True] * 5 + [False] * 4 + [True] * 6
