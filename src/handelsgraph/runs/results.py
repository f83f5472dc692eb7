"""What a run says of each address, and of itself."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum

from handelsgraph.graph import Changes


class Result(StrEnum):
    """What became of an address."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    MISSING = "missing"
    """Gone, but not often enough yet to believe it."""
    WITHDRAWN = "withdrawn"
    REFUSED = "refused"
    FAILED = "failed"
    HELD_BACK = "held back"
    """Would have been changed or withdrawn, had the guard not stopped that."""


class Outcome(StrEnum):
    """How a run ended. Only `DONE` counts as a good one."""

    DONE = "done"
    STOPPED = "stopped"
    """The guard held back changes that would have removed too much."""
    FAILED = "failed"
    """No address at all could be read, or the database or the model failed."""
    INTERRUPTED = "interrupted"


@dataclass(slots=True)
class Summary:
    """A run as a whole. `losses` has, if the guard was asked, the edges each source would have removed."""

    number: int
    outcome: Outcome = Outcome.DONE
    reason: str | None = None
    counts: Counter[Result] = field(default_factory=Counter)
    changes: Changes = field(default_factory=Changes)
    losses: Counter[str] = field(default_factory=Counter)
