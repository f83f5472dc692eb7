"""Where articles come from: the four kinds of source that a sources file may name."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationInfo, field_validator

from handelsgraph.intake.metadata import clean_url
from handelsgraph.web.limits import Limits
from handelsgraph.web.schedule import checked_schedule

Language = Literal["de", "de-DE", "de-AT", "de-CH", "de-LI", "de-LU"]
Schedule = Annotated[str, AfterValidator(checked_schedule)]


def _address(value: str) -> str:
    url = clean_url(value)
    if url is None:
        raise ValueError(f"{value[:80]!r} is not a http or https address")
    if "@" in url.split("/")[2]:
        raise ValueError("an address with a user name or password in it")
    return url


Address = Annotated[str, AfterValidator(_address)]


class _Source(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(pattern=r"^[a-z0-9][a-z0-9._-]{0,59}$")
    region: str | None = Field(default=None, min_length=1, max_length=100)
    language: Language = "de"
    schedule: Schedule = "1d"
    enabled: bool = True
    limits: Limits = Limits()


class FilesSource(_Source):
    """Files and directories on this machine; `paths` are absolute or relative to the sources file, and may be globs."""

    kind: Literal["files"]
    paths: list[str] = Field(min_length=1)

    @field_validator("paths")
    @classmethod
    def _from_here(cls, paths: list[str], info: ValidationInfo) -> list[str]:
        base: Path | None = (info.context or {}).get("base")
        if any(not path or "\0" in path for path in paths):
            raise ValueError("an empty path")
        return [str(base / path) if base else path for path in paths]

    @property
    def url(self) -> str:
        """The first path, as an address to report things under that concern the source as a whole."""
        return Path(self.paths[0]).absolute().as_uri()


class _WebSource(_Source):
    tdm: Literal["respected", "permitted"] = "respected"
    """Whether reservations against text and data mining are respected, or the publisher has permitted it."""


class PagesSource(_WebSource):
    """Single articles on the web."""

    kind: Literal["pages"]
    urls: list[Address] = Field(min_length=1)

    @property
    def url(self) -> str:
        """The first address."""
        return self.urls[0]


class FeedSource(_WebSource):
    """An RSS, Atom or JSON feed."""

    kind: Literal["feed"]
    url: Address


class SitemapSource(_WebSource):
    """A sitemap or sitemap index; `include` and `exclude` are globs that are held against the whole address."""

    kind: Literal["sitemap"]
    url: Address
    include: list[str] = Field(default=["*"], min_length=1)
    exclude: list[str] = []


Source = Annotated[FilesSource | PagesSource | FeedSource | SitemapSource, Field(discriminator="kind")]
WebSource = PagesSource | FeedSource | SitemapSource
KINDS = ("files", "pages", "feed", "sitemap")


class Defaults(BaseModel):
    """What holds for every source that does not say otherwise: the table `defaults`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    region: str | None = Field(default=None, min_length=1, max_length=100)
    language: Language = "de"
    schedule: Schedule = "1d"
    limits: Limits = Limits()

    def under(self, source: Source) -> Source:
        """Return the source with these defaults where it says nothing."""
        update: dict[str, Any] = {
            name: getattr(self, name)
            for name in ("region", "language", "schedule")
            if name in self.model_fields_set and name not in source.model_fields_set
        }
        return source.model_copy(update={**update, "limits": source.limits.over(self.limits)})


class SourcesFile(BaseModel):
    """A whole sources file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    defaults: Defaults = Defaults()
    source: list[Source] = []

    def sources(self) -> list[Source]:
        """Return the sources with the defaults filled in."""
        return [self.defaults.under(source) for source in self.source]
