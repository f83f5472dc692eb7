"""Countries, foreign regions and foreign towns."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

from babel import Locale
from babel.core import get_global

from .names import bare_english, english_russian, german_of_english, german_russian, usable, without_addition
from .records import MAIN, SHORT, VARIANT, Entry, fold
from .sources import german_region_names, old_names

NEIGHBOURS = {"AT", "BE", "CH", "CZ", "DK", "FR", "LI", "LU", "NL", "PL"}
_RUSSIAN = {"RU", "BY", "UA", "KZ", "KG"}
_CYRILLIC_COUNTRIES = _RUSSIAN | {"AM", "AZ", "BG", "GE", "MN", "TJ", "TM", "UZ"}
# Words for kinds of regions, put before the name where a town of the country has the same name.
_KIND = {
    "oblast": "Oblast", "province": "Provinz", "prefecture": "Präfektur", "canton": "Kanton", "state": "Bundesstaat",
    "voivodeship": "Woiwodschaft", "county": "Komitat", "region": "Region", "governorate": "Gouvernement",
    "department": "Departement", "département": "Département", "emirate": "Emirat", "kraj": "Region",
    "republic": "Republik", "aimag": "Aimag", "land": "Land", "autonomous region": "Autonome Region",
}  # fmt: skip
# The lexicon gives some regions the area of the world they lie in.
_AREAS = {
    "Skandinavien": ("SE", "NO", "DK", "FI"), "Baltikum": ("EE", "LV", "LT"),
    "Golf": ("AE", "SA", "QA", "KW", "OM", "BH"),
}  # fmt: skip
# Territories that German press and this vocabulary treat as a town or region of another country.
_PART_OF = {"HK": "CN", "MO": "CN", "GL": "DK", "FO": "DK", "PR": "US"}


def countries(data: dict[str, Any], lexicon: list[dict[str, Any]]) -> list[Entry]:
    """Return the countries, named as CLDR names them in German, with English names and the lexicon's variants."""
    german, english = Locale("de").territories, Locale("en").territories
    extra = {item["name"]: item for item in lexicon}
    entries = []
    for code, item in sorted(data.items()):
        if code not in german or code in _PART_OF:
            continue
        known = next((n for n in (german[code], *_CLDR_TO_LEXICON.get(code, ())) if n in extra), None)
        name = known or german[code]
        entry = Entry(f"place:{code.lower()}", name, "Country", code, population=int(item["population"]))
        for form in (name, german[code]):
            entry.add(form, MAIN, show=True)
        for form in (english[code], item["name"]):
            entry.add(form, VARIANT, show=True)
        if len(code) == 2 and item["iso3"] in {"USA", "UAE"}:
            entry.add(item["iso3"], MAIN)
        for form in extra.pop(known, {}).get("also", []) if known else []:
            if form not in {"Bund", "Staaten", "Volksrepublik", "Down Under", "England"}:
                entry.add(form, MAIN if len(form) > 3 or form.isupper() else SHORT, show=True)
        entries.append(entry)
    for name, item in extra.items():
        owner = next((_PART_OF[code] for code in _PART_OF if german[code] == name), None)
        if item.get("kind") == "Region" and owner:
            key = f"place:{owner.lower()}-{fold(name).replace(' ', '-')}"
            entry = Entry(key, name, "Region", owner, f"place:{owner.lower()}", population=100_000)
            entry.add(name, MAIN)
            entries.append(entry)
        if item.get("kind") == "historical":
            entry = Entry(f"place:x-{fold(name).replace(' ', '-')}", name, "Country", "")
            for form in (name, *item.get("also", [])):
                entry.add(form, MAIN, show=True)
            entries.append(entry)
    return entries


# Where the lexicon's usual German press name is not CLDR's.
_CLDR_TO_LEXICON = {
    "US": ("USA",), "GB": ("Großbritannien",), "CZ": ("Tschechien",), "AE": ("Vereinigte Arabische Emirate",),
    "CI": ("Elfenbeinküste",), "CD": ("Demokratische Republik Kongo",), "CG": ("Republik Kongo", "Kongo"),
    "MM": ("Myanmar",), "BW": ("Botswana",), "SZ": ("Eswatini",), "TL": ("Osttimor",), "CV": ("Kap Verde",),
    "VA": ("Vatikanstadt", "Vatikan"), "MD": ("Moldau", "Republik Moldau", "Moldawien"), "ZW": ("Simbabwe",),
    "BN": ("Brunei",), "PS": ("Palästina",), "KR": ("Südkorea",),
}  # fmt: skip


def region_names(rows: list[dict[str, str]], cities: list[dict[str, Any]]) -> dict[tuple[str, str], str]:
    """Return the GeoNames name of each first-order region by country and code, by majority of its towns."""
    named = {(r["cc"], fold(r["name"]), round(float(r["lat"]), 1)): r["admin1"] for r in rows if r["admin1"]}
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for city in cities:
        name = named.get((city["countrycode"], fold(city["name"]), round(city["latitude"], 1)))
        if name:
            votes[(city["countrycode"], city["admin1code"])][name] += 1
    german = german_region_names()
    chosen = {key: min(c, key=lambda n: (-c[n], n)) for key, c in votes.items()}
    return {key: german.get((key[0], _bare(name)), german.get((key[0], name), name)) for key, name in chosen.items()}


class World:
    """Foreign towns and the regions they lie in."""

    def __init__(self, cities: list[dict[str, Any]], names: dict[tuple[str, str], str], lexicon: dict[str, Any],
                 country_codes: dict[str, str]) -> None:  # fmt: skip
        self.cities = sorted(cities, key=lambda c: (-c["population"], c["geonameid"]))
        self.names, self.lexicon, self.codes = names, lexicon, country_codes
        self.old_names = old_names()
        self.people: Counter[tuple[str, str]] = Counter()
        for city in self.cities:
            self.people[(city["countrycode"], city["admin1code"])] += city["population"]
        self.variants: dict[int, list[str]] = {}
        self.german = self._german_names()
        self.towns = [self._town(city) for city in self.cities]
        self.by_form: dict[tuple[str, str], Entry] = {}
        for entry in self.towns:
            for form, rank in entry.forms.items():
                if rank < VARIANT:
                    self.by_form.setdefault((entry.country, form), entry)
        for entry in self.towns:
            for form in entry.forms:
                self.by_form.setdefault((entry.country, form), entry)

    def _german_names(self) -> dict[int, str]:
        """German names of towns: CLDR's for the towns of time zones, the lexicon's, transcription of Russian."""
        wanted: dict[str, str] = {}
        for zone, data in sorted(Locale("de").time_zones.items()):
            if "city" in data and "/" in zone and "," not in data["city"]:
                wanted[fold(zone.rsplit("/", 1)[1].replace("_", " "))] = data["city"]
        zones = get_global("zone_territories")
        regions = {fold(z.rsplit("/", 1)[1].replace("_", " ")): c for z, c in zones.items() if "/" in z}
        found: dict[int, str] = {}
        for city in self.cities:
            key = fold(city["name"])
            if key in wanted and regions.get(key) == city["countrycode"] and wanted[key] not in found.values():
                found[city["geonameid"]] = wanted.pop(key)
        variants = [(i["name"], i.get("also", [])) for i in self.lexicon["town_variants"]]
        variants += [(i["town"], []) for i in self.lexicon["town_adjectives"]["exceptions"]]
        large = [
            (city, {fold(form) for form in (city["name"], *filter(usable, city["alternatenames"]))})
            for city in self.cities if city["population"] >= 15_000
        ]  # fmt: skip
        taken = set(found.values())
        for german, others in variants:
            if german in taken:
                continue
            forms = {fold(form) for form in (german, *others)}
            for city, own in large:
                if city["geonameid"] in found:
                    continue
                if forms <= own or (others and fold(city["name"]) in forms and forms & own):
                    found[city["geonameid"]] = german
                    self.variants[city["geonameid"]] = list(others)
                    taken.add(german)
                    break
        for city in self.cities:
            if city["countrycode"] in _RUSSIAN and city["geonameid"] not in found:
                wanted_name = bare_english(city["name"])
                options = [f for f in city["alternatenames"] if english_russian(f) == wanted_name]
                german_forms = sorted({g for f in options if (g := german_russian(f))})
                if german_forms:
                    found[city["geonameid"]] = german_forms[0]
        return found

    def _town(self, city: dict[str, Any]) -> Entry:
        code = city["countrycode"]
        german = self.german.get(city["geonameid"])
        name = city["name"] if german is None or german in self.old_names else german
        entry = Entry(f"place:geo-{city['geonameid']}", name, "City", code, None, city["latitude"], city["longitude"],
                      city["population"], admin=city["admin1code"])  # fmt: skip
        entry.add(name, MAIN)
        entry.add(city["name"], MAIN, show=True)
        if short := without_addition(name):
            entry.add(short, SHORT)
        if german:
            entry.add(german, VARIANT if german in self.old_names else MAIN, show=True)
        for form in self.variants.get(city["geonameid"], []):
            entry.add(form, SHORT, show=True)
        if code in _CYRILLIC_COUNTRIES:
            for form in german_of_english(city["name"]):
                entry.add(form, SHORT)
        if code in _PART_OF:
            entry.country, entry.admin = _PART_OF[code], None  # its regions are not the owner's
        if keep_alternates(city):
            for form in sorted(filter(usable, city["alternatenames"])):
                entry.add(form, VARIANT)
        return entry

    def regions(self) -> list[Entry]:
        """Return the foreign regions of the lexicon, then the remaining first-order regions of GeoNames."""
        found: dict[str, Entry] = {}
        by_name: dict[tuple[str, str], str] = {}
        for (country, admin), name in sorted(self.names.items()):
            by_name.setdefault((country, fold(_bare(name))), admin)
        for item in self.lexicon["foreign_regions"]:
            country = self.codes.get(fold(item.get("country") or ""), "")
            for code in _AREAS.get(item.get("country") or "", ()):
                if (code, fold(item["name"])) in by_name or (code, fold(item["name"])) in self.by_form:
                    country = country or code
            names = [item["name"], *item.get("also", [])]
            if item["type"] == "city region":
                for form in names:
                    if town := self.by_form.get((country, fold(item["name"]))):
                        town.add(form, MAIN, show=True)
                continue
            admin = next((a for n in names if (a := by_name.get((country, fold(n))))), None)
            town = self.by_form.get((country, fold(item["name"])))
            if item["type"] == "land" and town is not None and town.population > 1_000_000:
                continue  # Vienna is town and Land
            if (
                admin is None
                and town is not None
                and item["type"] in {"oblast", "province", "voivodeship", "prefecture"}
            ):
                admin = town.admin
            slug = admin.lower() if admin and country else fold(item["name"]).replace(" ", "-")
            key = f"place:{country.lower() or 'x'}-{slug}"
            if key in found:
                key = f"place:{country.lower() or 'x'}-{fold(item['name']).replace(' ', '-')}"
            found.setdefault(key, self._region(key, names, item["type"], country, town, admin))
        self._remaining(found)
        for town in self.towns:
            self._hang(town, found)
        return list(found.values())

    def _region(
        self, key: str, names: list[str], kind: str, country: str, town: Entry | None, admin: str | None
    ) -> Entry:
        bare = names[0]
        large = town is not None and town.population >= 50_000
        own_name = large and town.forms.get(fold(bare), VARIANT) < VARIANT
        # A state is better known than a town that only happens to have its name among others (Virginia Beach).
        same = own_name or (large and kind != "state" and (admin is None or town.admin == admin))
        shown = f"{_KIND.get(kind, 'Region')} {bare}" if same or (kind == "oblast" and " " not in bare) else bare
        parent = f"place:{country.lower()}" if country else None
        people = max(self.people[(country, admin)] if admin else 0, 100_000)
        entry = Entry(key, shown, "Region", country, parent, population=people, admin=admin)
        entry.add(shown, MAIN)
        for form in names:
            entry.add(form, VARIANT if same else MAIN, show=True)
        if same and town is not None:
            town.add(bare, SHORT)
        if admin is not None and (name := self.names.get((country, admin))):
            entry.add(_bare(name), VARIANT if same else MAIN, show=True)
            entry.add(name, SHORT)
        return entry

    def _remaining(self, found: dict[str, Entry]) -> None:
        for (country, admin), name in sorted(self.names.items()):
            key = f"place:{country.lower()}-{admin.lower()}"
            if key not in found and country not in _PART_OF and country != "DE":
                town = self.by_form.get((country, fold(_bare(name))))
                if town is None or town.admin != admin or town.population < 1_000_000:
                    found[key] = self._region(key, [_bare(name)], "region", country, town, admin)
                    if self.people[(country, admin)] <= 1_000_000:
                        found[key].population = 20_000

    def _hang(self, town: Entry, regions: dict[str, Entry]) -> None:
        key = f"place:{town.country.lower()}-{(town.admin or '').lower()}"
        town.parent = key if key in regions else f"place:{town.country.lower()}"


def keep_alternates(city: dict[str, Any]) -> bool:
    """Whether a town is large or near enough that its alternate names are worth keeping."""
    return bool(city["population"] >= (5_000 if city["countrycode"] in NEIGHBOURS else 15_000))


_REGION_WORDS = (
    " Shi", " Sheng", " Oblast'", " Oblast", " Province", " Region", " Kray", " Voivodeship", " Prefecture", " County",
    " Kraj", " Zizhiqu",
)  # fmt: skip


def _bare(name: str) -> str:
    for ending in _REGION_WORDS:
        name = name.removesuffix(ending)
    return name.removeprefix("State of ").removeprefix("Province of ")
