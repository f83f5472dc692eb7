"""An article as it enters the graph: its text exactly as stored, and what is known about it."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass, field

_SPACE = re.compile(r"\s+")


def content_hash(text: str) -> str:
    """Return a hash of the wording: NFC, white space folded. Two copies of one press note share it."""
    folded = _SPACE.sub(" ", unicodedata.normalize("NFC", text)).strip()
    return hashlib.sha256(folded.encode()).hexdigest()


def article_id(uri: str) -> str:
    """Return the id of the article published (or kept) at `uri`: a 16-digit hash, the same on every run."""
    return hashlib.sha256(uri.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Article:
    """One article.

    `url` is where it was published, if known, else a file: URI of where it was read. `text` is NFC with line feeds as
    line ends; every offset in the project counts characters of it. `published` is an ISO date or a prefix of one
    ("2019", "2019-11", "2019-11-27").
    """

    url: str
    text: str
    title: str | None = None
    published: str | None = None
    source: str | None = None
    path: str | None = None
    id: str = field(init=False)
    content_hash: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "id", article_id(self.url))
        object.__setattr__(self, "content_hash", content_hash(self.text))
