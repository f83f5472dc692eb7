"""When a source's next run is due."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from handelsgraph.web import Source, next_after


def due_at(source: Source, begun: Mapping[str, datetime], now: datetime) -> datetime:
    """Return when the source is due: now if it was never visited, and however many times were missed, once."""
    last = begun.get(source.name)
    return now if last is None else next_after(source.schedule, last.astimezone(now.tzinfo))


def due(sources: Iterable[Source], begun: Mapping[str, datetime], now: datetime) -> list[Source]:
    """Return the sources that are due now."""
    return [source for source in sources if due_at(source, begun, now) <= now]
