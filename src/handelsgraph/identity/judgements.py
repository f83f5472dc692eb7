"""Judgements of a person: names that are, or are not, the same, whatever the articles suggest.

The file is TOML:

    same = [["LKT Lausitzer Klärtechnik GmbH", "Lausitzer Klärtechnik"]]
    different = [["person:jan novák", "Jan Novak"]]

A name may be given as written or as a key ("body:...", "person:...", "place:...", "event:..."). A name as written is
taken for a body; write "person: Jan Novák", "event: ..." or "place: ..." for others.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from handelsgraph.errors import InputError
from handelsgraph.identity.components import Components
from handelsgraph.identity.keys import name_key
from handelsgraph.schema import Label

_GROUPS = {"body": Label.COMPANY, "person": Label.PERSON, "event": Label.EVENT, "place": Label.CITY}
_KINDS = ("same", "different")


@dataclass(frozen=True, slots=True)
class Judgement:
    """Two name keys that are the same entity, or are not."""

    first: str
    second: str
    same: bool


def load_judgements(path: Path) -> tuple[Judgement, ...]:
    """Return the judgements of a file.

    Raises InputError, naming file and line, if it cannot be read, is no such file, or contradicts itself.
    """
    try:
        text = path.read_text(encoding="utf-8")
        data = tomllib.loads(text)
    except OSError as error:
        message = f"cannot read the judgements {path}: {error.strerror}"
        raise InputError(message, "check HANDELSGRAPH_JUDGEMENTS") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8 text") from error
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{path}, {_place(str(error), text)}", "see the TOML syntax at https://toml.io") from error
    if unknown := sorted(set(data) - set(_KINDS)):
        raise _error(path, text, unknown[0], f"unknown entry {unknown[0]!r}; there are same and different")
    found: list[Judgement] = []
    for kind in _KINDS:
        found += _pairs(path, text, kind, data.get(kind, []))
    _check(path, text, found)
    return tuple(sorted(set(found), key=lambda j: (j.first, j.second, j.same)))


def _pairs(path: Path, text: str, kind: str, value: Any) -> Iterator[Judgement]:
    if not isinstance(value, list):
        raise _error(path, text, kind, f"{kind} must be a list of pairs of names")
    for pair in value:
        names = pair if isinstance(pair, list) else [pair]
        if len(names) != 2 or not all(isinstance(name, str) and name.strip() for name in names):
            hint = next((str(name) for name in names if name), kind)
            raise _error(path, text, hint, f"{kind}: {pair!r} is not a pair of names")
        first, second = sorted(_key(name) for name in names)
        if first == second:
            if kind == "different":
                words = f"{names[0]!r} and {names[1]!r}"
                raise _error(path, text, names[0], f"different: {words} fold to one name, {first!r}")
            continue
        if first.partition(":")[0] != second.partition(":")[0]:
            raise _error(path, text, names[0], f"{kind}: {names[0]!r} and {names[1]!r} are not of one kind")
        yield Judgement(first, second, kind == "same")


def _key(name: str) -> str:
    group, colon, rest = name.partition(":")
    if not colon or group not in _GROUPS:
        return name_key(name, Label.COMPANY)
    if re.match(r"\S", rest) and rest == rest.casefold():
        return f"{group}:{rest}"
    return name_key(rest.strip(), _GROUPS[group])


def _check(path: Path, text: str, judgements: list[Judgement]) -> None:
    joined = Components()
    for judgement in judgements:
        if judgement.same:
            joined.join(judgement.first, judgement.second)
    for judgement in judgements:
        if not judgement.same and joined.same(judgement.first, judgement.second):
            words = f"{judgement.first!r} and {judgement.second!r}"
            raise _error(path, text, "different", f"{words} are different by one entry and the same by others")


def _error(path: Path, text: str, about: str, message: str) -> InputError:
    line = next((number for number, row in enumerate(text.splitlines(), start=1) if about in row), 1)
    return InputError(f"{path}, line {line}: {message}", "correct the file and run the command again")


def _place(message: str, text: str) -> str:
    """Return tomllib's message with its line first."""
    what, _, where = message.rstrip(")").partition(" (at ")
    line = re.match(r"line \d+", where)
    return f"{line[0] if line else f'line {len(text.splitlines())}'}: {what}"


def judged_links(judgements: Iterable[Judgement], key: str) -> tuple[str, ...]:
    """Return the keys that a judgement joins with this one."""
    others = {j.second if j.first == key else j.first for j in judgements if j.same and key in (j.first, j.second)}
    return tuple(sorted(others))
