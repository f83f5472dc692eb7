"""What is wrong with a value of a sources file, in the words of the file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import BaseModel
from rapidfuzz import process

from handelsgraph.web.limits import Limits
from handelsgraph.web.source import KINDS, Defaults, FeedSource, FilesSource, PagesSource, SitemapSource, SourcesFile

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_MODELS: dict[str, type[BaseModel]] = {
    "files": FilesSource,
    "pages": PagesSource,
    "feed": FeedSource,
    "sitemap": SitemapSource,
}
_TYPES = {
    "string_type": "must be a text in quotes",
    "int_type": "must be a whole number",
    "float_type": "must be a number",
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
    "list_type": "must be a list in brackets",
    "model_type": "must be a table",
    "dict_type": "must be a table",
}


def explain(fault: ErrorDetails, place: tuple[str | int, ...]) -> str:
    """Return one fault of a validation as a sentence that begins with the key."""
    inner = place[2:] if place[:1] == ("source",) and len(place) > 2 else place[-1:]
    key = ".".join(str(part) for part in inner)
    kind, context = fault["type"], fault.get("ctx", {})
    if kind == "missing":
        return f"{place[-1]!r} is missing"
    if kind == "extra_forbidden":
        return _unknown(fault, place)
    if kind == "union_tag_not_found":
        return f"'kind' is missing: one of {', '.join(KINDS)}"
    if kind == "union_tag_invalid":
        return f"kind: {context['tag']!r} is none of {', '.join(KINDS)}"
    if kind == "string_pattern_mismatch":
        return f"{key}: only small letters, digits, '-', '_' and '.', at most 60"
    if kind == "literal_error":
        return f"{key}: {_short(fault['input'])} is none of {context['expected'].replace(' or ', ', ')}"
    if kind == "list_type" and place == ("source",):
        return "source: each source is a table of its own, with [[source]] above it"
    if kind in _TYPES:
        return f"{key}: {_short(fault['input'])} {_TYPES[kind]}"
    message = fault["msg"].removeprefix("Value error, ").removeprefix("Input ")
    return (
        f"{key}: {message}"
        if kind == "value_error"
        else f"{key}: {_short(fault['input'])}: {message[:1].lower()}{message[1:]}"
    )


def _unknown(fault: ErrorDetails, place: tuple[str | int, ...]) -> str:
    name = str(place[-1])
    model: type[BaseModel] = SourcesFile
    if "limits" in place[:-1]:
        model = Limits
    elif place[0] == "defaults":
        model = Defaults
    elif place[0] == "source":
        model = next((_MODELS[part] for part in fault["loc"] if part in _MODELS), FeedSource)
    known = list(model.model_fields)
    near = process.extractOne(name, known, score_cutoff=70)
    hint = f"did you mean {near[0]!r}?" if near else f"known are {', '.join(known)}"
    return f"unknown key {name!r}: {hint}"


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."
