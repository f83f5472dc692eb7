"""PDF press notes: the text layer by pypdf, with words joined that were hyphenated at line ends."""

from __future__ import annotations

import io
import logging
import re
from datetime import datetime

from handelsgraph.intake.draft import MAX_CHARACTERS, Draft, UnreadableError
from handelsgraph.intake.normalise import normalise, single_line
from handelsgraph.intake.stated import stated

SIGNATURE = b"%PDF-"
_MOST_PAGES = 100
_SIGNATURE_WITHIN = 1024
_HYPHENATED = re.compile(r"(?<=[a-zäöüß])-[ \t]*\n[ \t]*(?!(?:und|oder|bzw)\b)(?=[a-zäöüß])")
_FILE_NAME = re.compile(
    r"\.(?:docx?|odt|pdf|rtf|indd|pages)$|^(?:Microsoft Word|Unbenannt|Untitled|Dokument\d*$)", re.I
)


def is_pdf(data: bytes) -> bool:
    """Return whether these bytes begin a PDF."""
    return SIGNATURE in data[:_SIGNATURE_WITHIN]


def parse(data: bytes) -> Draft:
    """Read a PDF. A scan without a text layer gives an empty text. Raises UnreadableError."""
    from pypdf import PdfReader  # slow to import, only needed for PDF

    logging.getLogger("pypdf").setLevel(logging.ERROR)  # it warns of every fault that it mends
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableError("the PDF is protected by a password")
        if len(reader.pages) > _MOST_PAGES:
            raise UnreadableError(f"the PDF has {len(reader.pages)} pages, more than the {_MOST_PAGES} of a press note")
        text = ""
        for page in reader.pages:
            text += page.extract_text() + "\n\n"
            if len(text) > MAX_CHARACTERS:
                break
        information = reader.metadata
        title = information.title if information else None
        created = information.creation_date if information else None
    except UnreadableError:
        raise
    except Exception as error:  # whatever a damaged file makes pypdf raise
        raise UnreadableError(f"the PDF cannot be read: {type(error).__name__}") from error
    return _draft(text, title, created)


def _draft(text: str, title: object, created: datetime | None) -> Draft:
    text = _HYPHENATED.sub("", normalise(text))
    found = stated(text)
    named = single_line(str(title)) if title else None
    if named and _FILE_NAME.search(named):
        named = None
    return Draft(
        text=text.strip() + "\n" if text.strip() else "",
        title=named or single_line(found.title),
        published=found.published or (created.date().isoformat() if created else None),
        source=single_line(found.source),
    )
