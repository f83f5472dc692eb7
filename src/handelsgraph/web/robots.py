"""robots.txt (RFC 9309): read once a run and site. Not there: all is allowed. Not to be had: nothing is."""

from __future__ import annotations

from collections.abc import Callable

from protego import Protego

from handelsgraph.web.addresses import origin
from handelsgraph.web.reasons import FailedError, Failure, Refusal, RefusedError
from handelsgraph.web.reply import Reply

AGENT = "handelsgraph"
"""The name by which robots.txt speaks of this program."""
MAX_BYTES = 512_000
_LONGEST_DELAY = 60.0
_KEPT_SITES = 10_000


class Robots:
    """The rules of every site met in this run. `fetch` gets an address without asking for rules itself."""

    def __init__(self, fetch: Callable[[str], Reply]) -> None:
        self._fetch = fetch
        self._rules: dict[str, Protego | FailedError] = {}

    def check(self, url: str) -> None:
        """Raise RefusedError if the site asks not to fetch this, FailedError if its rules cannot be had."""
        if not self._of(url).can_fetch(url, AGENT):
            raise RefusedError(Refusal.ROBOTS, "the site's robots.txt asks not to fetch this")

    def delay(self, url: str) -> float:
        """Return the pause between requests that the site asks for, in seconds, within reason."""
        asked = self._of(url).crawl_delay(AGENT)
        return min(float(asked), _LONGEST_DELAY) if asked else 0.0

    def sitemaps(self, url: str) -> list[str]:
        """Return the sitemaps the site names."""
        return list(self._of(url).sitemaps)

    def _of(self, url: str) -> Protego:
        site = origin(url)
        if site not in self._rules:
            if len(self._rules) >= _KEPT_SITES:
                self._rules.clear()
            self._rules[site] = self._read(site)
        rules = self._rules[site]
        if isinstance(rules, FailedError):
            raise rules
        return rules

    def _read(self, site: str) -> Protego | FailedError:
        try:
            reply = self._fetch(f"{site}/robots.txt")
        except RefusedError as error:
            if error.reason is Refusal.ACCESS:
                return Protego.parse("")
            if error.reason is Refusal.TOO_LARGE:
                return FailedError(Failure.DAMAGED, "robots.txt is larger than 0.5 MB")
            raise
        except FailedError as error:
            return FailedError(error.reason, f"robots.txt: {error.detail}", later=error.later, wait=error.wait)
        return Protego.parse(reply.body.decode("utf-8", "replace") if reply.status == 200 else "")
