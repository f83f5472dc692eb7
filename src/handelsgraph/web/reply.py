"""An answer that was read to its end, and what its headers say."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from email.message import Message
from email.utils import parsedate_to_datetime

import httpx


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gives to ask it later whether anything has changed at `answered`, the address that gave it."""

    etag: str | None = None
    last_modified: str | None = None
    answered: str | None = None

    def headers(self, url: str) -> dict[str, str]:
        """Return them as headers of a request to `url`; nothing if they are another address's."""
        if url != self.answered:
            return {}
        found = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in found.items() if value}


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer with status 200 to 299, 304, 404 or 410. `url`: where it came from. `moved`: redirected for good."""

    status: int
    url: str
    headers: httpx.Headers
    body: bytes
    moved: bool

    @property
    def gone(self) -> bool:
        """Whether there is nothing at the address."""
        return self.status in (404, 410)

    @property
    def unchanged(self) -> bool:
        """Whether the validators sent still hold."""
        return self.status == 304

    @property
    def validators(self) -> Validators:
        """The validators of this answer."""
        return Validators(self.headers.get("etag"), self.headers.get("last-modified"), self.url)

    @property
    def charset(self) -> str | None:
        """The encoding that the header names."""
        found = _content_type(self.headers).get_content_charset()
        return found if found and found.isascii() else None


def media_type(headers: httpx.Headers) -> str | None:
    """Return the media type that the header names, in small letters; None if it names none."""
    return _content_type(headers).get_content_type() if "content-type" in headers else None


def _content_type(headers: httpx.Headers) -> Message:
    message = Message()
    message["content-type"] = headers.get("content-type", "").replace("\r", "").replace("\n", "")
    return message


def retry_after(headers: httpx.Headers, now: datetime.datetime) -> float | None:
    """Return the seconds the server asks to wait; None if it does not say."""
    value = headers.get("retry-after", "").strip()
    if value.isdigit():
        return float(value[:9])
    try:
        at = parsedate_to_datetime(value)
    except (ValueError, TypeError):
        return None
    return max(0.0, (at.replace(tzinfo=at.tzinfo or datetime.UTC) - now).total_seconds())
