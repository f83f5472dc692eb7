"""Plain text."""

from __future__ import annotations

from handelsgraph.intake.draft import Draft
from handelsgraph.intake.encoding import to_text
from handelsgraph.intake.metadata import clean_url
from handelsgraph.intake.normalise import single_line
from handelsgraph.intake.stated import stated


def parse(data: bytes) -> Draft:
    """Read a text file. Raises UnreadableError."""
    return of_text(to_text(data))


def of_text(text: str) -> Draft:
    """Return the draft of a normalised text with what it states about itself."""
    found = stated(text)
    return Draft(
        text=text,
        title=single_line(found.title),
        published=found.published,
        source=single_line(found.source),
        url=clean_url(found.url),
    )
