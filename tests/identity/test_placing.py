"""Places are told apart by what else the article names."""

import gold
import pytest
from reading_makers import article, entity, reading

from handelsgraph.identity import evidence_of
from handelsgraph.places import Gazetteer

GAZETTEER = Gazetteer.load()


def places(text, *entities, **more):
    evidence = evidence_of(article(text, **more), reading(*entities, text=text), GAZETTEER)
    return {GAZETTEER.get(use.key).name if GAZETTEER.get(use.key) else use.key for use in evidence.names}


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("In Frankfurt traf sich die Kammer.", "Frankfurt", "Frankfurt am Main"),
        ("In Frankfurt traf sich die Brandenburger Kammer.", "Frankfurt", "Frankfurt (Oder)"),
        ("Die Firma aus Freiburg will mehr Schweizer Kunden.", "Freiburg", "Freiburg im Breisgau"),
        ("Das Werk in Petersburg liefert.", "Petersburg", "Sankt Petersburg"),
    ],
)
def test_words_of_the_text_tell_homonyms_apart(text, name, expected):
    assert places(text, entity("e1", "City", name)) == {expected}


def test_other_places_tell_homonyms_apart():
    text = "Neustadt und Pirmasens rücken zusammen."
    assert places(text, entity("e1", "City", "Neustadt"), entity("e2", "City", "Pirmasens")) == {
        "Neustadt an der Weinstraße",
        "Pirmasens",
    }


def test_another_form_in_the_article_tells_homonyms_apart():
    assert places("Text.", entity("e1", "City", "Frankfurt", "Frankfurt (Oder)")) == {"Frankfurt (Oder)"}


def test_a_word_before_the_name_tells_town_and_kreis_apart():
    text = "Der Landkreis Kaiserslautern und die Stadt luden ein."
    assert places(text, entity("e1", "Region", "Kaiserslautern")) == {"Landkreis Kaiserslautern"}
    assert places("Kaiserslautern lud ein.", entity("e1", "City", "Kaiserslautern")) == {"Kaiserslautern"}


def test_a_kreis_the_gazetteer_does_not_have_is_not_its_town():
    text = "Der Kreis Krotoszyn lud ein. Krotoszyn liegt in Polen."
    kreis = entity("e1", "Region", "Kreis Krotoszyn", "Krotoszyn")
    assert places(text, kreis) == {"place:?region:kreis krotoszyn"}


def test_the_source_is_context():
    text = "Forst feiert."
    here = places(text, entity("e1", "City", "Forst"), source="Badische Neueste Nachrichten, Baden-Württemberg")
    assert here == {"Forst"}
    assert places(text, entity("e1", "City", "Forst")) == {"Forst (Lausitz)"}


@pytest.mark.parametrize(
    ("seed", "names"),
    [
        ("000", {"Luckau", "Cottbus", "China", "Brandenburg"}),
        ("001", {"Kursk", "Russland", "Deutschland"}),
        ("002", {"Wutha-Farnroda", "Rudolstadt", "Erfurt", "Thüringen", "Kasachstan", "Usbekistan"}),
        ("003", {"Chongqing", "Gera", "Thüringen", "China", "Shanghai"}),
        ("004", {"Kaiserslautern", "Landkreis Kaiserslautern", "Yangzhou", "Foshan", "Shanghai", "China", "Mainz"}),
    ],
)
def test_places_of_the_seeds(seed, names):
    ((text, read),) = [pair for pair in gold.load() if pair[0].url.endswith(f"seed_{seed}")]
    found = {GAZETTEER.get(use.key) for use in evidence_of(text, read, GAZETTEER).names if use.key.startswith("place:")}
    assert names <= {place.name for place in found if place}
