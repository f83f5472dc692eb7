"""Reading a sources file: its sources, or everything that is wrong with it, line by line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from handelsgraph.errors import InputError
from handelsgraph.web.explain import explain
from handelsgraph.web.source import KINDS, Source, SourcesFile
from handelsgraph.web.toml_lines import TomlLines, error_line

_TAIL = re.compile(r"\s*\(at (?:line \d+, column \d+|end of document)\)")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in a sources file; `where` names the source, if it has a name."""

    line: int
    where: str | None
    message: str

    def __str__(self) -> str:
        return f"{self.where}: {self.message}" if self.where else self.message


def read_sources(path: Path) -> tuple[list[Source], list[Problem]]:
    """Return the sources of the file and all that is wrong with it, in the order of its lines.

    Raises InputError if there is no such file or it is no text.
    """
    file, problems = parse(path)
    return (file.sources() if file else []), problems


def parse(path: Path) -> tuple[SourcesFile | None, list[Problem]]:
    """Return the file as it stands, None if that cannot be, and all that is wrong with it.

    Raises InputError if there is no such file or it is no text.
    """
    text = _text(path)
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return None, [Problem(error_line(error, text), None, f"not TOML: {_TAIL.sub('', str(error))}")]
    lines = TomlLines(text)
    twins = list(_twins(values, lines))
    try:
        return SourcesFile.model_validate(values, context={"base": path.absolute().parent}), twins
    except ValidationError as error:
        return None, sorted([*_problems(error, values, lines), *twins], key=lambda p: p.line)


def faultless(path: Path) -> SourcesFile:
    """Return the file as it stands. Raises InputError with the first problem."""
    file, problems = parse(path)
    if file is None or problems:
        more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        raise InputError(f"{path}:{problems[0].line}: {problems[0]}{more}", f"see: handelsgraph sources check {path}")
    return file


def load_sources(path: Path) -> list[Source]:
    """Return the sources that are enabled. Raises InputError with the first problem."""
    return [source for source in faultless(path).sources() if source.enabled]


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise InputError(
            f"there is no sources file {path}",
            "start one with: handelsgraph sources add URL, or name another by --file",
        ) from None
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8 text (byte {error.start})", "save it as UTF-8") from None
    except OSError as error:
        raise InputError(f"cannot read the sources file {path}: {error.strerror}") from None


def _problems(error: ValidationError, values: dict[str, Any], lines: TomlLines) -> Iterator[Problem]:
    for fault in error.errors(include_url=False):
        # the place of a fault has the chosen kind in it, which is no part of the file
        inside = fault["loc"][:1] == ("source",)
        place = tuple(p for i, p in enumerate(fault["loc"]) if not (inside and i == 2 and p in KINDS))
        yield Problem(lines.line(place), place_name(values, place), explain(fault, place))


def place_name(values: dict[str, Any], place: tuple[str | int, ...]) -> str | None:
    """Return what a place in the file belongs to: the source by its name or number, or the table."""
    if place[:1] != ("source",) or len(place) < 2 or not isinstance(place[1], int):
        return place[0] if place and isinstance(place[0], str) and len(place) > 1 else None
    entry = values["source"][place[1]]
    name = entry.get("name") if isinstance(entry, dict) else None
    return f"source {name!r}" if isinstance(name, str) else f"source {place[1] + 1}"


def _twins(values: dict[str, Any], lines: TomlLines) -> Iterator[Problem]:
    entries = values.get("source")
    first: dict[str, int] = {}
    for i, entry in enumerate(entries if isinstance(entries, list) else ()):
        name = entry.get("name") if isinstance(entry, dict) else None
        if not isinstance(name, str):
            continue
        line = lines.line(("source", i, "name"))
        if name in first:
            yield Problem(line, f"source {name!r}", f"name: the source in line {first[name]} has this name, too")
        first.setdefault(name, line)
