"""What a source may cost: the table `limits` of the sources file."""

from __future__ import annotations

from datetime import timedelta
from ipaddress import ip_network
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from handelsgraph.web.schedule import interval


def _interval(text: str) -> str:
    interval(text)
    return text


def _network(text: str) -> str:
    try:
        return str(ip_network(text, strict=False))
    except ValueError:
        raise ValueError(f"{text!r} is no network such as 192.168.7.0/24") from None


class Limits(BaseModel):
    """Bounds of one source. Sizes are bytes after decompression, times are seconds."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    articles: int = Field(default=200, ge=1, le=1_000_000, description="articles asked for in one run at most")
    size: int = Field(default=10_000_000, ge=1000, le=100_000_000, description="largest page or document")
    listing_size: int = Field(default=50_000_000, ge=1000, le=100_000_000, description="largest feed or sitemap")
    delay: float = Field(default=2.0, ge=0, le=3600, description="pause between two requests to a host")
    timeout: float = Field(default=60.0, gt=0, le=3600, description="longest time for one response, redirects included")
    silence: float = Field(default=15.0, gt=0, le=600, description="longest time without a byte")
    connect: float = Field(default=8.0, gt=0, le=60, description="longest time for a connection")
    attempts: int = Field(default=3, ge=1, le=10, description="attempts at one address within a run")
    backoff: float = Field(default=1.0, ge=0, le=5, description="pause before the second attempt; it doubles then")
    redirects: int = Field(default=5, ge=0, le=20, description="redirects followed")
    revisit: Annotated[str, AfterValidator(_interval)] = Field(
        default="1d", description="known articles are asked for again after this time, to notice changes"
    )
    revisit_most: Annotated[str, AfterValidator(_interval)] = Field(
        default="30d", description="the time doubles with every visit that finds nothing new, up to this"
    )
    characters: int = Field(default=200, ge=0, le=100_000, description="shortest text that is an article")
    private_networks: list[Annotated[str, AfterValidator(_network)]] = Field(
        default=[], description="networks that are not public and may be asked all the same"
    )

    def revisit_after(self, streak: int) -> timedelta:
        """Return the time until the next visit of an address where `streak` visits in a row found nothing new."""
        first, most = interval(self.revisit), interval(self.revisit_most)
        return max(first, min(first * (1 << min(streak, 20)), most))

    def over(self, defaults: Limits) -> Limits:
        """Return these limits, with `defaults` where nothing is set here."""
        return Limits.model_validate(defaults.model_dump(exclude_unset=True) | self.model_dump(exclude_unset=True))
