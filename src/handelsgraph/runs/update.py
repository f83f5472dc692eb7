"""One run: visit the sources, put what is new, and replace or take back what changed unless that removes too much.

New articles go in at once, one transaction each. Changes and withdrawals wait until all sources have been visited:
only then can be told how much of the graph they would take away. An address is remembered as dealt with when its
article is safe in the graph, so that a run that dies in between costs nothing but the work.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import structlog

from handelsgraph.errors import NotFoundError, described
from handelsgraph.extraction.parallel import read_ahead
from handelsgraph.graph.changes import copied
from handelsgraph.graph.stored import stored
from handelsgraph.identity import evidence_of
from handelsgraph.ingest import HOPELESS
from handelsgraph.interrupt import StoppedError, stoppable
from handelsgraph.runs.guard import Guard, judge
from handelsgraph.runs.record import Recorder
from handelsgraph.runs.results import Outcome, Result, Summary
from handelsgraph.runs.step import Step
from handelsgraph.shard import Shard
from handelsgraph.spool import Spool
from handelsgraph.web import Failed, Fetched, Gone, Item, Refused, Source, Unchanged, belongs, collect

if TYPE_CHECKING:
    from handelsgraph.evidence import Evidence
    from handelsgraph.extraction.extractor import Extractor
    from handelsgraph.graph import Changes, Graph, Report
    from handelsgraph.places import Gazetteer
    from handelsgraph.reading import Reading
    from handelsgraph.settings import Settings
    from handelsgraph.web import FetchState

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Options:
    """`confirmations`: visits in a row that must find an article gone before it is taken back; `prune`: one is enough.
    `workers` articles are read at the same time. `shard` is this machine's share of the addresses.
    """

    guard: Guard = field(default_factory=Guard)
    confirmations: int = 3
    prune: bool = False
    workers: int = 1
    shard: Shard | None = None


def update(
    sources: list[Source],
    graph: Graph,
    extractor: Extractor,
    gazetteer: Gazetteer,
    state: FetchState,
    settings: Settings,
    report: Callable[[Report], None],
    options: Options | None = None,
    *,
    stop: Callable[[], bool] = lambda: False,
    now: datetime | None = None,
) -> Summary:
    """Bring the graph up to date; `report` hears of each address when it has been dealt with.

    The run is recorded in the graph. Raises DataLockedError if another one is going on (of this shard or another
    division into shards, if there is one), and what makes every further
    article fail (the database is away, the model cannot be used), after that was recorded as far as possible. `now`
    is the time of the run, for tests.
    """
    moment = now or datetime.now(UTC)
    options = options or Options()
    names = [source.name for source in sources]
    number = graph.runs.begin(extractor.version, names, moment, options.shard)
    recorder = Recorder(graph.runs, Summary(number), report, moment if now else None)
    run = _Run(graph, extractor, gazetteer, state, recorder, options, stop)
    # where hardly anything is due, one address that never answers must not make the run a bad one
    try:
        recorder.answers = all(source.kind in ("feed", "sitemap") for source in sources) and not graph.is_empty()
        run.visit(sources, settings, moment)
        recorder.end()
    except StoppedError as error:  # while the database or the model kept it waiting
        extractor.give_up(True)
        recorder.died(error)
    except BaseException as error:
        recorder.died(error)
        raise
    return recorder.summary


class _Run:
    def __init__(
        self,
        graph: Graph,
        extractor: Extractor,
        gazetteer: Gazetteer,
        state: FetchState,
        recorder: Recorder,
        options: Options,
        stop: Callable[[], bool],
    ) -> None:
        self._graph, self._extractor, self._gazetteer, self._state = graph, extractor, gazetteer, state
        self._recorder, self._options, self._stop = recorder, options, stop

    def visit(self, sources: list[Source], settings: Settings, now: datetime) -> None:
        """Do it all."""
        items = collect(
            sources, self._state, settings, holds=self._held, stop=self._stop, now=now, shard=self._options.shard
        )
        with Spool[Step]() as waiting:
            with closing(read_ahead(self._extractor, items, _text, self._options.workers)) as read:
                for item, reading in read:
                    self._take(item, reading, waiting)
            if waiting and not self._stop():
                self._settle(waiting)
        if self._stop():
            self._recorder.summary.outcome = Outcome.INTERRUPTED

    def _take(self, item: Item, reading: Callable[[], Reading] | None, waiting: Spool[Step]) -> None:
        match item:
            case Fetched() if reading is not None:
                evidence = self._evidence(item, reading)
                if evidence is None:
                    return
                held = self._held([item.content.id, *([item.replaces] if item.replaces else ())])
                replaced = item.replaces if item.replaces in held else None
                forget = replaced if replaced and self._ours(replaced) else None
                if item.content.id in held or forget is not None:
                    waiting.append(Step(item, evidence, forget))
                else:
                    self._put(Step(item, evidence), Result.NEW)
            case Gone(article=str(article)) if self._held([article]):
                if not self._ours(article):
                    self._done(item, Result.MISSING, "the article's own address belongs to another shard")
                elif self._options.prune or item.times >= self._options.confirmations:
                    waiting.append(Step(item, None, article))
                else:
                    self._done(item, Result.MISSING, f"not there {item.times} of {self._options.confirmations} times")
            case Gone():
                self._done(item, Result.MISSING, "there is no article")
            case Unchanged():
                self._done(item, Result.UNCHANGED)
            case Refused():
                self._done(item, Result.REFUSED, f"{item.reason}: {item.detail}")
            case Failed():
                self._done(item, Result.FAILED, f"{item.reason}: {item.detail}")

    def _held(self, articles: Collection[str]) -> Collection[str]:
        """Return those of these articles that are in the graph."""
        return self._graph.known(articles).keys()

    def _ours(self, article: str) -> bool:
        """Return whether this run may take the article back: another shard may have it at addresses not known here."""
        if self._options.shard is None:
            return True
        return all(belongs(found.url, self._options.shard) for found in self._graph.articles([article]))

    def _settle(self, waiting: Spool[Step]) -> None:
        """Take the steps that waited, if the guard lets them."""
        if not self._options.guard.accept:
            verdict = judge(self._options.guard.of(self._options.shard), self._graph, waiting)
            self._recorder.summary.losses = verdict.losses
            if verdict.reason is not None:
                self._recorder.summary.outcome, self._recorder.summary.reason = Outcome.STOPPED, verdict.reason
                for step in waiting:
                    reason, title = "the run would have removed too much", self._title(step.item)
                    self._recorder.add(step.item, Result.HELD_BACK, reason, title=title)
                return
        for step in waiting:
            if self._stop():
                return
            self._put(step, Result.CHANGED if step.evidence is not None else Result.WITHDRAWN)

    def _evidence(self, item: Fetched, reading: Callable[[], Reading]) -> Evidence | None:
        try:
            evidence = evidence_of(item.content, stoppable(reading), self._gazetteer)
            stored(evidence)  # one that cannot be stored must not end the guard's trial of all
            return evidence
        except HOPELESS:
            raise
        except Exception as error:  # a fault in one article must not cost the others
            self._fail(item, error)
            return None

    def _put(self, step: Step, result: Result) -> None:
        """Take a step for good."""
        item = step.item
        try:
            title = self._title(item)  # it may be gone afterwards
            changes = self._changes(step)
        except HOPELESS:
            raise
        except Exception as error:
            self._fail(item, error)
            return
        if isinstance(item, Gone) and item.visit is not None:
            self._state.put(item.source.name, item.url, item.visit.withdrawn())
            times = "once" if item.times == 1 else f"{item.times} times"
            self._recorder.add(item, result, f"gone {times}", changes, title)
        else:
            item.acknowledge(self._state)
            self._recorder.add(item, result, copied(changes), changes)

    def _changes(self, step: Step) -> Changes:
        from handelsgraph.graph import Changes

        changes = Changes()
        if step.evidence is not None:
            changes = self._graph.put(step.evidence)
        if step.forget is not None:
            try:
                changes += self._graph.forget(step.forget)
            except NotFoundError:
                _log.debug("an article to forget was gone already", article=step.forget)
        return changes

    def _title(self, item: Item) -> str | None:
        """Return the title that an article which is gone from its address has in the graph."""
        if not isinstance(item, Gone) or item.article is None:
            return None
        return next((found.title for found in self._graph.articles([item.article])), None)

    def _done(self, item: Item, result: Result, reason: str | None = None) -> None:
        item.acknowledge(self._state)
        self._recorder.add(item, result, reason, title=self._title(item))

    def _fail(self, item: Item, error: Exception) -> None:
        _log.debug("article failed", url=item.url, exc_info=True)
        self._recorder.add(item, Result.FAILED, described(error))


def _text(item: Item) -> tuple[str, str | None] | None:
    return (item.content.text, item.content.published) if isinstance(item, Fetched) else None
