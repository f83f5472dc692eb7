"""The forms an answer can take: the options that choose them, checked before a database is opened."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import wraps
from pathlib import Path
from typing import Annotated, Any

import typer

from handelsgraph.errors import InputError


class Format(StrEnum):
    """How rows are written on standard output."""

    TABLE = "table"
    CSV = "csv"
    CSV_EXCEL = "csv-excel"
    JSON = "json"
    JSONL = "jsonl"
    MD = "md"


@dataclass(frozen=True, slots=True)
class Forms:
    """What was chosen: a format for the rows, files for pictures of them. No format: no rows if there is a picture."""

    format: Format | None = None
    graph: Path | None = None
    png: Path | None = None
    map: Path | None = None
    timeline: Path | None = None

    def pictures(self) -> Iterator[tuple[str, Path]]:
        """Yield each kind of picture that is wanted, with its file."""
        wanted = (("graph", self.graph), ("graph", self.png), ("map", self.map), ("timeline", self.timeline))
        yield from ((kind, path) for kind, path in wanted if path is not None)

    @property
    def rows(self) -> Format | None:
        """The format of the rows on standard output, None if only pictures are wanted."""
        return self.format or (None if any(self.pictures()) else Format.TABLE)


_PICTURE = {
    "graph_": "Write a picture of names and dealings: .html, to look into with any browser, or .png.",
    "map_": "Write a map of the world with the dealings between places: .html or .png.",
    "timeline_": "Write a timeline of the dealings: .html or .png.",
}


def options() -> list[inspect.Parameter]:
    """Return the options that choose forms, for a command's signature; their names end in an underscore."""
    written = typer.Option(
        "--format", help="How rows are written. csv-excel is what Excel opens in German: semicolons, decimal commas."
    )
    found = [
        _option("format_", Format | None, written),
        _option("json_", bool, typer.Option("--json", help="Short for --format json."), False),
    ]
    for name, what in _PICTURE.items():
        info = typer.Option(f"--{name.removesuffix('_')}", metavar="FILE", dir_okay=False, help=what)
        found.append(_option(name, Path | None, info))
    still = typer.Option("--png", metavar="FILE", dir_okay=False, help="Short for --graph with a .png file.")
    return [*found, _option("png_", Path | None, still)]


def with_forms(function: Callable[..., None]) -> Callable[..., None]:
    """Return `function` as a command that has these options too; it gets what they choose as `forms`."""

    @wraps(function)
    def command(**given: Any) -> None:
        names = [option.name for option in options()]
        function(**{name: value for name, value in given.items() if name not in names}, forms=forms_of(given))

    own = inspect.signature(function, eval_str=True).parameters.values()
    signature = [parameter for parameter in own if parameter.name != "forms"] + options()
    # typer reads a command's options off its signature and its annotations
    command.__signature__ = inspect.Signature(signature)  # type: ignore[attr-defined]
    command.__annotations__ = {parameter.name: parameter.annotation for parameter in signature}
    return command


def forms_of(values: Mapping[str, Any]) -> Forms:
    """Return what the values of `options` choose.

    Raises InputError for files that cannot be written or are of another kind.
    """
    chosen = values.get("format_")
    if values.get("json_"):
        if chosen not in (None, Format.JSON):
            raise InputError(f"--json and --format {chosen} contradict each other", "give one of them")
        chosen = Format.JSON
    forms = Forms(chosen, *(values.get(name) for name in ("graph_", "png_", "map_", "timeline_")))
    for kind, path in forms.pictures():
        _check(kind, path, (".png",) if path is forms.png else (".html", ".htm", ".png"))
    return forms


def _check(kind: str, path: Path, endings: tuple[str, ...]) -> None:
    if path.suffix.lower() not in endings:
        raise InputError(f"{path}: a {kind} is written as {' or '.join(endings)}", f"name it {path.stem}{endings[0]}")
    if not path.absolute().parent.is_dir():
        raise InputError(f"{path}: there is no directory {path.absolute().parent}", "make it first")
    if path.suffix.lower() == ".png":
        from handelsgraph.pictures import find_browser

        find_browser()


def _option(name: str, kind: Any, info: Any, default: Any = None) -> inspect.Parameter:
    annotation = Annotated[kind, info]
    return inspect.Parameter(name, inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=annotation, default=default)
