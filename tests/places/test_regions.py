"""Named regions: what the list of them says is what the gazetteer has, and it covers the country."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from handelsgraph.places import Gazetteer, Place
from handelsgraph.schema import Label

TOOLS = Path(__file__).parents[2] / "tools"
if not TOOLS.is_dir():
    pytest.skip("the list of regions is not part of this installation", allow_module_level=True)
sys.path.insert(0, str(TOOLS))

from gazetteer.members import named_regions  # noqa: E402
from gazetteer.records import MAIN, Entry  # noqa: E402

REGIONS: list[dict[str, Any]] = yaml.safe_load((TOOLS / "gazetteer" / "regions.yaml").read_text(encoding="utf-8"))
PLACES = Gazetteer.load()


def region(name: str) -> Place:
    return next(place for place in PLACES.find(name) if place.overlaps)


def within(name: str, town: str) -> bool:
    """Whether a region has a town in it, itself or through what the town lies in."""
    place = PLACES.find(town)[0]
    return any(region(name).key in one.regions for one in (place, *PLACES.parents(place.key)))


@pytest.mark.slow  # all of them together
@pytest.mark.parametrize("item", REGIONS, ids=lambda item: item["name"])
def test_a_region_is_known_by_all_its_names_and_has_the_members_of_the_list(item: dict[str, Any]) -> None:
    found = region(item["name"])
    assert (found.label, found.country, found.regions) == (Label.REGION, "DE", ())
    assert all(PLACES.find(name)[0] == found for name in (item["name"], *item.get("also", ())))
    members = [place for member in item["members"] for place in PLACES.find(member.partition(", ")[0])]
    assert len({place.key for place in members if found.key in place.regions}) == len(item["members"])
    assert found.key in PLACES.positions([found.key])


def test_no_region_is_listed_twice_or_part_of_another() -> None:
    names = [name for item in REGIONS for name in (item["name"], *item.get("also", ()))]
    assert len(names) == len(set(names))
    members = [place for item in REGIONS for name in item["members"] for place in PLACES.find(name.partition(", ")[0])]
    assert not [place.name for place in members if place.overlaps and place.regions]


def test_every_land_has_regions_of_its_own() -> None:
    names = {member.partition(", ")[0] for item in REGIONS for member in item["members"]}
    covered = {key for name in names for key in PLACES.find(name)[0].parents[-2:-1]}
    others = {"place:de-02", "place:de-11", "place:de-10"}  # Hamburg and Berlin are towns, Saarland is one region
    assert covered == {f"place:de-{number:02}" for number in range(1, 17)} - others


@pytest.mark.parametrize(
    ("name", "inside", "outside"),
    [
        ("Lausitz", ("Cottbus", "Forst (Lausitz)", "Luckau", "Bautzen", "Zittau"), ("Potsdam", "Dresden", "Berlin")),
        ("Ruhrgebiet", ("Essen", "Dortmund", "Recklinghausen", "Wesel"), ("Düsseldorf", "Köln", "Münster")),
        ("Metropolregion Hamburg", ("Hamburg", "Lübeck", "Stade", "Wismar", "Schwerin"), ("Kiel", "Bremen")),
        ("Hauptstadtregion Berlin-Brandenburg", ("Berlin", "Cottbus", "Prenzlau"), ("Dessau-Roßlau",)),
        ("Altmark", ("Stendal", "Salzwedel", "Gardelegen"), ("Magdeburg",)),
        ("Eifel", ("Daun", "Bitburg", "Monschau", "Euskirchen"), ("Trier", "Aachen")),
        ("Ostfriesland", ("Emden", "Leer", "Norden"), ("Oldenburg", "Papenburg")),
        ("Franken", ("Nürnberg", "Würzburg", "Bamberg"), ("Regensburg", "München")),
        ("Schwaben", ("Augsburg", "Kempten"), ("München", "Stuttgart")),
        ("Harz", ("Goslar", "Wernigerode", "Nordhausen", "Osterode am Harz"), ("Göttingen", "Magdeburg")),
        ("Ostdeutschland", ("Rostock", "Gera", "Berlin", "Cottbus"), ("Hamburg", "Hof")),
    ],
)
def test_what_lies_in_a_region(name: str, inside: tuple[str, ...], outside: tuple[str, ...]) -> None:
    assert [town for town in inside if not within(name, town)] == []
    assert [town for town in outside if within(name, town)] == []


def test_a_region_named_as_a_kreis_is_not_that_kreis() -> None:
    assert PLACES.find("Harz")[0].key == "place:de-harz"
    assert PLACES.find("Landkreis Harz")[0].key == "place:de-15085"
    assert PLACES.find("Uckermark")[0].name == "Landkreis Uckermark"


def entry(key: str, name: str, label: str, parent: str) -> Entry:
    made = Entry(key, name, label, "DE", parent)
    made.add(name, MAIN)
    return made


ENTRIES = [
    entry("place:de-12", "Brandenburg", "Region", "place:de"),
    entry("place:de-14", "Sachsen", "Region", "place:de"),
    entry("place:de-12071", "Landkreis Spree", "Region", "place:de-12"),
    entry("place:de-14626", "Landkreis Neiße", "Region", "place:de-14"),
    entry("place:geo-1", "Neustadt", "City", "place:de-12071"),
    entry("place:geo-2", "Neustadt", "City", "place:de-14626"),
    entry("place:geo-3", "Altstadt", "City", "place:de-14626"),
    entry("place:geo-4", "Altstadt", "City", "place:de-12"),
    entry("place:de-heide", "Heide", "Region", "place:de-12"),
]


def test_members_are_told_apart_by_their_kreis() -> None:
    members = ["Landkreis Spree", "Neustadt, Landkreis Neiße", "Altstadt"]
    new, pairs = named_regions(ENTRIES, [{"name": "Grenzland", "also": ["Das Grenzland"], "members": members}])
    assert [(one.key, one.parent, one.aliases) for one in new] == [
        ("place:de-grenzland", "place:de", ["Das Grenzland"])
    ]
    assert pairs == [(key, "place:de-grenzland") for key in ("place:de-12071", "place:geo-2", "place:geo-4")]


def test_a_region_of_one_land_lies_in_it() -> None:
    (new,), _ = named_regions(ENTRIES, [{"name": "Spreeland", "members": ["Landkreis Spree"]}])
    assert new.parent == "place:de-12"


@pytest.mark.parametrize(
    ("name", "member", "message"),
    [
        ("Spreeland", "Landkreis Oder", "Spreeland: Landkreis Oder names no places"),
        ("Spreeland", "Neustadt", "Spreeland: Neustadt names 2 places"),
        ("Spreeland", "Altstadt, Landkreis Spree", "Altstadt, Landkreis Spree names no places"),
        ("Heide", "Landkreis Neiße", "Heide lies in place:de-12, its members in place:de-14"),
    ],
)
def test_a_member_that_is_no_place_is_an_error(name: str, member: str, message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        named_regions(ENTRIES, [{"name": name, "members": [member]}])
