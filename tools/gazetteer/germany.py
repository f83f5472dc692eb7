"""Germany: Länder, Kreise, and towns placed into them."""

from __future__ import annotations

import re
from typing import Any

import numpy as np

from .names import usable, without_addition, without_title
from .postal import PostalPlace
from .records import DISTRICT, MAIN, SHORT, VARIANT, Entry, fold

# GeoNames numbers the Länder otherwise than the official key does.
LAND_OF_ADMIN = {
    "01": "08", "02": "09", "03": "04", "04": "02", "05": "06", "06": "03", "07": "05", "08": "07", "09": "10",
    "10": "01", "11": "12", "12": "13", "13": "14", "14": "15", "15": "16", "16": "11",
}  # fmt: skip
CITY_STATES = {"02", "11"}
"""Hamburg and Berlin: town and Land are one place. (Bremen has two towns.)"""

_NEAR_KM = 20.0


def laender(official: list[dict[str, Any]], lexicon: list[dict[str, Any]]) -> list[Entry]:
    """Return the Länder that are not a single town."""
    extra = {item["name"]: item for item in lexicon}
    entries = []
    for item in official:
        code, name = item["schlüssel"]["nummer"], item["name"]
        if code in CITY_STATES:
            continue
        shown = "Land Bremen" if name == "Bremen" else name
        entry = Entry(f"place:de-{code}", shown, "Region", "DE", "place:de", population=3_000_000)
        entry.add(name, SHORT if name == "Bremen" else MAIN)
        entry.add(shown, MAIN)
        for form in extra[name].get("also", []):
            if form not in {"Freistaat", "Hansestadt", "Mark", "Südwesten", "Nordosten", "an der Saar", "Saar"}:
                entry.add(form, VARIANT if len(form) < 4 else SHORT, show=len(form) > 3)
        entries.append(entry)
    return entries


def kreis_name(item: dict[str, Any]) -> str:
    """Return how a Kreis is written in full: "Landkreis Gotha", "Kreis Wesel", "Wartburgkreis", "Region Hannover"."""
    name: str = item["name"]
    if re.search(r"(?i)kreis$|^region|^städteregion|^landkreis|^kreis ", name):
        return name
    return f"{'Kreis' if item['typ']['name'] == 'kreis' else 'Landkreis'} {name}"


def is_town(item: dict[str, Any]) -> bool:
    """Whether a Kreis is a town of its own (kreisfreie Stadt, Stadtkreis)."""
    return item["typ"]["name"] in {"kreisfreie-stadt", "stadtkreis"}


def kreise(official: list[dict[str, Any]]) -> list[Entry]:
    """Return the Kreise that are not towns."""
    entries = []
    for item in official:
        if is_town(item):
            continue
        code = item["schlüssel"]["nummer"]
        full = kreis_name(item)
        entry = Entry(f"place:de-{code}", full, "Region", "DE", f"place:de-{code[:2]}", population=100_000)
        entry.add(full, MAIN)
        bare = re.sub(r"^(Landkreis|Kreis|Region|Regionalverband|Städteregion) ", "", full)
        own_word = re.search(r"(?i)kreis$", bare)
        entry.add(bare, MAIN if own_word else SHORT, show=not own_word)
        for word in () if own_word else ("Landkreis", "Kreis"):
            entry.add(f"{word} {bare}", MAIN, show=True)
        if short := without_addition(bare):
            entry.add(short, VARIANT)
            entry.add(f"Landkreis {short}", SHORT)
        entries.append(entry)
    return entries


def other_regions(entries: list[Entry], lexicon: list[dict[str, Any]]) -> list[Entry]:
    """Return regions that are no Kreis or Land ("Lausitz"); one that shares a Kreis's name is that Kreis."""
    known = {
        form: e
        for e in entries
        if e.label == "Region" and e.country == "DE"
        for form, r in e.forms.items()
        if r <= SHORT
    }
    found = []
    for item in lexicon:
        name = item["name"]
        also = re.findall(r"[\w-]+(?: [\w-]+)*", item["note"][5:]) if item.get("note", "").startswith("also:") else []
        if item.get("note") == "sea":
            continue
        lands = [known[fold(land)].key for land in item["in"] if fold(land) in known]
        entry = known.get(fold(name))
        if entry is None:
            slug = fold(name).replace(" ", "-")
            parent = lands[0] if len(lands) == 1 else "place:de"
            entry = Entry(f"place:de-{slug}", name, "Region", "DE", parent, population=100_000)
            found.append(entry)
        for form in (name, *also):
            if form not in {"Revier", "Pott"}:
                entry.add(form, MAIN, show=True)
    return found


def _distances(latitude: float, longitude: float, points: np.ndarray) -> np.ndarray:
    north = (points[:, 0] - latitude) * 111.2
    east = (points[:, 1] - longitude) * 111.2 * np.cos(np.radians(latitude))
    return np.hypot(north, east)


class _Towns:
    """The GeoNames towns of one Land and the postal places of the same Land."""

    def __init__(self, cities: list[dict[str, Any]], postal: list[PostalPlace]) -> None:
        self.cities, self.postal = cities, postal
        self.points = np.array([(p.latitude, p.longitude) for p in postal])
        self.forms = [
            {fold(f) for name in (c["name"], *filter(usable, c["alternatenames"]))
             for f in (name, without_title(name), without_addition(without_title(name)) or name)}
            for c in cities
        ]  # fmt: skip

    def match(self) -> tuple[dict[int, PostalPlace], dict[int, str], set[int]]:
        """Return for each town its postal place and its Kreis, and the postal places that were used."""
        by_form: dict[str, list[int]] = {}
        for number, place in enumerate(self.postal):
            for form in place.folded:
                by_form.setdefault(form, []).append(number)
        matched: dict[int, PostalPlace] = {}
        kreis: dict[int, str] = {}
        used: set[int] = set()
        for town, city in enumerate(self.cities):
            distance = _distances(city["latitude"], city["longitude"], self.points)
            near = {n for form in self.forms[town] for n in by_form.get(form, ()) if distance[n] < _NEAR_KM}
            if near:
                exact = {n for n in near if fold(self.postal[n].name) in self.forms[town]} or near
                best = min(exact, key=lambda n: (self.postal[n].whole is not None, distance[n], n))
                used |= near
                matched[town] = self._fuller(near, best)
            else:
                best = int(distance.argmin())
            kreis[town] = self.postal[best].kreis
        return matched, kreis, used

    def _fuller(self, near: set[int], best: int) -> PostalPlace:
        """Return the postal place that tells the town from others of its name ("Halle (Westfalen)"), if any."""
        place = self.postal[best]
        fuller = [
            self.postal[n] for n in sorted(near)
            if self.postal[n].kreis == place.kreis and not self.postal[n].whole
            and without_addition(self.postal[n].name) == place.name and "," not in self.postal[n].name
        ]  # fmt: skip
        return fuller[0] if fuller else place


def towns(cities: list[dict[str, Any]], postal: list[PostalPlace], official: list[dict[str, Any]]) -> list[Entry]:
    """Return the German towns. Districts of towns of their own, and listed districts of others, become forms."""
    own_towns = {i["schlüssel"]["nummer"]: i["name"] for i in official if is_town(i)}
    entries: dict[str, Entry] = {}
    leftovers: list[PostalPlace] = []
    parts: list[tuple[str, Entry]] = []
    for admin, land in sorted(LAND_OF_ADMIN.items()):
        here = [c for c in cities if c["admin1code"] == admin]
        there = [p for p in postal if p.kreis[:2] == land]
        group = _Towns(here, there)
        matched, kreis, used = group.match()
        for town, city in enumerate(here):
            place = matched.get(town)
            code = kreis[town]
            entry = _entry(city, place, code, land)
            if code in own_towns and not _is_the_town(entry, own_towns[code]):
                parts.append((code, entry))
            elif place is not None and place.whole and city["population"] < 5000:
                parts.append((f"{code}/{fold(place.whole)}", entry))
            else:
                entries[entry.key] = entry
        leftovers += [p for n, p in enumerate(there) if n not in used and p.kreis not in own_towns]
    _largest_only(entries, own_towns, parts)
    names = {e.name for e in entries.values() if e.admin in own_towns} | {kreis_name(i) for i in official}
    for left in leftovers:
        if left.whole is None and left.name not in names:
            entry = _postal_entry(left)
            entries.setdefault(entry.key, entry)
    parts += [(f"{p.kreis}/{fold(p.whole)}", _postal_entry(p)) for p in leftovers if p.whole]
    _merge_parts(entries, parts)
    return list(entries.values())


def _entry(city: dict[str, Any], place: PostalPlace | None, kreis: str, land: str) -> Entry:
    forms = [form for form in city["alternatenames"] if usable(form)]
    name = city["name"]
    if place is not None and place.whole is None and (place.name in forms or without_addition(place.name) == name):
        name = place.name
    name = without_title(name)
    entry = Entry(f"place:geo-{city['geonameid']}", name, "City", "DE", f"place:de-{kreis}",
                  city["latitude"], city["longitude"], city["population"], admin=kreis)  # fmt: skip
    entry.add(name, MAIN)
    entry.add(city["name"], MAIN, show=True)
    known = {fold(form) for form in forms}
    if place is not None and place.whole is None and fold(place.name) in known | {fold(city["name"])}:
        entry.add(place.name, MAIN, show=True)
    elif place is not None and place.whole is None:
        entry.add(place.name, SHORT, show=True)
    for form in (name, city["name"], *([place.name] if place and place.whole is None else [])):
        if short := without_addition(form):
            entry.add(short, SHORT)
    for form in forms:
        entry.add(form, VARIANT)
    if land in CITY_STATES:
        entry.parent = "place:de"
    return entry


def _postal_entry(place: PostalPlace) -> Entry:
    slug = fold(place.name).replace(" ", "-")
    entry = Entry(f"place:de-{place.kreis}-{slug}", without_title(place.name), "City", "DE", f"place:de-{place.kreis}",
                  place.latitude, place.longitude, admin=place.kreis)  # fmt: skip
    entry.add(place.name, MAIN)
    entry.add(entry.name, MAIN)
    if short := without_addition(place.name):
        entry.add(short, SHORT)
    return entry


def official_town(official: str) -> str:
    """Return "Halle (Saale)" for "Halle (Saale), Stadt" and "Oldenburg" for "Oldenburg (Oldenburg), Stadt"."""
    name = without_title(re.sub(r",.*", "", official))
    bare = without_addition(name)
    return bare if bare and name == f"{bare} ({bare})" else name


def _is_the_town(entry: Entry, official: str) -> bool:
    """Whether the entry is the town that the official list calls "Emden, Stadt" or "Oldenburg (Oldenburg), Stadt"."""
    name = without_title(re.sub(r",.*", "", official))
    wanted = {fold(name), fold(without_addition(name) or name)}
    return any(entry.forms.get(form, VARIANT) < VARIANT for form in wanted)


def _largest_only(entries: dict[str, Entry], own_towns: dict[str, str], parts: list[tuple[str, Entry]]) -> None:
    """Keep one entry for each town of its own and hang it into the Land."""
    for code in own_towns:
        same = sorted((e for e in entries.values() if e.admin == code), key=lambda e: -e.population)
        parts += [(code, entries.pop(entry.key)) for entry in same[1:]]
        if not same:  # the newer postal table puts Eisenach into its Landkreis
            continue
        same[0].rename(official_town(own_towns[code]))
        same[0].parent = "place:de" if code[:2] in CITY_STATES else f"place:de-{code[:2]}"


def _merge_parts(entries: dict[str, Entry], parts: list[tuple[str, Entry]]) -> None:
    """Make districts forms of the town they belong to; a district whose town is unknown stays a town."""
    whole: dict[str, Entry] = {}
    for entry in sorted(entries.values(), key=lambda e: e.population):
        if entry.parent in {f"place:de-{(entry.admin or '')[:2]}", "place:de"}:
            whole[entry.admin or ""] = entry
        for form, rank in entry.forms.items():
            if rank == MAIN:
                whole[f"{entry.admin}/{form}"] = entry
    for code, part in parts:
        target = whole.get(code)
        if target is None:
            entries.setdefault(part.key, part)
            continue
        for form, rank in part.forms.items():
            if rank < VARIANT:
                target.add(form, DISTRICT)
                target.add(f"{target.name} {form}", DISTRICT)
