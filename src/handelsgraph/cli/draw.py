"""Writing pictures to files: whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from handelsgraph.cli.terminal import say
from handelsgraph.errors import InputError
from handelsgraph.pictures import Picture, graph_page, png, timeline_page, world_page

_PAGES = {"graph": graph_page, "map": world_page, "timeline": timeline_page}


def draw(picture: Picture, files: Iterable[tuple[str, Path]]) -> None:
    """Write `picture` to each of `files`, given with the kind of picture each is to hold, and tell so."""
    for kind, path in files:
        page = _PAGES[kind](picture)
        if path.suffix.lower() == ".png":
            say(f"{path}: drawing with a browser")
            write(path, png(page))
        else:
            write(path, page.encode())
        say(f"{path}: {len(picture.nodes)} names, {len(picture.edges)} {picture.edge}s")


def write(path: Path, content: bytes) -> None:
    """Write a file at once, in place of one that is there.

    Raises InputError if it cannot be written.
    """
    try:
        number, name = tempfile.mkstemp(dir=path.absolute().parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(number, "wb") as file:
                file.write(content)
            mask = os.umask(0)
            os.umask(mask)
            Path(name).chmod(0o666 & ~mask)  # what any other new file would get
            Path(name).replace(path)
        except BaseException:
            with suppress(OSError):
                Path(name).unlink()
            raise
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror}", "choose another file") from None
