"""Writes down what a run does while it does it."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

import structlog

from handelsgraph.errors import HandelsgraphError, described
from handelsgraph.graph import Changes, Report
from handelsgraph.interrupt import StoppedError
from handelsgraph.runs.results import Outcome, Result, Summary
from handelsgraph.web import Fetched, Item

if TYPE_CHECKING:
    from handelsgraph.graph import RunLog

_log = structlog.get_logger(__name__)

_BATCH = 20
_BEAT = 60.0  # seconds after which a run gives a sign of life, whatever there is to write
_BAD = frozenset({Result.FAILED, Result.REFUSED})
_MANY = 5  # articles that cannot be read any more, and none that can: no chance, even if their site answers


class Recorder:
    """Counts and reports what becomes of addresses. What is unchanged is counted only: it is the most, every day."""

    def __init__(
        self, runs: RunLog, summary: Summary, report: Callable[[Report], None], now: datetime | None = None
    ) -> None:
        self._runs, self.summary, self._report, self._now = runs, summary, report, now
        self.answers = False
        """Whether a source that lists its addresses has answered, if its listing does not fail."""
        self._lost = 0
        self._waiting: list[Report] = []
        self._written = 0
        self._beaten = time.monotonic()

    def add(
        self,
        item: Item,
        result: Result,
        reason: str | None = None,
        changes: Changes | None = None,
        title: str | None = None,
    ) -> None:
        """Record what became of an item; `title` is for one that brings no article."""
        content = item.content if isinstance(item, Fetched) else None
        report = Report(
            item.source.name,
            item.canonical or item.url,
            result,
            content.id if content else item.article,
            content.title if content else title,
            reason,
            item.http.status if item.http else None,
        )
        self.summary.counts[result] += 1
        if result in _BAD:
            self._lost += item.article is not None
            self.answers &= item.visit is not None  # else it is the listing that failed
        if changes is not None:
            self.summary.changes += changes
        self._report(report)
        if result is not Result.UNCHANGED:
            self._waiting.append(report)
        if len(self._waiting) >= _BATCH or time.monotonic() - self._beaten > _BEAT:
            self._flush()

    def end(self) -> None:
        """Record the end of the run."""
        counts = self.summary.counts
        silent = not self.answers or self._lost >= _MANY
        if self.summary.outcome is Outcome.DONE and counts and not counts.keys() - _BAD and silent:
            self.summary.outcome, self.summary.reason = Outcome.FAILED, "no address could be read"
        self._flush()
        self._end()

    def died(self, error: BaseException) -> None:
        """Record that the run ended with an error, if the database still lets it."""
        stopped = isinstance(error, StoppedError) or not isinstance(error, Exception)
        self.summary.outcome = Outcome.INTERRUPTED if stopped else Outcome.FAILED
        self.summary.reason = described(error)
        try:
            self._flush()
            self._end()
        except HandelsgraphError:
            _log.warning("the end of the run could not be recorded", run=self.summary.number)

    def _end(self) -> None:
        summary = self.summary
        counts = {str(result): number for result, number in summary.counts.items()}
        changes = summary.changes.numbers()
        self._runs.end(summary.number, summary.outcome, counts, changes, summary.reason, now=self._now)

    def _flush(self) -> None:
        self._runs.report(self.summary.number, self._written, self._waiting, now=self._now)
        self._written += len(self._waiting)
        self._waiting = []
        self._beaten = time.monotonic()
