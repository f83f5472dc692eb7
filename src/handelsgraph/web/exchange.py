"""The record of one exchange while it is under way, whatever its end."""

from __future__ import annotations

from dataclasses import dataclass, field

from handelsgraph.web.items import Http


@dataclass(slots=True)
class Exchange:
    """What has happened so far; `hops` are the addresses asked, the last one being where things stand."""

    hops: list[str] = field(default_factory=list)
    status: int | None = None
    content_type: str | None = None
    size: int = 0
    seconds: float = 0.0
    attempts: int = 0

    def http(self) -> Http | None:
        """Return the facts; None if nothing was asked."""
        if not self.hops:
            return None
        redirects = len(self.hops) - 1
        return Http(
            self.status, self.hops[-1], redirects, self.content_type, self.size, round(self.seconds, 3), self.attempts
        )
