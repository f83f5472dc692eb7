from __future__ import annotations

import pytest

from handelsgraph.extraction.names import abbreviates, fold, key, legal_form, without_title


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("Dr. Anna Behr", "Anna Behr"),
        ("Prof. Dr.-Ing. Jörg Lindner", "Jörg Lindner"),
        ("Dr. h. c. Otto Wieland", "Otto Wieland"),
        ("Herrn Xue", "Xue"),
        ("Ma Jun", "Ma Jun"),
        ("Pan Wei", "Pan Wei"),
        ("C. Müller", "C. Müller"),
        ("Dr.", ""),
    ],
)
def test_titles_are_no_part_of_a_name(name: str, bare: str) -> None:
    assert without_title(name) == bare


def test_legal_forms_do_not_tell_names_apart() -> None:
    assert fold("Spreetal Klärtechnik GmbH & Co. KG") == fold("Spreetal Klärtechnik")
    assert fold("CRRC Corporation Limited") == "crrc"
    assert legal_form("Reindl de México S.A. de C.V.") == "s a de c v"
    assert fold("AG") == "ag"  # nothing else would be left


def test_inflected_forms_share_a_key() -> None:
    assert key("Deutschen Handwerkstages") == key("Deutscher Handwerkstag")
    assert key("Kasachstans") == key("Kasachstan")
    assert key("IHK Cottbus", body=True) == key("Industrie- und Handelskammer Cottbus", body=True)


@pytest.mark.parametrize(
    ("short", "name", "loosely", "fits"),
    [
        ("TITK", "Thüringisches Institut für Textil- und Kunststoff-Forschung", False, True),
        ("DRK", "Demokratische Republik Kongo", False, True),
        ("HSZG", "Hochschule Zittau/Görlitz", True, True),
        ("HSZG", "Hochschule Zittau/Görlitz", False, False),
        ("IHK", "Institut für Meeresforschung", True, False),
        ("BASF", "Bergsträßer Frottier AG", True, False),
    ],
)
def test_acronyms(short: str, name: str, loosely: bool, fits: bool) -> None:
    assert abbreviates(short, name, loosely=loosely) is fits
