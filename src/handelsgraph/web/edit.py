"""Adding to a sources file: what is in it, comments and order included, stays as it is."""

from __future__ import annotations

import contextlib
import os
import re
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import tomlkit

from handelsgraph.errors import InputError

_HEAD = "Where handelsgraph finds articles; see: handelsgraph sources --help"


def append_source(path: Path, entry: dict[str, Any]) -> None:
    """Append a source to the file, which is made if it is not there. The file is replaced at once or not at all.

    Raises InputError if the file cannot be added to, or not be written.
    """
    text = path.read_text(encoding="utf-8-sig") if path.exists() else f"# {_HEAD}\n"
    document = tomlkit.parse(text)
    table = tomlkit.table()
    for key, value in entry.items():
        table.add(key, value)
    fresh = tomlkit.document()
    fresh.add("source", tomlkit.aot())
    fresh["source"].append(table)
    # what tomlkit writes for the new entry alone is put at the end, so that nothing above can be moved
    addition = fresh.as_string()
    if isinstance(document.get("source"), list) and not isinstance(document["source"], tomlkit.items.AoT):
        raise InputError(f"{path}: 'source' is a list in brackets", "write each source as a table [[source]]")
    _replace(path, text.rstrip("\n") + "\n\n" + addition)


def free_name(url: str, taken: set[str]) -> str:
    """Return a name for a source at this address: its host without what all hosts have, numbered if it is taken."""
    host = (urlsplit(url).hostname or "source").removeprefix("www.")
    name = re.sub(r"[^a-z0-9]+", "-", host.lower()).strip("-")[:50] or "source"
    return next(n for n in (name, *(f"{name}-{i}" for i in range(2, len(taken) + 3))) if n not in taken)


def _replace(path: Path, text: str) -> None:
    target = path.resolve()
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    except OSError as error:
        raise InputError(f"cannot write {path}: {error.strerror}") from None
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).chmod(target.stat().st_mode & 0o777 if target.exists() else 0o644)
        Path(name).replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
