"""What collecting gives, one item for each address: an article, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass

from handelsgraph.article import Article
from handelsgraph.web.reasons import Failure, Refusal
from handelsgraph.web.source import Source
from handelsgraph.web.state import FetchState, Visit


@dataclass(frozen=True, slots=True)
class Http:
    """The facts of an exchange. `size`: bytes after decompression. `seconds`: without waiting for the host's turn."""

    status: int | None
    final_url: str
    redirects: int
    content_type: str | None
    size: int
    seconds: float
    attempts: int


@dataclass(frozen=True, slots=True)
class Found:
    """What all items have.

    `canonical` is the address the article is known by, if the page was read. `article` is the id of the article that
    stands (or stood) at the address, as far as the state knows. `http` is None for files and where nothing was asked.
    `visit` is to be stored by `acknowledge`; None where there is nothing to remember (a feed that fails).
    """

    source: Source
    url: str
    canonical: str | None = None
    http: Http | None = None
    article: str | None = None
    visit: Visit | None = None

    def acknowledge(self, state: FetchState) -> None:
        """Store in `state` that this item has been dealt with. Not done, it comes again in the next run."""
        if self.visit is not None:
            state.put(self.source.name, self.url, self.visit)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched(Found):
    """An article that is new, changed, or not held. `replaces` is the id of another article that stood here before."""

    content: Article
    replaces: str | None = None


@dataclass(frozen=True, slots=True)
class Unchanged(Found):
    """The address has what it had at the last visit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone(Found):
    """404, 410 or a file that is no more; `times`: for how many visits in a row. After the article has been taken back,
    store `visit.withdrawn()`.
    """

    times: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed(Found):
    """It could not be had. `retryable`: the next run may have more luck."""

    reason: Failure
    detail: str
    retryable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused(Found):
    """What is there is no article, or may not be read."""

    reason: Refusal
    detail: str


Item = Fetched | Unchanged | Gone | Failed | Refused
