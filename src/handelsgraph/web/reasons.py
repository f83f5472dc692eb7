"""Why an address gave no article: refused, because what is there is none or may not be had, or failed."""

from __future__ import annotations

from enum import StrEnum


class Refusal(StrEnum):
    """What is at the address, or on the way to it, is recognised and left alone."""

    ROBOTS = "robots.txt"
    RESERVED = "reserved against text and data mining"
    PRIVATE_ADDRESS = "private address"
    SCHEME = "no web address"
    ACCESS = "access denied"
    PAYWALL = "paywall"
    CONSENT = "consent page"
    ERROR_PAGE = "error page"
    JAVASCRIPT = "needs JavaScript"
    LANGUAGE = "not German"
    TOO_SHORT = "too short"
    TOO_LONG = "too long"
    TOO_LARGE = "too large"
    CONTENT_TYPE = "content type"


class Failure(StrEnum):
    """Something went wrong."""

    NAME = "unknown host"
    CONNECTION = "connection"
    CERTIFICATE = "certificate"
    TIMEOUT = "time-out"
    SERVER = "server error"
    BUSY = "asked to wait"
    CLIENT = "request not accepted"
    REDIRECTS = "redirects"
    DAMAGED = "damaged"
    LISTING = "no feed or sitemap"
    FILE = "file"


class RefusedError(Exception):
    """Raised where an address is refused; the message is the detail for the user."""

    def __init__(self, reason: Refusal, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail


class FailedError(Exception):
    """Raised where an address fails.

    `again`: worth another attempt at once; `later`: worth one in the next run. `wait`: seconds the server asked for.
    """

    def __init__(
        self, reason: Failure, detail: str, *, again: bool = False, later: bool = True, wait: float | None = None
    ) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail
        self.again = again
        self.later = later
        self.wait = wait
