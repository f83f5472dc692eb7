"""The state node: it serialises writers, remembers who resolved the names, and marks an unfinished rebuild."""

from __future__ import annotations

from dataclasses import dataclass

from handelsgraph.errors import DataLockedError, SchemaMismatchError
from handelsgraph.graph.resolver import Resolver
from handelsgraph.graph.session import Row, Tx

FRESH_SECONDS = 120

_FIELDS = "s.resolver AS resolver, s.rebuilding AS rebuilding, s.rebuilder AS rebuilder, timestamp() AS now"
_LOCK = f"MERGE (s:State {{id: 'projection'}}) SET s.revision = coalesce(s.revision, 0) + 1 RETURN {_FIELDS}"


@dataclass(frozen=True, slots=True)
class State:
    """The projection's state. `rebuilding` is the age in seconds of the last sign of life of an unfinished rebuild, and
    `rebuilder` who began it.
    """

    resolver: str | None = None
    rebuilding: float | None = None
    rebuilder: str | None = None


def read(tx: Tx) -> State:
    """Return the state."""
    rows = tx.rows(f"MATCH (s:State {{id: 'projection'}}) RETURN {_FIELDS}")
    return _state(rows[0]) if rows else State()


def lock(tx: Tx, resolver: Resolver | None = None) -> None:
    """Take the writers' lock until the transaction ends: two transactions that write one node run one after the other.

    Raises DataLockedError while a rebuild is unfinished, SchemaMismatchError if the projection is what another resolver
    makes of the evidence: somebody else has rebuilt it since this process looked.
    """
    state = _locked(tx)
    if state.rebuilding is not None:
        raise _rebuilt_elsewhere()
    if resolver is not None and state.resolver not in (None, resolver.fingerprint):
        raise SchemaMismatchError(
            "another process has rebuilt the graph with other identity rules or judgements",
            "use the same version of handelsgraph and the same judgements wherever this graph is fed from",
        )


def claim(tx: Tx, owner: str, *, alone: bool) -> None:
    """Mark the projection as being rebuilt by `owner`.

    Raises DataLockedError if another one is at it, unless whoever asks is `alone` with the graph.
    """
    state = _locked(tx)
    at_it = state.rebuilding is not None and state.rebuilding < FRESH_SECONDS and state.rebuilder != owner
    if at_it and not alone:
        raise _rebuilt_elsewhere()
    tx.rows("MATCH (s:State {id: 'projection'}) SET s.rebuilding = timestamp(), s.rebuilder = $owner", owner=owner)


def mark(tx: Tx) -> None:
    """Mark the projection as being rebuilt, or give another sign of life."""
    tx.rows(
        "MERGE (s:State {id: 'projection'}) SET s.rebuilding = timestamp(), s.revision = coalesce(s.revision, 0) + 1"
    )


def unmark(tx: Tx, resolver: str) -> None:
    """Take the mark away: the projection is what this resolver makes of the evidence."""
    tx.rows(
        "MERGE (s:State {id: 'projection'}) SET s.rebuilding = null, s.rebuilder = null, s.resolver = $resolver",
        resolver=resolver,
    )


def _locked(tx: Tx) -> State:
    """Take the writers' lock and return the state."""
    [row] = tx.rows(_LOCK)
    return _state(row)


def _state(row: Row) -> State:
    age = None if row["rebuilding"] is None else (row["now"] - row["rebuilding"]) / 1000
    return State(row["resolver"], age, row["rebuilder"])


def _rebuilt_elsewhere() -> DataLockedError:
    return DataLockedError("the graph is being rebuilt by another process", "wait until it is done")
