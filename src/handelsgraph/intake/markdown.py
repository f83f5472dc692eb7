"""Markdown with optional YAML front matter, to plain text: the markup goes, paragraphs stay."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import yaml
from pydantic import ValidationError

from handelsgraph.intake.draft import Draft, UnreadableError
from handelsgraph.intake.encoding import to_text
from handelsgraph.intake.metadata import Metadata, explain
from handelsgraph.intake.normalise import normalise, single_line
from handelsgraph.intake.plain import of_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_KNOWN = {
    "url": ("url", "link", "canonical", "permalink"),
    "title": ("title", "titel"),
    "date": ("date", "datum", "published"),
    "source": ("source", "quelle", "publisher"),
}
_BLOCK_ENDS = {"paragraph_close", "heading_close", "tr_close", "hr"}


def parse(data: bytes) -> Draft:
    """Read a Markdown file. Raises UnreadableError."""
    text = to_text(data)
    metadata = Metadata()
    if match := _FRONT_MATTER.match(text):
        metadata = _front_matter(match[1])
        text = text[match.end() :]
    plain, heading = _render(text)
    draft = of_text(normalise(plain))
    return metadata.over(replace(draft, title=single_line(heading) or draft.title))


def _front_matter(block: str) -> Metadata:
    try:
        values = yaml.safe_load(block)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = f" in line {mark.line + 2}" if mark else ""
        raise UnreadableError(f"the front matter is not valid YAML{line}") from None
    if not isinstance(values, dict):
        return Metadata()
    lowered = {str(key).lower(): value for key, value in values.items()}
    known = {name: next((lowered[key] for key in keys if key in lowered), None) for name, keys in _KNOWN.items()}
    try:
        return Metadata.model_validate(known)
    except ValidationError as error:
        raise UnreadableError(f"front matter: {explain(error)}") from None


def _render(text: str) -> tuple[str, str | None]:
    """Return the plain text and the first heading."""
    from markdown_it import MarkdownIt  # only needed for .md

    try:
        tokens = MarkdownIt("commonmark", {"maxNesting": 50}).enable("table").parse(text)
    except RecursionError:
        raise UnreadableError("Markdown nested too deeply") from None
    parts: list[str] = []
    heading: str | None = None
    for position, token in enumerate(tokens):
        if token.type == "inline":
            content = _inline(token.children or ())
            parts.append(content)
            if heading is None and tokens[position - 1].type == "heading_open":
                heading = content
        elif token.type in {"fence", "code_block"}:
            parts.append(token.content.rstrip("\n") + "\n\n")
        elif token.type in {"td_close", "th_close"}:
            parts.append(" | ")
        elif token.type in _BLOCK_ENDS:
            parts.append("\n" if token.hidden or token.type == "tr_close" else "\n\n")
    return "".join(parts).strip("\n") + "\n", heading


def _inline(tokens: Sequence[Token]) -> str:
    parts = []
    for token in tokens:
        if token.type in {"text", "code_inline"}:
            parts.append(token.content)
        elif token.type in {"softbreak", "hardbreak"}:
            parts.append("\n")
    return "".join(parts)
