"""Names of bodies: which spellings are one name, which names identify a body."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handelsgraph.identity.body_names import bracketed_acronyms, fold_body, is_acronym, is_generic
from handelsgraph.places import Gazetteer


@given(st.text(max_size=60))
def test_folding_never_fails_and_is_stable_under_unicode_forms(name):
    assert fold_body(unicodedata.normalize("NFD", name)) == fold_body(unicodedata.normalize("NFC", name))


@given(st.text(alphabet="abcÄöß GmbHAG&.,()-IHKzu", max_size=40))
def test_folding_twice_changes_nothing(name):
    assert fold_body(fold_body(name)) == fold_body(name)


@pytest.mark.parametrize(
    "forms",
    [
        ("CRRC", "CRRC Corporation Limited", "CRRC Corp. Ltd.", "der CRRC", "„CRRC“"),
        ("Müller Maschinenbau", "Müller Maschinenbau GmbH", "Müller Maschinenbau GmbH & Co. KG",
         "Müller-Maschinenbau GmbH"),
        ("Industrie- und Handelskammer (IHK) Cottbus", "IHK Cottbus", "Industrie- und Handelskammer Cottbus",
         "IHK zu Cottbus", "der Industrie- und Handelskammer Cottbus"),
        ("Handwerkskammer Südthüringen", "HWK Südthüringen", "Handwerkskammer (HWK) Südthüringen"),
        ("Deutsche Botschaft Peking", "Deutschen Botschaft Peking", "die Deutsche Botschaft Peking"),
        ("Technische Universität Ilmenau", "TU Ilmenau", "Technischen Universität Ilmenau"),
        ("Ministerium für Wirtschaft", "Ministeriums für Wirtschaft"),
        ("LEG Thüringen", "Landesentwicklungsgesellschaft Thüringen mbH (LEG Thüringen)"),
        ("Gießerei Groß", "Giesserei Gross"),
        ("OOO Wodokanal", "Wodokanal"),
        ("Firma Schmidt & Söhne", "Schmidt und Söhne"),
    ],
)  # fmt: skip
def test_spellings_of_one_body(forms):
    assert len({fold_body(form) for form in forms}) == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("IHK Cottbus", "IHK Potsdam"),
        ("Bank of China", "Bank of Ningbo"),
        ("Messe Erfurt GmbH", "Messe Leipzig GmbH"),
        ("Universität Halle", "Universität Hallein"),
    ],
)
def test_different_bodies(first, second):
    assert fold_body(first) != fold_body(second)


def test_a_town_adjective_before_a_chamber_is_its_town():
    gazetteer = Gazetteer.load()
    assert fold_body("Cottbuser IHK", gazetteer) == fold_body("IHK Cottbus", gazetteer)


def test_a_legal_form_alone_is_kept():
    assert fold_body("AG") == "ag"


@pytest.mark.parametrize(
    "name",
    ["IHK", "Kammer", "Industrie- und Handelskammer", "Stadtverwaltung", "Landratsamt", "Wirtschaftsministerium",
     "Ministerium für Wirtschaft und Energie", "Deutsche Botschaft", "die Universität", "Stadtwerke GmbH", "Sparkasse",
     "Wirtschaftsförderungsgesellschaft mbH", "Ministerium für Auswärtige Angelegenheiten", "Technische Universität",
     "AG", "GmbH"],
)  # fmt: skip
def test_generic_names(name):
    gazetteer = Gazetteer.load()
    assert is_generic(fold_body(name, gazetteer), gazetteer)


@pytest.mark.parametrize(
    "name",
    ["IHK Cottbus", "Stadtwerke Gera", "Bundesagentur für Außenwirtschaft", "Jenoptik AG", "Deutsche Bank",
     "Brandenburger Wirtschaftsministerium", "Chinesische Botschaft", "Auswärtiges Amt", "CRRC",
     "Sparkasse Spree-Neiße",
     "Ministerium für Wirtschaft des Landes Brandenburg", "Sächsisches Staatsministerium für Wirtschaft"],
)  # fmt: skip
def test_names_that_identify_a_body(name):
    gazetteer = Gazetteer.load()
    assert not is_generic(fold_body(name, gazetteer), gazetteer)


def test_acronyms():
    forms = ["LKT", "IHK", "BMWi", "GTAI", "WFG-X", "Jenoptik", "IHK Cottbus", "K"]
    assert [form for form in forms if is_acronym(form)] == forms[:5]
    assert bracketed_acronyms("Verein Muster (VM) Halle (Saale)") == ["VM"]
