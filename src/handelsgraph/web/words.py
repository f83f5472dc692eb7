"""The package's data files, read once."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def data(name: str) -> Any:
    """Return the content of data/<name>.yaml."""
    return yaml.safe_load((files("handelsgraph.web") / "data" / f"{name}.yaml").read_text(encoding="utf-8"))


@cache
def words(name: str, key: str) -> tuple[str, ...]:
    """Return a list of a data file."""
    return tuple(data(name)[key])


@cache
def phrases(name: str, key: str) -> re.Pattern[str]:
    """Return a pattern that finds each phrase of a list, as whole words, whatever its case and its white space."""
    longest_first = sorted(words(name, key), key=len, reverse=True)
    choices = "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in longest_first)
    return re.compile(rf"(?<!\w)(?:{choices})(?!\w)", re.IGNORECASE)
