"""Writing to the terminal: data on stdout, messages on stderr, and no control characters from articles on either."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterable
from dataclasses import asdict, is_dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console

PIPE_WIDTH = 100
"""Columns of a table that goes to a file or a pipe, unless COLUMNS says otherwise."""

_CONTROL = r"\x00-\x08\x0b-\x1f\x7f-\x9f"
_BIDI = r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_ANSI = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-_])|\x9b[0-?]*[ -/]*[@-~]")
_UNSAFE = re.compile(f"[{_CONTROL}{_BIDI}\ufeff]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_UNSAFE_JSON = re.compile(f"[\x7f-\x9f{_BIDI}\u2028\u2029\ufeff\ud800-\udfff]")


def clean(text: str) -> str:
    """Return `text` without anything that steers a terminal: escape sequences, control and direction characters."""
    return _SURROGATE.sub("\ufffd", _UNSAFE.sub("", _ANSI.sub("", text)))


def one_line(text: str) -> str:
    """Return `text` cleaned and with its white space folded."""
    return " ".join(clean(text).split())


def stdout() -> Console:
    """Return a console for data."""
    return _console(stderr=False)


def stderr() -> Console:
    """Return a console for messages."""
    return _console(stderr=True)


def _console(stderr: bool) -> Console:
    from rich.console import Console

    class Piped(Console):
        def on_broken_pipe(self) -> None:
            """Leave it to the edge, which answers for all output; rich itself would exit with 1."""
            raise BrokenPipeError

    stream = sys.stderr if stderr else sys.stdout
    width = None if stream.isatty() or "COLUMNS" in os.environ else PIPE_WIDTH
    return Piped(stderr=stderr, width=width, highlight=False, markup=False, emoji=False)


def say(message: str, style: str | None = None) -> None:
    """Print a message on stderr."""
    from rich.text import Text

    stderr().print(Text(clean(message), style=style or ""), soft_wrap=True)


def print_text(text: str) -> None:
    """Print `text` as it stands on stdout, without what steers a terminal."""
    sys.stdout.write(clean(text))
    sys.stdout.flush()


def print_json(value: Any, indent: int | None = 2) -> None:
    """Print `value` as JSON on stdout. Characters that steer a terminal are written as escapes, so nothing is lost."""
    sys.stdout.write(_json(value, indent) + "\n")
    sys.stdout.flush()


def print_json_with(name: str, items: Iterable[Any], rest: dict[str, Any]) -> None:
    """Print a JSON object on stdout whose first member is a list of any length, an item a line."""
    sys.stdout.write(f"{{\n  {_json(name)}: [")
    for number, item in enumerate(items):
        sys.stdout.write(("," if number else "") + f"\n    {_json(item)}")
    sys.stdout.write("\n  ]" + "".join(f",\n  {_json(key)}: {_json(value)}" for key, value in rest.items()) + "\n}\n")
    sys.stdout.flush()


def _json(value: Any, indent: int | None = None) -> str:
    text = json.dumps(value, ensure_ascii=False, indent=indent, default=_plain)
    return _UNSAFE_JSON.sub(lambda m: f"\\u{ord(m.group()):04x}", text)


def _plain(value: Any) -> Any:
    return asdict(value) if is_dataclass(value) and not isinstance(value, type) else str(value)
