"""The frame of all pages: heading, search and buttons, the picture with its legend, and the panel."""

from __future__ import annotations

_FRAME = """<header>
<div id="heading"><h1 id="title"></h1><p id="note"></p></div>
<form id="tools" role="search">
<input id="search" type="search" placeholder="Search a name" aria-label="Search a name"
 title="/ goes here, Enter opens the first">
<button id="fit" type="button" title="f">Fit</button>
<button id="nearer" type="button" title="+" aria-label="Zoom in">+</button>
<button id="farther" type="button" title="-" aria-label="Zoom out">−</button>
</form>
</header>
<div id="legend" role="group" aria-label="Kinds"></div>
<main id="view">VIEW</main>
<aside id="panel" aria-label="Names and evidence" aria-live="polite"></aside>"""


def frame(view: str) -> str:
    """Return the markup of a page with the picture's own markup `view` in its place."""
    return _FRAME.replace("VIEW", view)
