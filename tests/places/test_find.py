"""Which place a written name denotes: general knowledge, no article behind it."""

import csv
from pathlib import Path

import pytest

from handelsgraph.places import Gazetteer
from handelsgraph.schema import Label

LABELS = {"C": Label.CITY, "R": Label.REGION, "N": Label.COUNTRY}
ROWS = list(csv.reader((Path(__file__).parent / "lookups.csv").open(encoding="utf-8"), delimiter="|"))[1:]


@pytest.fixture(scope="module")
def gazetteer():
    return Gazetteer.load()


@pytest.mark.parametrize(("form", "key", "label", "name"), ROWS, ids=[row[0] for row in ROWS])
def test_lookup(gazetteer, form, key, label, name):
    found = gazetteer.find(form)
    assert found, "nothing found"
    assert (found[0].key, found[0].label, found[0].name) == (key, LABELS[label], name)


@pytest.mark.parametrize(
    "form", ["", " ", "Muster", "die Gäste", "IHK", "LDS", "Unternehmen", "\x00", "'; DROP TABLE", "🜁"]
)
def test_what_is_no_place(gazetteer, form):
    assert gazetteer.find(form) == []


@pytest.mark.parametrize(
    ("form", "near", "parents"),
    [
        ("Frankfurt", "Brandenburg", ["Brandenburg"]),
        ("Frankfurt", "Hessen", ["Hessen"]),
        ("Neustadt", "Holstein", ["Kreis Ostholstein", "Schleswig-Holstein"]),
        ("Neustadt", "Pirmasens", ["Rheinland-Pfalz"]),
        ("Halle", "Nordrhein-Westfalen", ["Kreis Gütersloh", "Nordrhein-Westfalen"]),
        ("Forst", "Bruchsal", ["Landkreis Karlsruhe", "Baden-Württemberg"]),
        ("Luckau", "Wendland", ["Landkreis Lüchow-Dannenberg", "Niedersachsen"]),
    ],
)
def test_context_tells_homonyms_apart(gazetteer, form, near, parents):
    context = gazetteer.find(near)[0]
    found = gazetteer.find(form, near=[context.key])[0]
    names = [place.name for place in gazetteer.parents(found.key)]
    assert names[: len(parents)] == parents


def test_label_decides_between_foreign_town_and_region(gazetteer):
    assert gazetteer.find("Kursk", Label.CITY)[0].label == Label.CITY
    assert gazetteer.find("Kursk", Label.REGION)[0].name == "Oblast Kursk"


def test_label_does_not_make_a_german_town_a_kreis(gazetteer):
    assert gazetteer.find("Kaiserslautern", Label.REGION)[0].label == Label.CITY
    assert gazetteer.find("Landkreis Kaiserslautern", Label.CITY)[0].label == Label.REGION
