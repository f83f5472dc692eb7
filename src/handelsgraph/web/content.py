"""What kind of document an answer is, and reading it with the readers of the intake."""

from __future__ import annotations

from dataclasses import dataclass

from handelsgraph.intake import html, pdf, plain
from handelsgraph.intake.draft import Draft, UnreadableError
from handelsgraph.web.markup import Markup
from handelsgraph.web.reasons import FailedError, Failure, Refusal, RefusedError
from handelsgraph.web.reply import Reply, media_type

_HTML = ("text/html", "application/xhtml+xml")
_UNCLEAR = (
    None,
    "application/octet-stream",
    "binary/octet-stream",
    "application/force-download",
)
_READ = (*_HTML, *_UNCLEAR, "application/pdf", "application/x-pdf", "text/plain")


@dataclass(frozen=True, slots=True)
class Document:
    """A document as read: its article, and its markup if it is a page."""

    draft: Draft
    markup: Markup | None


def is_read(kind: str | None) -> bool:
    """Return whether documents of this media type are read; None: the server names none."""
    return kind in _READ


def read_document(reply: Reply) -> Document:
    """Return the document of an answer. Raises RefusedError or FailedError if there is none that can be read."""
    kind = media_type(reply.headers)
    try:
        if pdf.is_pdf(reply.body):
            return Document(pdf.parse(reply.body), None)
        page = html.page_text(reply.body, reply.charset)
        if kind in _HTML or _looks_like_html(page):
            return Document(html.of_page(page, reply.url), Markup(page))
        if kind == "text/plain":
            return Document(plain.of_text(page), None)
    except UnreadableError as error:
        raise FailedError(Failure.DAMAGED, str(error)) from error
    raise RefusedError(Refusal.CONTENT_TYPE, f"{kind or 'something without a content type'} is not read")


def _looks_like_html(page: str) -> bool:
    head = page[:1000].lower()
    return "<html" in head or "<!doctype html" in head
