"""Which files to read: the named ones, and those below named directories."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import structlog

SIDECAR = ".meta.json"
SUFFIXES = frozenset({".txt", ".md", ".html", ".htm", ".pdf", ".jsonl", ".ndjson"})

_log = structlog.get_logger(__name__)


def discover(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield every article file once, in the order of their paths whatever the order of the arguments.

    Directories are searched recursively; hidden files and directories, read-me files and other suffixes are passed
    over there, sidecars everywhere. A path that gives nothing (missing, unreadable, without articles) is yielded as
    it is: `read` says why.
    """
    found: dict[str, Path] = {}
    for path in paths:
        if path.name.endswith(SIDECAR):  # named by the shell's `seeds/*`
            continue
        files = list(_below(path, set())) if path.is_dir() else [path]
        for file in files or [path]:
            found.setdefault(os.path.realpath(file), file)
    return iter(sorted(found.values()))


def _below(directory: Path, seen: set[tuple[int, int]]) -> Iterator[Path]:
    try:
        status = directory.stat()
        if (status.st_dev, status.st_ino) in seen:  # a symbolic link back to where we are
            return
        seen.add((status.st_dev, status.st_ino))
        with os.scandir(directory) as entries:
            names = sorted(entry.name for entry in entries)
    except OSError as error:
        _log.warning("directory not readable", path=str(directory), reason=error.strerror)
        yield directory
        return
    for name in names:
        if name.startswith(".") or name.lower().startswith("readme"):
            continue
        path = directory / name
        if path.is_dir():
            yield from _below(path, seen)
        elif path.suffix.lower() in SUFFIXES and (path.is_file() or path.is_symlink()):
            yield path
