"""Checking a sources file beyond its form: do its paths lead anywhere, are its regions known."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from handelsgraph.web.files import existing
from handelsgraph.web.source import Source
from handelsgraph.web.sources_file import Problem, place_name, read_sources
from handelsgraph.web.toml_lines import TomlLines


def check_sources(path: Path) -> tuple[list[Source], list[Problem]]:
    """Return the sources of a file and all that is wrong with it, in the order of its lines.

    Raises InputError if there is no such file or it is no text.
    """
    sources, problems = read_sources(path)
    text = path.read_text(encoding="utf-8-sig")
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError:  # which is told already
        return sources, problems
    # what the file says, not the sources it makes: those are none where anything else is wrong
    found = _places(values, path.absolute().parent, TomlLines(text))
    return sources, sorted([*problems, *found], key=lambda problem: problem.line)


def _places(values: dict[str, Any], base: Path, lines: TomlLines) -> Iterator[Problem]:
    from handelsgraph.places import Gazetteer  # opens a database

    gazetteer = Gazetteer.load()
    entries = values.get("source")
    tables: list[tuple[tuple[str | int, ...], Any]] = [(("defaults",), values.get("defaults"))]
    tables += [(("source", i), entry) for i, entry in enumerate(entries if isinstance(entries, list) else ())]
    for place, table in tables:
        if not isinstance(table, dict):
            continue
        region, paths = table.get("region"), _paths(table, base)
        if isinstance(region, str) and region and not gazetteer.find(region):
            where = (*place, "region")
            yield Problem(lines.line(where), place_name(values, where), unknown_region(region))
        if paths and not existing(paths):
            where = (*place, "paths")
            yield Problem(
                lines.line(where), place_name(values, where), f"paths: nothing is at {', '.join(map(str, paths))}"
            )


def unknown_region(region: str) -> str:
    """Return what is wrong with a region that the gazetteer does not have."""
    return f"region: {region!r} is no Land, Landkreis, city or country known here"


def _paths(table: dict[str, Any], base: Path) -> list[str]:
    """Return the paths of a source of files that is enabled; none of one whose paths are wrong in themselves."""
    paths = table.get("paths")
    if table.get("kind") != "files" or table.get("enabled") is False or not isinstance(paths, list):
        return []
    if not all(isinstance(path, str) and path and "\0" not in path for path in paths):
        return []
    return [str(base / path) for path in paths]
