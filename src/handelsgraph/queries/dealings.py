"""From the edges a row rests on to what its columns say of them: when, by whose date, planned, how often told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from handelsgraph.graph import Edge

DEALING, ARTICLE = "dealing", "article"
_TIES = frozenset({"REPRESENTS", "LOCATED_IN"})
_SHOWN = 3


def telling(edges: Sequence[Edge]) -> list[Edge]:
    """Return the dealings among the edges of a row; who represents whom and where it is count if there is no other."""
    return [edge for edge in edges if edge.type not in _TIES] or list(edges)


def fits(day: str | None, since: str | None, until: str | None) -> bool:
    """Whether an ISO date or prefix of one may lie between two others; a date without a day counts as any of its days.

    What has no date at all fits only if no bound is given.
    """
    if day is None:
        return since is None and until is None
    return (since is None or since[: len(day)] <= day) and (until is None or day[: len(until)] <= until)


def cells(edges: Sequence[Edge], since: str | None, until: str | None) -> list[Any]:
    """Return the cells of `common.DEALING_COLUMNS` for a row that rests on `edges`."""
    told = telling(edges)
    dated = [day for day in _days(told, "dates") if fits(day, since, until)]
    reported = [day for day in _days(told, "reported") if fits(day, since, until)]
    planned = any(edge.properties.get("planned") for edge in told)
    articles = min((edge.properties.get("articles", 0) for edge in told), default=0)
    return [_shown(dated or reported), DEALING if dated else ARTICLE if reported else None, planned, articles]


def _days(edges: Iterable[Edge], name: str) -> list[str]:
    return sorted({day for edge in edges for day in edge.properties.get(name) or ()})


def _shown(days: Sequence[str]) -> str | None:
    if len(days) > _SHOWN:
        return f"{days[0]}/{days[-1]}"
    return ", ".join(days) or None
