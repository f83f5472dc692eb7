"""In which line of a TOML file a value stands. The parsers give no positions of values, so the file is read statement
by statement: whatever `tomllib` accepts by itself is one, because a text cut inside a string or an array is no TOML.
"""

from __future__ import annotations

import re
import tomllib
from typing import Any

Path = tuple[str | int, ...]
_AT_LINE = re.compile(r"at line (\d+)")


class TomlLines:
    """The lines of a valid TOML text, by path: ("source", 0, "limits", "delay") is a key of the first `[[source]]`."""

    def __init__(self, text: str) -> None:
        self._lines: dict[Path, int] = {(): 1}
        self._counts: dict[Path, int] = {}
        self._table: Path = ()
        start, buffer = 1, ""
        for number, line in enumerate(text.splitlines(), start=1):
            buffer += line + "\n"
            try:
                values = tomllib.loads(buffer)
            except tomllib.TOMLDecodeError:
                continue
            self._statement(values, start, header=buffer.lstrip().startswith("["))
            start, buffer = number + 1, ""

    def line(self, path: Path) -> int:
        """Return the line of the value, or of what holds it if it has none of its own."""
        while path not in self._lines:
            path = path[:-1]
        return self._lines[path]

    def _statement(self, values: dict[str, Any], line: int, *, header: bool) -> None:
        if header:
            self._table = self._header(values)
            self._lines.setdefault(self._table, line)
        else:
            self._record(self._table, values, line)

    def _header(self, values: dict[str, Any]) -> Path:
        """Return the path of the table that begins here.

        `[[a]]` parses to {"a": [{}]}, `[a.b]` to {"a": {"b": {}}}, which in a table array means its last element.
        """
        path: Path = ()
        value: Any = values
        while value:
            if isinstance(value, list):
                self._counts[path] = self._counts.get(path, -1) + 1
                return (*path, self._counts[path])
            key, value = next(iter(value.items()))
            path = (*path, key)
            if path in self._counts and not isinstance(value, list):
                path = (*path, self._counts[path])
        return path

    def _record(self, path: Path, values: dict[str, Any], line: int) -> None:
        for key, value in values.items():
            self._lines.setdefault((*path, key), line)
            if isinstance(value, dict):
                self._record((*path, key), value, line)


def error_line(error: tomllib.TOMLDecodeError, text: str) -> int:
    """Return the line of a syntax error."""
    match = _AT_LINE.search(str(error))
    return int(match[1]) if match else max(1, len(text.splitlines()))
