"""Transactions: managed and retried for writing, never committed for reading."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Protocol, TypeVar

import neo4j
import stamina
from neo4j.exceptions import ConstraintError

from handelsgraph.errors import DatabaseError, HandelsgraphError, ReadOnlyError
from handelsgraph.graph.engine import Engine
from handelsgraph.graph.faults import translated
from handelsgraph.graph.values import Answer, plain

Row = dict[str, Any]
T = TypeVar("T")

TIME_LIMIT = 60.0
ROW_LIMIT = 100_000
WRITE_TIME_LIMIT = 600.0


class Tx(Protocol):
    """What the statements of this package need of a transaction."""

    def rows(self, cypher: str, **parameters: Any) -> list[Row]:
        """Run a statement and return its rows."""
        ...


class _Bound:
    """A driver transaction as a `Tx`."""

    def __init__(self, transaction: neo4j.ManagedTransaction) -> None:
        self._transaction = transaction

    def rows(self, cypher: str, **parameters: Any) -> list[Row]:
        result = self._transaction.run(cypher, parameters)
        return [record.data() for record in result]


class Sessions:
    """Runs units of work on an engine."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def write(self, work: Callable[[Tx], T]) -> T:
        """Run a unit of work in one transaction and commit it; it may run again after a passing fault."""
        with self._engine.write_lock(), self._translated():
            # The driver does not retry a constraint violation; here it means that two writers created one node.
            for attempt in stamina.retry_context(on=ConstraintError, attempts=4, wait_initial=0.05, wait_max=1.0):
                with attempt, self._session(self._engine.writer, neo4j.WRITE_ACCESS) as session:
                    return session.execute_write(neo4j.unit_of_work(timeout=WRITE_TIME_LIMIT)(_work), work)
        raise AssertionError("unreachable")

    def read(self, work: Callable[[Tx], T]) -> T:
        """Run a reading unit of work of this package."""
        with self._translated(), self._session(self._engine.reader, neo4j.READ_ACCESS) as session:
            return session.execute_read(_work, work)

    def run(self, cypher: str) -> None:
        """Run one statement outside a managed transaction (schema commands)."""
        with (
            self._engine.write_lock(),
            self._translated(),
            self._session(self._engine.writer, neo4j.WRITE_ACCESS) as session,
        ):
            session.run(cypher).consume()

    def answer(self, cypher: str, parameters: dict[str, Any], time_limit: float, row_limit: int) -> Answer:
        """Run somebody's query read-only, within limits.

        Raises ReadOnlyError if it writes, InputError if the server does not accept it, DatabaseError at the time limit.
        """
        if self._engine.enforces_time_limit:
            return self._answer(cypher, parameters, time_limit, row_limit)
        return _within(time_limit, lambda: self._answer(cypher, parameters, time_limit, row_limit))

    def _answer(self, cypher: str, parameters: dict[str, Any], time_limit: float, row_limit: int) -> Answer:
        with (
            self._translated(),
            self._session(self._engine.reader, neo4j.READ_ACCESS) as session,
            session.begin_transaction(timeout=time_limit) as transaction,
        ):
            result = transaction.run(cypher, parameters)
            rows = [[plain(value) for value in record.values()] for record in result.fetch(row_limit)]
            truncated = result.peek() is not None
            columns = list(result.keys())
            summary = result.consume()
            transaction.rollback()
        if summary.query_type != "r" and (summary.counters.contains_updates or self._engine.enforces_time_limit):
            raise ReadOnlyError("the statement writes, but only reading is allowed here")
        return Answer(columns, rows, truncated)

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


def _work(transaction: neo4j.ManagedTransaction, work: Callable[[Tx], T]) -> T:
    return work(_Bound(transaction))


def _within(seconds: float, call: Callable[[], Answer]) -> Answer:
    """Return what the call returns, or stop waiting for it: an engine without a time limit cannot be told to stop."""
    outcome: list[Answer | BaseException] = []

    def target() -> None:
        try:
            outcome.append(call())
        except BaseException as error:
            outcome.append(error)

    thread = threading.Thread(target=target, name="handelsgraph-query", daemon=True)
    thread.start()
    thread.join(seconds)
    if not outcome:
        raise DatabaseError(
            f"the query took longer than its time limit of {seconds:g} s", "narrow it down, or allow it more time"
        )
    match outcome[0]:
        case Answer() as answer:
            return answer
        case HandelsgraphError() as error:
            raise error
        case BaseException() as error:
            raise error
