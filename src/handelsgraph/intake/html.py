"""HTML pages: main text, title, date, site and address by trafilatura. Scripts are dropped, never run."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from handelsgraph.intake.dates import parse_date
from handelsgraph.intake.draft import Draft, UnreadableError
from handelsgraph.intake.encoding import to_text
from handelsgraph.intake.metadata import clean_url
from handelsgraph.intake.normalise import normalise, single_line
from handelsgraph.intake.stated import stated_date

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_PROLOG = re.compile(rb"""\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})""")
_HEAD_BYTES = 8192
_MOST_TAGS = 12_000
"""Beyond this the fallbacks of the extraction are not tried: one of them takes quadratic time."""
_SYNONYMS = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252"}


def parse(data: bytes, declared: str | None = None) -> Draft:
    """Read a page. `declared` is the encoding named outside of it (an HTTP header). Raises UnreadableError."""
    return of_page(page_text(data, declared))


def page_text(data: bytes, declared: str | None = None) -> str:
    """Return the page's markup as text, decoded by header, label or look. Raises UnreadableError."""
    return to_text(data, _encoding(data, declared))


def of_page(page: str, url: str | None = None) -> Draft:
    """Return the article of a page. `url` is where it was read: dates in it count. Raises UnreadableError."""
    from trafilatura import bare_extraction  # slow to import, only needed for HTML

    try:
        document = bare_extraction(
            page,
            url=url,
            fast=page.count("<") > _MOST_TAGS,
            with_metadata=True,
            include_comments=False,
            include_tables=True,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except Exception as error:  # whatever a hostile page makes lxml raise
        raise UnreadableError(f"the page cannot be parsed: {type(error).__name__}") from error
    if document is None or isinstance(document, dict):
        return Draft(text="")
    text = normalise(document.text or "")
    return Draft(
        text=text,
        title=single_line(document.title),
        published=(parse_date(document.date) if document.date else None) or stated_date(text),
        source=single_line(document.sitename),
        url=_article_url(document.url),
    )


def _encoding(data: bytes, declared: str | None) -> str | None:
    """Return the encoding the page is labelled with. Browsers read the Latin-1 label as Windows-1252; so does this."""
    head = data[:_HEAD_BYTES]
    match = None if declared else (_CHARSET.search(head) or _PROLOG.match(head))
    label = declared or (match[1].decode("ascii", "replace") if match else None)
    if label is None or label.lower().startswith(("utf-16", "utf-32")):  # a page whose label could be read is neither
        return None
    return _SYNONYMS.get(label.lower(), label)


def _article_url(url: str | None) -> str | None:
    """Return the canonical address, unless it is a front page: many templates give that for every article."""
    cleaned = clean_url(url)
    if cleaned is None:
        return None
    parts = urlsplit(cleaned)
    return cleaned if parts.path.strip("/") or parts.query else None
