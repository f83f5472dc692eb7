"""JSON Lines: one article a line, read as a stream, so that the size of the file does not matter."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from typing import BinaryIO

from pydantic import ValidationError

from handelsgraph.intake.draft import MAX_BYTES, Draft, UnreadableError
from handelsgraph.intake.encoding import decode
from handelsgraph.intake.metadata import Record, explain
from handelsgraph.intake.plain import of_text

_SKIP_CHUNK = 1_000_000


def parse(stream: BinaryIO) -> Iterator[tuple[int, Draft | str]]:
    """Yield line number and draft, or the reason why the line gives none. Empty lines are passed over."""
    number = 0
    while line := stream.readline(MAX_BYTES + 1):
        number += 1
        if number == 1:
            line = line.removeprefix(codecs.BOM_UTF8)
            if line.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
                yield number, "JSON Lines must be UTF-8, this is UTF-16"
                return
        if len(line) > MAX_BYTES:
            while not line.endswith(b"\n") and (line := stream.readline(_SKIP_CHUNK)):
                pass
            yield number, f"the line is longer than {MAX_BYTES // 1_000_000} MB"
        elif line.strip():
            yield number, _draft(line)


def _draft(line: bytes) -> Draft | str:
    try:
        values = json.loads(decode(line))
    except UnreadableError as error:
        return str(error)
    except json.JSONDecodeError as error:
        return f"not JSON: {error.msg} (column {error.colno})"
    except (ValueError, RecursionError):
        return "not JSON that can be read: nested too deeply, or a number too long"
    if not isinstance(values, dict):
        return "not a JSON object"
    try:
        record = Record.model_validate(values)
    except ValidationError as error:
        return explain(error)
    return record.over(of_text(record.text))
