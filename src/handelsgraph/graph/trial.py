"""Which edges would come and go: articles are replaced in a transaction that is rolled back."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field

from handelsgraph.evidence import Evidence
from handelsgraph.graph import edges, update
from handelsgraph.graph.projection import EdgeKey
from handelsgraph.graph.resolver import Resolver
from handelsgraph.graph.session import Sessions, Tx
from handelsgraph.graph.stored import stored

Watch = Callable[[int], bool]
"""Is told how many articles have been tried; returns true to end the trial."""

TIME_LIMIT = 3600.0
"""Seconds a server allows for it: who asks has waited for the reading of all these articles before."""

_BATCH = 1000
_NAMES = "MATCH (e:Entity) WHERE e.key IN $keys RETURN e.key AS key, e.name AS name"


@dataclass(frozen=True, slots=True)
class EdgeInfo:
    """An edge between entities given by name, with its best evidence; one that only reference data knows has none."""

    subject: str
    type: str
    object: str
    articles: int
    planned: bool
    sentence: str | None
    title: str | None
    published: str | None
    source: str | None


@dataclass(frozen=True, slots=True)
class Difference:
    """The edges that would come, as they would be, and those that would go, as they are."""

    added: tuple[EdgeInfo, ...]
    removed: tuple[EdgeInfo, ...]


@dataclass(slots=True)
class _Net:
    """What remains of many updates: an edge that goes with one article and comes back with another is in neither."""

    added: set[EdgeKey] = field(default_factory=set)
    removed: set[EdgeKey] = field(default_factory=set)

    def note(self, come: set[EdgeKey], gone: set[EdgeKey]) -> None:
        back, again = come & self.removed, gone & self.added
        self.added |= come - back
        self.added -= again
        self.removed |= gone - again
        self.removed -= back


def difference(
    sessions: Sessions, resolver: Resolver, steps: Callable[[], Iterable[Evidence]], watch: Watch
) -> Difference:
    """Try the steps and undo them. In memory are the keys of the edges that differ, and in the end those edges."""

    def work(tx: Tx) -> tuple[tuple[EdgeInfo, ...], set[EdgeKey]]:
        net = _Net()
        for number, evidence in enumerate(steps(), 1):
            update.replace(tx, resolver, evidence, stored(evidence), net.note)
            if watch(number):
                break
        return _infos(tx, net.added), net.removed

    added, gone = sessions.rehearse(work, TIME_LIMIT)
    return Difference(added, sessions.read(lambda tx: _infos(tx, gone)))


def _infos(tx: Tx, keys: Collection[EdgeKey]) -> tuple[EdgeInfo, ...]:
    """Return those of these edges that there are, in order of what they say."""
    ordered = sorted(keys)
    parts = (ordered[start : start + _BATCH] for start in range(0, len(ordered), _BATCH))
    found = [info for part in parts for info in _some(tx, part)]
    return tuple(sorted(found, key=lambda edge: (edge.subject, edge.type, edge.object)))


def _some(tx: Tx, keys: Collection[EdgeKey]) -> list[EdgeInfo]:
    ends = sorted({end for subject, _, obj in keys for end in (subject, obj)})
    names = {row["key"]: row["name"] for row in tx.rows(_NAMES, keys=ends)}
    return [
        EdgeInfo(
            names[subject],
            relation,
            names[obj],
            found["articles"],
            found["planned"],
            *(found.get(name) for name in ("sentence", "title", "published", "source")),
        )
        for (subject, relation, obj), found in edges.load(tx, keys).items()
    ]
