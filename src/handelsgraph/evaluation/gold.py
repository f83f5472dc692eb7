"""What a person found in an article: the one form of both annotation formats."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from handelsgraph.errors import InputError


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of text that names or stands for an entity, as characters."""

    entity: str
    kind: str  # name, reference, adjective
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something the article speaks of. An optional one is neither missed nor wrong."""

    label: str
    name: str
    optional: bool
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation between two entities; one that is denied does not hold."""

    head: str
    type: str
    tail: str
    planned: bool
    optional: bool
    denied: bool
    date: str | None = None  # ISO date or prefix
    evidence: str | None = None  # the words that say so, where the annotation quotes them


@dataclass(frozen=True, slots=True)
class Article:
    """An annotated article. Only the inline format marks mentions and furniture."""

    id: str
    title: str
    text: str
    mentions: tuple[Mention, ...]  # by position
    furniture: tuple[tuple[int, int], ...]  # character ranges of page furniture
    entities: dict[str, Entity]
    relations: tuple[Relation, ...]
    date: str | None = None  # of publication
    ignored: tuple[str, ...] = ()  # names that count neither way
    url: str | None = None
    raw: Path | None = field(default=None, compare=False)  # the file with the text as published


def read_gold(path: Path) -> list[Article]:
    """Return the annotated articles of a file or of a directory, by name.

    A `.json` file annotates the `.txt` file beside it; any other `.txt` file is one of the inline format. Raises
    InputError with file and line if there are none, or one cannot be read.
    """
    from handelsgraph.evaluation import gold_json, inline

    files = list(_files(path))
    if not files:
        raise InputError(f"no annotated articles in {path}", "give a directory of .json beside .txt, or inline .txt")
    return [gold_json.read(file) if file.suffix == ".json" else inline.read(file) for file in files]


def _files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        if path.suffix not in {".json", ".txt"}:
            raise InputError(f"{path} is no annotated article", "it has to be .json beside a .txt, or inline .txt")
        yield path
        return
    for file in sorted(path.iterdir()):
        annotates = file.suffix == ".json" and not file.name.endswith(".meta.json")
        if annotates or (file.suffix == ".txt" and not file.with_suffix(".json").exists()):
            yield file


def text_of(path: Path) -> str:
    """Return the content of a file of an annotated article. Raises InputError if it cannot be read."""
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise InputError(f"cannot read {path}: {(error.strerror or str(error)).lower()}") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is not UTF-8 text (byte {error.start})") from error
