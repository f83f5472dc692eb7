"""Writing the Browser pack: style sheet, favourites and guide as files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from handelsgraph.browser.favourites import Favourite, archive
from handelsgraph.browser.guide import guide
from handelsgraph.browser.style import style_sheet
from handelsgraph.errors import InputError


def contents(items: list[Favourite]) -> dict[str, bytes]:
    """Return the files of the pack by name."""
    return {
        "style.grass": style_sheet().encode(),
        "favourites.zip": archive(items),
        "guide.html": guide(items).encode(),
    }


def write(folder: Path, pack: Mapping[str, bytes]) -> list[Path]:
    """Write the files into `folder`, in place of those that are there; return their paths.

    Raises InputError if that cannot be done.
    """
    paths = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in pack.items():
            part = folder / f".{name}.part"
            part.write_bytes(content)
            paths.append(part.replace(folder / name))
    except OSError as error:
        raise InputError(f"cannot write {error.filename or folder}: {error.strerror}") from error
    return paths
