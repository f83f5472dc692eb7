"""Readings from a file that `handelsgraph extract` wrote."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from handelsgraph.errors import InputError
from handelsgraph.reading import Reading
from handelsgraph.reading_json import reading_from_json


def read_predictions(path: Path, ids: Collection[str]) -> dict[str, Reading]:
    """Return the readings of JSON Lines by the annotated articles' ids; those of other articles are left out.

    An article is known by the stem of its path, else by its id; of two lines for one article the last counts. Raises
    InputError with file and line if the file cannot be read.
    """
    found: dict[str, Reading] = {}
    for number, line in _lines(path):
        try:
            data = json.loads(line)
            reading = reading_from_json(data)
            name = next((name for name in _names(data["article"]) if name in ids), None)
        except json.JSONDecodeError as error:
            raise InputError(f"{path}:{number}: {error.msg}", "one JSON object a line, as from extract") from error
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            reason = f"no {error.args[0]!r}" if isinstance(error, KeyError) else str(error)
            raise InputError(f"{path}:{number}: {reason}", "write it with handelsgraph extract") from error
        if name is not None:
            found[name] = reading
    return found


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        with path.open(encoding="utf-8") as stream:
            for number, line in enumerate(stream, 1):
                if line.strip():
                    yield number, line
    except OSError as error:
        raise InputError(f"cannot read {path}: {(error.strerror or str(error)).lower()}") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is not UTF-8 text") from error


def _names(article: dict[str, Any]) -> Iterator[str]:
    if article.get("path"):
        yield Path(article["path"]).stem
    if article.get("id"):
        yield str(article["id"])
