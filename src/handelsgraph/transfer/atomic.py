"""Files and directories that appear under their name only when they are whole."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from handelsgraph.errors import InputError


@contextmanager
def new_file(path: Path, *, force: bool) -> Iterator[Path]:
    """Give the name of a file to write, which takes the place of `path` if the context ends well.

    Raises InputError if `path` is there already (with `force`: and is no file), or cannot be written.
    """
    path = path.expanduser().absolute()
    if path.is_dir():
        raise InputError(f"{path} is a directory", "give the name of a file")
    if path.exists() and not force:
        raise InputError(f"{path} is there already", "use --force to write over it, or give another name")
    with _errors(path):
        handle, name = tempfile.mkstemp(prefix=f".{path.name}-", suffix=".partial", dir=path.parent)
        os.close(handle)
        part = Path(name)
        try:
            yield part
            _to_disk(part)
            part.chmod(0o666 & ~_umask())
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)


@contextmanager
def new_folder(path: Path, own: Collection[str], *, force: bool) -> Iterator[Path]:
    """Give a directory to fill, which takes the place of `path` if the context ends well.

    With `force` it may replace one that holds nothing but files named in `own`. Raises InputError otherwise, and if it
    cannot be written.
    """
    path = path.expanduser().absolute()
    _check_replaceable(path, own, force=force)
    with _errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        part = Path(tempfile.mkdtemp(prefix=f".{path.name}-", suffix=".partial", dir=path.parent))
        try:
            yield part
            for file in part.iterdir():
                _to_disk(file)
            part.chmod(0o777 & ~_umask())
            _take_place(part, path)
        finally:
            shutil.rmtree(part, ignore_errors=True)


def _check_replaceable(path: Path, own: Collection[str], *, force: bool) -> None:
    if path.is_dir():
        there = {file.name for file in path.iterdir()}
        if there and not force:
            raise InputError(f"{path} is not empty", "use --force to replace it, or give another directory")
        if foreign := sorted(there - set(own)):
            raise InputError(
                f"{path} holds {foreign[0]!r}, which is no part of an export", "give a directory of its own"
            )
    elif path.exists():
        raise InputError(f"{path} is a file", "give the name of a directory")


def _take_place(part: Path, path: Path) -> None:
    if not path.exists():
        part.rename(path)
        return
    aside = Path(tempfile.mkdtemp(prefix=f".{path.name}-", suffix=".old", dir=path.parent))
    path.rename(aside / "old")
    try:
        part.rename(path)
    except BaseException:
        (aside / "old").rename(path)
        raise
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _to_disk(path: Path) -> None:
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())


def _umask() -> int:
    """Return the process's file mode mask, which can only be read by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


@contextmanager
def _errors(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise InputError(f"the disk of {path} is full; nothing was written", "free some space") from error
        raise InputError(f"cannot write {path}: {error.strerror or error}", "choose another place") from error
