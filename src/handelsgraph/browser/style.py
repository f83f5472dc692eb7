"""Reading the .grass style sheet the way the Browser does, for its local storage and for tests."""

from __future__ import annotations

import re

from handelsgraph.errors import HandelsgraphError
from handelsgraph.resources import cypher_dir

_RULE = re.compile(r"([^{}]*)\{((?:[^{}\"]|\"[^\"]*\")*)\}")


def style_sheet() -> str:
    """Return the text of the style sheet."""
    return (cypher_dir() / "browser" / "style.grass").read_text(encoding="utf-8")


def rules(grass: str) -> dict[str, dict[str, str]]:
    """Return properties by selector ("node.Company", "relationship.MET").

    Raises HandelsgraphError if there is anything between the rules: the Browser has no comments and would take it as
    part of the next selector.
    """
    found = {}
    for selector, body in _RULE.findall(grass):
        name = "".join(selector.split())
        if not re.fullmatch(r"(node|relationship)(\.\w+)*", name):
            raise HandelsgraphError(f"style.grass: {name!r} is no selector")
        found[name] = {
            key.strip(): value.strip().strip('"')
            for key, colon, value in (item.partition(":") for item in body.split(";"))
            if colon
        }
    return found
