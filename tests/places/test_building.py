"""The rules by which the gazetteer is built from its sources."""

import sys
from pathlib import Path

import pytest

TOOLS = Path(__file__).parents[2] / "tools"
if not TOOLS.is_dir():
    pytest.skip("the build script is not part of this installation", allow_module_level=True)
sys.path.insert(0, str(TOOLS))

from gazetteer.names import english_russian, german_of_english, german_russian, usable, without_addition  # noqa: E402
from gazetteer.postal import postal_places  # noqa: E402
from gazetteer.records import MAIN, VARIANT, Entry  # noqa: E402
from gazetteer.write import write  # noqa: E402


@pytest.mark.parametrize(
    ("russian", "german"),
    [("Липецк", "Lipezk"), ("Челябинск", "Tscheljabinsk"), ("Воронеж", "Woronesch"), ("Екатеринбург", "Jekaterinburg"),
     ("Нижний Новгород", "Nischni Nowgorod"), ("Иркутск", "Irkutsk"), ("Lipetsk", None)],
)  # fmt: skip
def test_russian_as_german_newspapers_write_it(russian, german):
    assert german_russian(russian) == german


def test_russian_as_geonames_writes_it():
    assert english_russian("Липецк") == "lipetsk"


def test_english_transcription_to_german():
    assert "Telawi" in german_of_english("Telavi")
    assert "Urgentsch" in german_of_english("Urgench")


@pytest.mark.parametrize(
    ("name", "town"),
    [("Frankfurt (Oder)", "Frankfurt"), ("Frankfurt am Main", "Frankfurt"), ("Lübbenau/Spreewald", "Lübbenau"),
     ("Weiden i.d.OPf.", "Weiden"), ("Bad Berka", None), ("Annaberg-Buchholz", None)],
)  # fmt: skip
def test_names_with_an_addition(name, town):
    assert without_addition(name) == town


@pytest.mark.parametrize("form", ["ge la", "CGN", "Келн", "콜른", "X1", "km"])
def test_alternate_names_that_are_no_use(form):
    assert not usable(form)


def row(name, kreis="16063", zip_code="99848"):
    return {"place": name, "community_code": kreis, "zipcode": zip_code, "latitude": "50.9", "longitude": "10.4"}


def test_receivers_of_mail_are_no_places():
    names = ["Wutha-Farnroda", "Muster Pumpen GmbH", "Sparkasse Muster", "Finanzamt Muster", "Stadt Muster", "ACO Guss"]
    assert [place.name for place in postal_places([row(name) for name in names])] == ["Wutha-Farnroda"]


def test_districts_are_told_from_their_town():
    found = postal_places([row("Jessen (Elster)"), row("Jessen (Elster) Arnsdorf"), row("Bad Berka")])
    assert {(place.name, place.whole) for place in found} == {
        ("Jessen (Elster)", None),
        ("Arnsdorf", "Jessen (Elster)"),
        ("Bad Berka", None),
    }


def test_the_same_entries_give_the_same_bytes(tmp_path):
    def entries():
        country = Entry("place:de", "Deutschland", "Country", "DE")
        town = Entry("place:geo-7", "Musterstadt", "City", "DE", "place:de", 50.0, 10.0, 1000)
        country.add("Deutschland", MAIN)
        town.add("Musterstadt", MAIN)
        town.add("Musterstatt", VARIANT)
        return [country, town]

    paths = [tmp_path / "first.sqlite", tmp_path / "second.sqlite"]
    write(paths[0], entries(), {"musterstädter": ["place:geo-7"]}, [("place:geo-7", "place:de")], {"test": "none"})
    write(
        paths[1], entries()[::-1], {"musterstädter": ["place:geo-7"]}, [("place:geo-7", "place:de")], {"test": "none"}
    )
    assert paths[0].read_bytes() == paths[1].read_bytes()
