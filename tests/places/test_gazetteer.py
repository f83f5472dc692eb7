"""The gazetteer as a whole: hierarchy, adjectives, sources, the file it reads."""

import threading

import pytest

from handelsgraph.places import Gazetteer
from handelsgraph.places.store import Store
from handelsgraph.schema import Label


@pytest.fixture(scope="module")
def gazetteer():
    return Gazetteer.load()


def above(gazetteer, form, label=None):
    return [place.name for place in gazetteer.parents(gazetteer.find(form, label)[0].key)]


@pytest.mark.parametrize(
    ("form", "parents"),
    [
        ("Luckau", ["Landkreis Dahme-Spreewald", "Brandenburg", "Deutschland"]),
        ("Wutha-Farnroda", ["Wartburgkreis", "Thüringen", "Deutschland"]),
        ("Rudolstadt", ["Landkreis Saalfeld-Rudolstadt", "Thüringen", "Deutschland"]),
        ("Spremberg", ["Landkreis Spree-Neiße", "Brandenburg", "Deutschland"]),
        ("Cottbus", ["Brandenburg", "Deutschland"]),
        ("Kaiserslautern", ["Rheinland-Pfalz", "Deutschland"]),
        ("Berlin", ["Deutschland"]),
        ("Bremerhaven", ["Land Bremen", "Deutschland"]),
        ("Landkreis Kaiserslautern", ["Rheinland-Pfalz", "Deutschland"]),
        ("Sachsen", ["Deutschland"]),
        ("Kursk", ["Oblast Kursk", "Russland"]),
        ("Yangzhou", ["Jiangsu", "China"]),
        ("Foshan", ["Guangdong", "China"]),
        ("Chongqing", ["China"]),
        ("Mailand", ["Lombardei", "Italien"]),
        ("Deutschland", []),
    ],
)
def test_what_a_place_lies_in(gazetteer, form, parents):
    assert above(gazetteer, form) == parents


def test_every_german_town_lies_in_a_land(gazetteer):
    for town in ("Luckau", "Hof", "Zittau", "Emden", "Garmisch-Partenkirchen", "Wismar", "Görlitz", "Freilassing"):
        place = gazetteer.find(town, Label.CITY)[0]
        assert place.parents[-1] == "place:de", town
        assert any(gazetteer.get(parent).label == Label.REGION for parent in place.parents), town


def test_a_town_of_its_own_has_no_kreis_of_the_same_name(gazetteer):
    keys = [place.key for place in gazetteer.find("Cottbus")]
    assert not [key for key in keys if key.startswith("place:de-12")]


def test_keys_lead_back_to_their_places(gazetteer):
    for form in ("Luckau", "Wutha-Farnroda", "Landkreis Gotha", "Thüringen", "China", "Lausitz", "Europa"):
        place = gazetteer.find(form)[0]
        assert gazetteer.get(place.key) == place


@pytest.mark.parametrize(
    "key", ["", "place:", "place:geo-", "place:geo-x", "place:geo-1", "place:geo-100000001", "body:x"]
)
def test_unknown_keys(gazetteer, key):
    assert gazetteer.get(key) is None
    assert gazetteer.parents(key) == ()


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("chinesische", "China"), ("chinesischen", "China"), ("Chinesen", "China"), ("russischem", "Russland"),
        ("deutsche", "Deutschland"), ("polnischer", "Polen"),
        ("thüringischen", "Thüringen"), ("Thüringer", "Thüringen"),
        ("sächsische", "Sachsen"), ("Brandenburger", "Brandenburg"), ("Lausitzer", "Lausitz"), ("Luckauer", "Luckau"),
        ("Cottbuser", "Cottbus"), ("Dresdner", "Dresden"), ("Münchner", "München"), ("Eberswalder", "Eberswalde"),
        ("Arnstädter", "Arnstadt"), ("Kölner", "Köln"), ("Jenaer", "Jena"), ("Pekinger", "Peking"),
        ("Wiener", "Wien"),
        ("Berliner", "Berlin"), ("Bremer", "Bremen"), ("Hamburger", "Hamburg"), ("Kaiserslauterer", "Kaiserslautern"),
        ("Lipezker", "Lipezk"), ("Zwickauer", "Zwickau"),
    ],
)  # fmt: skip
def test_adjectives_and_inhabitants(gazetteer, form, name):
    assert gazetteer.adjective(form).name == name


@pytest.mark.parametrize("form", ["Unternehmer", "Oberbürgermeister", "weiter", "technische", "er", "", "luckauer"])
def test_words_that_are_no_adjectives_of_places(gazetteer, form):
    assert gazetteer.adjective(form) is None


@pytest.mark.parametrize(
    ("word", "key"),
    [
        ("Polens", "place:pl"),
        ("polnischen", "place:pl"),
        ("Sachsen", "place:de-14"),
        ("Luckau", None),
        ("malt", None),
        ("essen", None),
    ],
)
def test_words_that_tell_the_country(gazetteer, word, key):
    assert gazetteer.wide(word) == key


def test_sources_and_licences_are_named(gazetteer):
    text = " ".join(f"{name} {licence}" for name, licence in gazetteer.sources().items())
    assert "GeoNames" in text
    assert "CC BY 4.0" in text


def test_the_file_is_opened_read_only(tmp_path):
    store = Store.packaged()
    with pytest.raises(Exception, match="readonly"):
        store._database.execute("DELETE FROM place")


def test_threads_share_the_gazetteer(gazetteer):
    found = []
    names = ["Luckau", "Kursk", "Gera", "Frankfurt", "Foshan"] * 40

    def look():
        found.append([gazetteer.find(name)[0].key for name in names])

    threads = [threading.Thread(target=look) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4
    assert all(keys == found[0] for keys in found)
