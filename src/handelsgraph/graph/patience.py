"""Faults that pass: whether to try again, and when."""

from __future__ import annotations

import random
import time

from neo4j import exceptions as bolt

CLASH_SECONDS = 30.0
"""How long other transactions may be in the way: deadlocks, a full memory pool, a cluster that elects a leader."""

_CONSTRAINT_TRIES = 4
_SCHEMA_CLASH = "Neo.ClientError.Schema.EquivalentSchemaRuleAlreadyExists"
_AWAY = (
    "Neo.ClientError.Transaction.LockClientStopped",
    "Neo.ClientError.Transaction.Terminated",
    "Neo.ClientError.Transaction.TransactionTerminated",
    "Neo.DatabaseError.Transaction.TransactionStartFailed",
    "Neo.TransientError.General.DatabaseUnavailable",
    "Neo.TransientError.Transaction.LockClientStopped",
    "Neo.TransientError.Transaction.Terminated",
)
"""What a server answers while it shuts down."""


def is_lost(error: BaseException) -> bool:
    """Whether the server has gone away, or is about to, and may come back."""
    if isinstance(error, bolt.WriteServiceUnavailable):  # it answers, and takes no writes
        return False
    if isinstance(error, bolt.ServiceUnavailable | bolt.SessionExpired | bolt.DatabaseUnavailable):
        return True
    return isinstance(error, bolt.Neo4jError) and error.code in _AWAY


class Patience:
    """Decides after each fault of one unit of work whether it should be tried again.

    `seconds` is how long to wait for a server that has gone away. `repeatable` says that the work may be done twice:
    then it is tried again where the connection broke during the commit and nobody knows whether it took place.
    """

    def __init__(self, seconds: float, *, repeatable: bool) -> None:
        self._seconds = seconds
        self._repeatable = repeatable
        self._since = 0.0
        self._faults = 0

    def wait(self, error: bolt.Neo4jError | bolt.DriverError, *, recovered: bool = False) -> float | None:
        """Return the seconds to wait before the next try; None if there should be none.

        `recovered` says that another way to the graph was found meanwhile.
        """
        if not self._faults:
            self._since = time.monotonic()
        self._faults += 1
        if isinstance(error, bolt.IncompleteCommit) and not self._repeatable:
            return None
        if recovered:
            return 0.0
        if is_lost(error):
            limit, longest = self._seconds, 3.0
        elif isinstance(error, bolt.ConstraintError) or getattr(error, "code", None) == _SCHEMA_CLASH:
            # two writers created one node, or one index: IF NOT EXISTS looks before it waits for the other
            limit, longest = (CLASH_SECONDS if self._faults < _CONSTRAINT_TRIES else 0.0), 1.0
        elif error.is_retryable():
            limit, longest = CLASH_SECONDS, 1.0
        else:
            return None
        pause = min(longest, 0.05 * 2**self._faults) * random.uniform(0.5, 1.0)  # noqa: S311
        return pause if time.monotonic() + pause < self._since + limit else None
