"""The state node: it serialises writers, remembers who resolved the names, and marks an unfinished rebuild."""

from __future__ import annotations

from dataclasses import dataclass

from handelsgraph.errors import DatabaseError
from handelsgraph.graph.session import Tx

FRESH_SECONDS = 120


@dataclass(frozen=True, slots=True)
class State:
    """The projection's state. `rebuilding` is the age in seconds of the last sign of life of an unfinished rebuild."""

    resolver: str | None = None
    rebuilding: float | None = None


def read(tx: Tx) -> State:
    """Return the state."""
    rows = tx.rows(
        "MATCH (s:State {id: 'projection'}) "
        "RETURN s.resolver AS resolver, s.rebuilding AS rebuilding, timestamp() AS now"
    )
    if not rows:
        return State()
    row = rows[0]
    age = None if row["rebuilding"] is None else (row["now"] - row["rebuilding"]) / 1000
    return State(row["resolver"], age)


def lock(tx: Tx) -> None:
    """Take the writers' lock until the transaction ends: two transactions that write one node run one after the other.

    Raises DatabaseError while a rebuild is unfinished.
    """
    [row] = tx.rows(
        "MERGE (s:State {id: 'projection'}) SET s.revision = coalesce(s.revision, 0) + 1 "
        "RETURN s.rebuilding AS rebuilding"
    )
    if row["rebuilding"] is not None:
        raise DatabaseError("the graph is being rebuilt by another process", "wait until it is done")


def mark(tx: Tx) -> None:
    """Mark the projection as being rebuilt, or give another sign of life."""
    tx.rows(
        "MERGE (s:State {id: 'projection'}) SET s.rebuilding = timestamp(), s.revision = coalesce(s.revision, 0) + 1"
    )


def unmark(tx: Tx, resolver: str) -> None:
    """Take the mark away: the projection is what this resolver makes of the evidence."""
    tx.rows("MERGE (s:State {id: 'projection'}) SET s.rebuilding = null, s.resolver = $resolver", resolver=resolver)
