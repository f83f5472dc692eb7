"""A page's markup, as far as it tells what kind of page it is. Nothing in it is run."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from lxml import etree, html

_SPACE = re.compile(r"\s+")
_SHOWN = "//body//text()[not(ancestor::script or ancestor::style or ancestor::noscript or ancestor::template)]"
_MOST_TEXT = 200_000


class Markup:
    """The parsed page. Broken markup is mended as browsers do; a page that is beyond that is empty."""

    def __init__(self, page: str) -> None:
        parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
        try:
            root = html.document_fromstring(page.encode("utf-8", "replace"), parser=parser)
        except (etree.LxmlError, ValueError, AssertionError):
            root = html.document_fromstring(b"<html></html>", parser=parser)
        self.root: Any = root

    @cached_property
    def headings(self) -> list[str]:
        """The title and the headings of the first degree."""
        return [text for element in self.root.iter("title", "h1") if (text := _text(element))]

    @cached_property
    def visible(self) -> str:
        """The text that a browser would show before scripts run, on one line, up to a length."""
        return _SPACE.sub(" ", " ".join(self.root.xpath(_SHOWN)))[:_MOST_TEXT].strip()

    @cached_property
    def without_scripts(self) -> str:
        """What is shown to those whose browser runs no scripts."""
        return " ".join(_text(element) for element in self.root.iter("noscript"))

    @cached_property
    def scripts(self) -> int:
        """How many scripts there are."""
        return sum(1 for _ in self.root.iter("script"))

    @cached_property
    def free(self) -> bool | None:
        """Whether the page says of its article that it can be read for free (schema.org isAccessibleForFree)."""
        said = [value for block in self._linked_data() for value in _values(block, "isAccessibleForFree")]
        said += [e.get("content") for e in self.root.iter("meta") if e.get("itemprop") == "isAccessibleForFree"]
        tier = [e.get("content") for e in self.root.iter("meta") if e.get("property") == "article:content_tier"]
        if any(str(value).strip().lower().rsplit("/", 1)[-1] == "false" for value in said):
            return False
        if any(str(value).strip().lower() in ("locked", "metered") for value in tier):
            return False
        return True if said or tier else None

    def marked(self, tokens: tuple[str, ...]) -> str:
        """Return the text of the elements whose class or id has one of these tokens in it."""
        found = []
        for element in self.root.iter(etree.Element):
            names = f"{element.get('class', '')} {element.get('id', '')}".lower()
            if names != " " and any(token in names for token in tokens):
                found.append(_text(element))
        return " ".join(found)

    @cached_property
    def claimed(self) -> str | None:
        """The address that the page gives as its own."""
        own = [link.get("href") for link in self.links("canonical")]
        own += [e.get("content") for e in self.root.iter("meta") if e.get("property") == "og:url"]
        return next((address for address in own if address and address.strip()), None)

    @cached_property
    def metas(self) -> dict[str, list[str]]:
        """The contents of the named meta elements, by name in small letters."""
        found: dict[str, list[str]] = {}
        for element in self.root.iter("meta"):
            if (name := element.get("name", "").strip().lower()) and element.get("content"):
                found.setdefault(name, []).append(element.get("content"))
        return found

    def links(self, relation: str) -> Iterator[dict[str, str]]:
        """Yield the attributes of the head's links with this relation."""
        for element in self.root.iter("link"):
            if relation in element.get("rel", "").lower().split():
                yield {str(name): str(value) for name, value in element.attrib.items()}

    def _linked_data(self) -> Iterator[Any]:
        for element in self.root.iter("script"):
            if element.get("type", "").strip().lower() == "application/ld+json" and element.text:
                try:
                    yield json.loads(element.text)
                except (ValueError, RecursionError):
                    continue


def _text(element: Any) -> str:
    return _SPACE.sub(" ", "".join(element.itertext())).strip()


def _values(block: Any, key: str, depth: int = 0) -> Iterator[Any]:
    """Yield the values of a key wherever it stands in linked data, but not in its parts (hasPart)."""
    if depth > 8:
        return
    if isinstance(block, list):
        for part in block:
            yield from _values(part, key, depth + 1)
    elif isinstance(block, dict):
        if key in block:
            yield block[key]
        for name, part in block.items():
            if name not in (key, "hasPart") and isinstance(part, dict | list):
                yield from _values(part, key, depth + 1)
