"""The guard against a run that would quietly empty the graph."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from handelsgraph.graph import Changes, Graph
from handelsgraph.runs.spool import Step


@dataclass(frozen=True, slots=True)
class Guard:
    """A run may remove `share` of the edges, and in any case `edges` of them."""

    share: float = 0.05
    edges: int = 20
    accept: bool = False
    """Let it remove what it will."""

    def allowed(self, total: int) -> float:
        """Return how many of `total` edges a run may remove."""
        return max(self.edges, self.share * total)


@dataclass(frozen=True, slots=True)
class Verdict:
    """`reason` says why the steps must not be taken; None: they may. `losses` counts edges by source."""

    reason: str | None
    losses: Counter[str]


def judge(guard: Guard, graph: Graph, steps: Sequence[Step]) -> Verdict:
    """Try the steps in a transaction that is rolled back, and say whether they remove too much.

    The trial ends as soon as that is clear; `losses` then counts what was tried until there.
    """
    total = sum(graph.status().edges.values())
    allowed = guard.allowed(total)
    losses: Counter[str] = Counter()

    def enough(number: int, changes: Changes) -> bool:
        if number == 0:  # the trial begins, perhaps once more after a fault
            losses.clear()
        losses[steps[number].source] += changes.edges_removed
        return losses.total() > allowed

    graph.rehearse(lambda: (step.operation() for step in steps), enough)
    if losses.total() <= allowed:
        return Verdict(None, losses)
    culprits = ", ".join(f"{source} ({number})" for source, number in losses.most_common(5))
    return Verdict(
        f"more than {allowed:.0f} of {total} edges would be removed, because of: {culprits}; nothing was removed",
        losses,
    )
