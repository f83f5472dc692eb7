"""Telling whether an export has arrived whole and can be used, before anything of it is written anywhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from handelsgraph.errors import InputError
from handelsgraph.transfer.lines import read_lines, sha256
from handelsgraph.transfer.manifest import Counts, Manifest, read_manifest


def verify(folder: Path, report: Callable[[str], None] = lambda _title: None) -> Manifest:
    """Return the manifest of an export that is whole: sizes and checksums fit, and the graph would take every line.

    `report` hears the title of each article. Raises InputError naming file, line and field.
    """
    if not folder.is_dir():
        raise InputError(f"{folder} is no directory", "give the directory that `handelsgraph export` wrote")
    manifest = read_manifest(folder)
    for name, wanted in manifest.files.items():
        _check_file(folder / name, wanted.bytes, wanted.sha256)
    _check_lines(folder / manifest.evidence, manifest.counts, report)
    return manifest


def _check_file(path: Path, size: int, digest: str) -> None:
    again = "copy or make the export again"
    try:
        found, checksum = sha256(path)
    except FileNotFoundError:
        raise InputError(f"{path} is missing", again) from None
    except OSError as error:
        raise InputError(f"cannot read {path}: {error.strerror}") from error
    if found < size:
        raise InputError(f"{path} is cut off: {found:,} of {size:,} bytes are there", again)
    if found > size or checksum != digest:
        raise InputError(f"{path} is not what was exported: its checksum differs", again)


def _check_lines(path: Path, wanted: Counts, report: Callable[[str], None]) -> None:
    seen: dict[str, int] = {}
    names = links = statements = 0
    for number, item in enumerate(read_lines(path), start=1):
        if first := seen.get(item.article.id):
            raise InputError(f"{path}, line {number}: id: the same article as in line {first}", "make the export again")
        seen[item.article.id] = number
        names += len(item.names)
        links += len(item.links)
        statements += len(item.claims)
        report(item.article.title or item.article.url)
    found = Counts(articles=len(seen), names=names, links=links, statements=statements)
    if found != wanted:
        raise InputError(f"{path}: holds {found}, and the manifest says {wanted}", "make the export again")
