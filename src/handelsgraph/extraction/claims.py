"""An article's claims, looked up by their ends; what rules change."""

from __future__ import annotations

from collections.abc import Iterator

from handelsgraph.extraction.state import Claim, Cluster
from handelsgraph.schema import RELATIONS, UNDIRECTED, Label


class Claims:
    """The claims and the clusters they join."""

    def __init__(self, claims: list[Claim], clusters: list[Cluster]) -> None:
        self.clusters = clusters
        self._claims = {(c.type, c.subject, c.object): c for c in claims}

    def __iter__(self) -> Iterator[Claim]:
        return iter(list(self._claims.values()))

    def of(self, type_: str) -> list[Claim]:
        """Return the claims of a type."""
        return [c for c in self._claims.values() if c.type == type_]

    def get(self, type_: str, subject: int, obj: int) -> Claim | None:
        """Return a claim, if there is one."""
        if type_ in UNDIRECTED:
            subject, obj = sorted((subject, obj))
        return self._claims.get((type_, subject, obj))

    def raise_to(
        self, type_: str, subject: int, obj: int, probability: float, planned: float | None = None
    ) -> Claim | None:
        """Make a claim at least so probable and return it; None if the ends cannot have it.

        A new one is as planned as `planned` says, or as its subject's other claims are where that is an event.
        """
        if subject == obj or not RELATIONS[type_].allows(self.clusters[subject].label, self.clusters[obj].label):
            return None
        claim = self.get(type_, subject, obj)
        if claim is None:
            if type_ in UNDIRECTED:
                subject, obj = sorted((subject, obj))
            if planned is None:
                planned = self._planned(subject)
            claim = Claim(subject, type_, obj, 0.0, planned)
            self._claims[type_, subject, obj] = claim
        claim.probability = max(claim.probability, probability)
        return claim

    def _planned(self, event: int) -> float:
        """Return how planned an event is by its claims so far; 0 for anything else."""
        alike = [c.planned for c in self._claims.values() if event in (c.subject, c.object)]
        return sum(alike) / len(alike) if alike and self.clusters[event].label is Label.EVENT else 0.0
