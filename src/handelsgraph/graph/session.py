"""Transactions: managed and retried for writing, never committed for reading."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, Protocol, TypeVar

import neo4j
import structlog
from neo4j.exceptions import DriverError, Neo4jError

from handelsgraph.errors import DatabaseError, HandelsgraphError
from handelsgraph.graph import reading
from handelsgraph.graph.engine import Engine
from handelsgraph.graph.faults import translated
from handelsgraph.graph.patience import Patience, is_lost
from handelsgraph.graph.values import Answer, plain
from handelsgraph.interrupt import Aside, StoppedError, pause, stoppable

_log = structlog.get_logger(__name__)

Row = dict[str, Any]
T = TypeVar("T")

TIME_LIMIT = 60.0
ROW_LIMIT = 100_000
WRITE_TIME_LIMIT = 600.0
READ_PATIENCE = 15.0
"""How long reading waits for a server that has gone away, where somebody asks, and sits and waits."""
_ABANDONED = 5.0  # seconds for a stopped statement to give its connection back; milliseconds but under load


class Tx(Protocol):
    """What the statements of this package need of a transaction."""

    def rows(self, cypher: str, **parameters: Any) -> list[Row]:
        """Run a statement and return its rows."""
        ...


class _Bound:
    """A driver transaction as a `Tx`."""

    def __init__(self, transaction: neo4j.Transaction) -> None:
        self._transaction = transaction

    def rows(self, cypher: str, **parameters: Any) -> list[Row]:
        result = self._transaction.run(cypher, parameters)
        return [record.data() for record in result]


class Sessions:
    """Runs units of work on an engine. A `patient` one reads for a job that writes, and waits as long for that."""

    def __init__(self, engine: Engine, *, patient: bool = False) -> None:
        self._engine = engine
        self._patient = patient

    def write(self, work: Callable[[Tx], T], *, repeatable: bool = True) -> T:
        """Run a unit of work in one transaction and commit it; after a passing fault it runs again.

        `repeatable` says that it may even run again after it was committed, because the answer to the commit was lost.
        """
        with self._engine.write_lock(), self._translated():
            return self._patiently(
                lambda: self._transact(self._engine.writer, neo4j.WRITE_ACCESS, work, WRITE_TIME_LIMIT),
                Patience(self._engine.patience, repeatable=repeatable),
            )

    def read(self, work: Callable[[Tx], T]) -> T:
        """Run a reading unit of work of this package."""
        with self._translated():
            return self._patiently(
                lambda: self._transact(self._engine.reader, neo4j.READ_ACCESS, work, None), self._for_reading()
            )

    def run(self, cypher: str) -> None:
        """Run one schema command; it has to be one that may run twice, IF NOT EXISTS."""
        with self._engine.write_lock(), self._translated():
            self._patiently(lambda: self._command(cypher), Patience(self._engine.patience, repeatable=True))

    def answer(
        self, cypher: str, parameters: dict[str, Any], time_limit: float, row_limit: int, *, free: bool = False
    ) -> Answer:
        """Run somebody's query read-only, within limits. A `free` one is looked at before it runs.

        Raises ReadOnlyError if it does anything but read, InputError if the server does not accept it, DatabaseError at
        the time limit.
        """
        if free:
            reading.check_text(cypher)

        def ask() -> Answer:
            return self._answer(cypher, parameters, time_limit, row_limit, free)

        limited = ask if self._engine.enforces_time_limit else lambda: self._within(time_limit, cypher, ask)
        with self._translated():
            return self._patiently(limited, self._for_reading())

    def _within(self, seconds: float, cypher: str, call: Callable[[], Answer]) -> Answer:
        """Return what the call returns; at the time limit, or when interrupted, have the engine stop it."""
        began = datetime.now(UTC)
        aside = Aside(call)
        ended = False
        try:
            ended = aside.ended(seconds)
        finally:
            if not ended:
                self._engine.abandon(cypher, began)
                aside.ended(_ABANDONED)  # the driver breaks if it is closed while another thread reads from it
        if not ended:
            raise DatabaseError(
                f"the query took longer than its time limit of {seconds:g} s", "narrow it down, or allow it more time"
            )
        return aside.result()

    def _answer(self, cypher: str, parameters: dict[str, Any], time_limit: float, row_limit: int, free: bool) -> Answer:
        with self._session(self._engine.reader, neo4j.READ_ACCESS) as session:
            if free and self._engine.info.name == "neo4j":  # the embedded engine would run parts of what it explains
                with session.begin_transaction(timeout=time_limit) as transaction:
                    reading.check_plan(transaction.run(reading.explained(cypher), parameters).consume())
            with session.begin_transaction(timeout=time_limit) as transaction:
                result = transaction.run(cypher, parameters)
                rows = [[plain(value) for value in record.values()] for record in result.fetch(row_limit)]
                truncated = result.peek() is not None
                columns = list(result.keys())
                summary = result.consume()
                transaction.rollback()
        if summary.query_type != "r" and (summary.counters.contains_updates or self._engine.enforces_time_limit):
            raise reading.refused()
        return Answer(columns, rows, truncated)

    def _command(self, cypher: str) -> None:
        with self._session(self._engine.writer, neo4j.WRITE_ACCESS) as session:
            session.run(cypher).consume()

    def _transact(
        self,
        driver: neo4j.Driver,
        access: str,
        work: Callable[[Tx], T],
        time_limit: float | None,
    ) -> T:
        with self._session(driver, access) as session, session.begin_transaction(timeout=time_limit) as transaction:
            result = work(_Bound(transaction))
            transaction.commit()
        return result

    def _for_reading(self) -> Patience:
        seconds = self._engine.patience
        return Patience(seconds if self._patient else min(READ_PATIENCE, seconds), repeatable=True)

    def _patiently(self, call: Callable[[], T], patience: Patience) -> T:
        """Return what the call returns; after a fault that may pass, wait and call again.

        Raises StoppedError if the program is asked to stop and there is no end to it.
        """
        said = False
        while True:
            try:
                return stoppable(call)
            except StoppedError:
                raise StoppedError(f"stopped, without waiting any longer for {self._engine.info.uri}") from None
            except (Neo4jError, DriverError) as error:
                recovered = self._engine.recover(error)
                seconds = patience.wait(error, recovered=recovered)
                if seconds is None:
                    raise
                if is_lost(error) and not recovered and not said:
                    _log.warning("the database does not answer: trying again for a while", uri=self._engine.info.uri)
                    said = True
                if pause(seconds):
                    raise StoppedError(f"stopped while {self._engine.info.uri} did not answer") from error

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            with translated(self._engine.info.uri):
                yield
        except HandelsgraphError as error:
            better = self._engine.explain(error)
            if better is error:
                raise
            raise better from error

    def _session(self, driver: neo4j.Driver, access: str) -> neo4j.Session:
        return driver.session(database=self._engine.database, default_access_mode=access)
