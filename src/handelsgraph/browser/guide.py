"""The guide page: a page of its own, and slides in the side bar of Neo4j Browser (`:guide ADDRESS`)."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from itertools import groupby

from handelsgraph.browser.favourites import Favourite
from handelsgraph.browser.start import START_FOLDER
from handelsgraph.resources import cypher_dir

_INDENT = '<div style="padding: 0 15px">'
"""The side bar of the Browser puts text at its very edge."""


def guide(items: Iterable[Favourite]) -> str:
    """Return the guide as HTML: how to read the picture, then a slide for each folder of favourites.

    A click on a query puts it into the editor of the Browser. Nothing of the favourites gets in unescaped.
    """
    first = (cypher_dir() / "browser" / "guide.html").read_text(encoding="utf-8")
    slides = [_slide(folder, list(group)) for folder, group in groupby(items, key=lambda item: item.folder)]
    return first.replace("<!-- slides -->", "\n".join(slides))


def _slide(folder: str, items: list[Favourite]) -> str:
    title = "Ten starting points" if folder == START_FOLDER else f"Questions: {folder}"
    return "\n".join(["<slide>", _INDENT, f"<h3>{escape(title)}</h3>", *map(_block, items), "</div>", "</slide>"])


def _block(item: Favourite) -> str:
    title, shows, *_ = (line.removeprefix("// ") for line in item.text.splitlines())
    return f'<h5>{escape(title)}</h5>\n<p>{escape(shows)}</p>\n<pre class="runnable">{escape(item.text)}</pre>'
