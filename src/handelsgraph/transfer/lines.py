"""JSON Lines, plain or compressed, one line in memory at a time."""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from pydantic import ValidationError

from handelsgraph.errors import InputError
from handelsgraph.evidence import Evidence
from handelsgraph.graph.stored import stored
from handelsgraph.transfer.faults import explain
from handelsgraph.transfer.record import Record

_BLOCK = 1 << 20


def write_lines(path: Path, records: Iterable[dict[str, object]]) -> None:
    """Write records, compressed if the name ends in .gz. The same records give the same bytes."""
    with path.open("wb") as raw:
        if path.suffix == ".gz":
            with gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=0) as stream:
                _write(stream, records)
        else:
            _write(raw, records)


def _write(stream: BinaryIO | gzip.GzipFile, records: Iterable[dict[str, object]]) -> None:
    for record in records:
        stream.write(json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")


def read_lines(path: Path) -> Iterator[Evidence]:
    """Yield the evidence of each line.

    Raises InputError naming file, line and field of the first that cannot be used.
    """
    number = 0
    try:
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as stream:
            for line in stream:
                number += 1
                yield _evidence(line)
    except ValidationError as error:
        raise InputError(f"{path}, line {number}: {explain(error)}", "make the export again") from None
    except (InputError, ValueError) as error:
        raise InputError(f"{path}, line {number}: {error}", "make the export again") from None
    except (EOFError, zlib.error) as error:
        raise InputError(f"{path}, after line {number}: {error}", "make the export again") from None
    except OSError as error:
        raise InputError(f"cannot read {path}: {error.strerror or error}") from error


def _evidence(line: bytes) -> Evidence:
    evidence = Record.model_validate_json(line).evidence()
    stored(evidence)  # raises if the graph would not take it
    return evidence


def sha256(path: Path, progress: Callable[[int], None] = lambda _bytes: None) -> tuple[int, str]:
    """Return a file's size and the SHA-256 of its bytes; `progress` hears of every block."""
    total, size = hashlib.sha256(), 0
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            total.update(block)
            size += len(block)
            progress(len(block))
    return size, total.hexdigest()
