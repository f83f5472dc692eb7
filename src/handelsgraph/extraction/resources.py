"""The package's data files, read once."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # PyYAML built without libyaml: slower, the same result
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]


@cache
def data(name: str) -> Any:
    """Return the content of data/<name>.yaml."""
    text = (files("handelsgraph.extraction") / "data" / f"{name}.yaml").read_text(encoding="utf-8")
    return yaml.load(text, _Loader)


@cache
def pattern(name: str, key: str) -> re.Pattern[str]:
    """Return a regular expression of a data file, compiled."""
    return re.compile(data(name)[key])


@cache
def word_set(name: str, key: str) -> frozenset[str]:
    """Return a list of words of a data file as a set."""
    return frozenset(data(name)[key])
