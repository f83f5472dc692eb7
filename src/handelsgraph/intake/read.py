"""From a path to articles: choose the reader by suffix, add what the sidecar knows, give a reason for every failure."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from handelsgraph.article import Article
from handelsgraph.intake import html, jsonlines, markdown, pdf, plain, sidecar
from handelsgraph.intake.discover import SUFFIXES
from handelsgraph.intake.draft import MAX_BYTES, Draft, IsGerman, Rejected, UnreadableError, finish

_PARSERS: dict[str, Callable[[bytes], Draft]] = {
    ".txt": plain.parse,
    ".md": markdown.parse,
    ".html": html.parse,
    ".htm": html.parse,
    ".pdf": pdf.parse,
}
LINE_SUFFIXES = frozenset({".jsonl", ".ndjson"})


def _is_german(text: str) -> bool:
    from handelsgraph.extraction import is_german  # only when a text is at hand: it may be slow to import

    return is_german(text)


def read(path: Path, is_german: IsGerman = _is_german) -> Iterator[Article | Rejected]:
    """Yield the articles of a file, and a `Rejected` for each thing that gives none. Raises nothing.

    `is_german` decides which texts are read; by default the extraction's own check.
    """
    try:
        with _open(path) as stream:
            if path.suffix.lower() in _PARSERS:
                yield _single(path, stream, is_german)
            else:
                yield from _many(path, stream, is_german)
    except UnreadableError as error:
        yield Rejected(path, None, str(error), skipped=False)
    except _NoArticlesError as error:
        yield Rejected(path, None, str(error), skipped=True)
    except FileNotFoundError:
        yield Rejected(path, None, "no such file (never there, or gone since it was listed)", skipped=False)
    except OSError as error:
        yield Rejected(path, None, (error.strerror or str(error)).lower(), skipped=False)


class _NoArticlesError(Exception):
    pass


def _open(path: Path) -> BinaryIO:
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        os.scandir(path).close()  # PermissionError, if that is why nothing was found in it
        raise _NoArticlesError("no articles in this directory")
    if not stat.S_ISREG(mode):
        raise UnreadableError("not a regular file")
    if path.suffix.lower() not in SUFFIXES:
        raise UnreadableError(f"files of this kind are not read (only {', '.join(sorted(SUFFIXES))})")
    return path.open("rb")


def _single(path: Path, stream: BinaryIO, is_german: IsGerman) -> Article | Rejected:
    data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise UnreadableError(f"larger than {MAX_BYTES // 1_000_000} MB, the limit for one article")
    draft = _PARSERS[path.suffix.lower()](data)
    return finish(sidecar.load(path).over(draft), path, is_german)


def _many(path: Path, stream: BinaryIO, is_german: IsGerman) -> Iterator[Article | Rejected]:
    empty = True
    for line, draft in jsonlines.parse(stream):
        empty = False
        if isinstance(draft, str):
            yield Rejected(path, line, draft, skipped=False)
        else:
            yield finish(draft, path, is_german, line)
    if empty:
        raise _NoArticlesError("no text")
