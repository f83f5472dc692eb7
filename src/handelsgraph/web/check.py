"""Checking a sources file beyond its form: do its paths lead anywhere, are its regions known."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

from handelsgraph.web.files import paths_of
from handelsgraph.web.source import FilesSource, Source
from handelsgraph.web.sources_file import Problem, read_sources
from handelsgraph.web.toml_lines import TomlLines


def check_sources(path: Path) -> tuple[list[Source], list[Problem]]:
    """Return the sources of a file and all that is wrong with it, in the order of its lines.

    Raises InputError if there is no such file or it is no text.
    """
    sources, problems = read_sources(path)
    if sources:
        text = path.read_text(encoding="utf-8-sig")
        problems = sorted([*problems, *_places(sources, TomlLines(text), tomllib.loads(text))], key=lambda p: p.line)
    return sources, problems


def _places(sources: list[Source], lines: TomlLines, values: dict[str, object]) -> Iterator[Problem]:
    from handelsgraph.places import Gazetteer  # opens a database

    gazetteer = Gazetteer.load()
    defaults = values.get("defaults")
    region = defaults.get("region") if isinstance(defaults, dict) else None
    if region and not gazetteer.find(region):
        yield Problem(lines.line(("defaults", "region")), "defaults", _unknown(region))
    for i, source in enumerate(sources):
        where = f"source {source.name!r}"
        if source.region and source.region != region and not gazetteer.find(source.region):
            yield Problem(lines.line(("source", i, "region")), where, _unknown(source.region))
        if isinstance(source, FilesSource) and source.enabled and not paths_of(source):
            yield Problem(lines.line(("source", i, "paths")), where, f"paths: nothing is at {', '.join(source.paths)}")


def _unknown(region: str) -> str:
    return f"region: {region!r} is no Land, Landkreis, city or country known here"
