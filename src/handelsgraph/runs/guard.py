"""The guard against a run that would quietly empty the graph."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from handelsgraph.graph import Graph
from handelsgraph.runs.step import Step
from handelsgraph.shard import Shard
from handelsgraph.spool import Spool


@dataclass(frozen=True, slots=True)
class Guard:
    """A run may remove `share` of the edges, and in any case `edges` of them."""

    share: float = 0.05
    edges: int = 20
    accept: bool = False
    """Let it remove what it will."""

    def of(self, shard: Shard | None) -> Guard:
        """Return the guard of one shard: all of them together may remove the share that one run may."""
        return self if shard is None else replace(self, share=self.share / shard.of)

    def allowed(self, total: int) -> float:
        """Return how many of `total` edges a run may remove."""
        return max(self.edges, self.share * total)


@dataclass(frozen=True, slots=True)
class Verdict:
    """`reason` says why the steps must not be taken; None: they may. `losses` counts edges by source."""

    reason: str | None
    losses: Counter[str]


def judge(guard: Guard, graph: Graph, steps: Spool[Step]) -> Verdict:
    """Count the edges that would go for good with the steps, and say whether they are too many."""
    total = sum(graph.status().edges.values())
    allowed = guard.allowed(total)
    by_step = Counter(graph.losses(lambda: ((step.evidence, step.forget) for step in steps)))
    lost: Counter[str] = Counter()
    for number, edges in by_step.items():
        lost[steps[number].source] += edges
    if lost.total() <= allowed:
        return Verdict(None, lost)
    culprits = ", ".join(f"{source} ({number})" for source, number in lost.most_common(5))
    return Verdict(
        f"{lost.total()} of {total} edges would be removed, and {allowed:.0f} may be, because of: {culprits}; "
        "nothing was removed",
        lost,
    )
