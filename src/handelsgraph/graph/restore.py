"""Taking articles back that `dump` gave: evidence first, the projection after it.

Few articles come one by one, each with its part of the projection. Many come in batches, without any; the state node
is marked meanwhile as in a rebuild, which follows, so that whoever opens next after a kill does it again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from handelsgraph.evidence import Evidence
from handelsgraph.graph import bands, dump, rebuild, state, store, update
from handelsgraph.graph.changes import Changes
from handelsgraph.graph.resolver import Resolver
from handelsgraph.graph.session import Sessions, Tx
from handelsgraph.graph.stored import Stored, stored

_BATCH = 50

Counts = tuple[int, int]
"""How many articles of a batch are new, and how many differ from what was there."""


@dataclass(slots=True)
class Restored:
    """What became of the articles, and of the projection."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    changes: Changes = field(default_factory=Changes)
    interrupted: bool = False


@dataclass(frozen=True, slots=True)
class Watch:
    """What somebody who waits is told, and how he says that he does not want to wait."""

    article: Callable[[str], None] = lambda _title: None
    rebuild: rebuild.Progress | None = None
    stop: Callable[[], bool] = lambda: False


def restore(
    sessions: Sessions, resolver: Resolver, articles: Iterable[Evidence], watch: Watch, *, bulk: bool
) -> Restored:
    """Bring articles to what is given; what is equal already is left alone.

    When asked to stop, it does after the batch at hand, with the projection of what has come until then.
    """
    done = Restored()
    source = iter(articles)
    while batch := [*islice(source, _BATCH)]:
        if watch.stop():
            done.interrupted = True
            break
        for new, changed, changes in _batch(sessions, resolver, batch, bulk=bulk):
            done.new += new
            done.changed += changed
            done.changes += changes
        done.unchanged += len(batch)
        for evidence in batch:
            watch.article(evidence.article.title or evidence.article.url)
    done.unchanged -= done.new + done.changed
    if bulk and done.new + done.changed:
        done.changes = rebuild.rebuild(sessions, resolver, watch.rebuild)
    return done


def _batch(
    sessions: Sessions, resolver: Resolver, batch: list[Evidence], *, bulk: bool
) -> Iterator[tuple[int, int, Changes]]:
    pairs = [(evidence, stored(evidence)) for evidence in batch]
    if bulk:
        yield (*sessions.write(lambda tx: _write(tx, pairs)), Changes())
        return
    there = sessions.read(lambda tx: dump.read(tx, [rows.id for _, rows in pairs]))
    for evidence, rows in pairs:
        old = there.get(rows.id)
        if old is None or _content(old, stored(old)) != _content(evidence, rows):
            changes = sessions.write(lambda tx, e=evidence, r=rows: update.put(tx, resolver, e, r))  # type: ignore[misc]
            yield old is None, old is not None, changes


def _write(tx: Tx, pairs: list[tuple[Evidence, Stored]]) -> Counts:
    there = dump.read(tx, [rows.id for _, rows in pairs])
    old = {key: _content(evidence, stored(evidence)) for key, evidence in there.items()}
    wanted = [(evidence, rows) for evidence, rows in pairs if old.get(rows.id) != _content(evidence, rows)]
    if not wanted:
        return 0, 0
    state.mark(tx)
    exist = {rows.id for _, rows in wanted if rows.id in old}
    bands.forget(tx, exist)
    for key in sorted(exist):
        store.clear(tx, key)
    store.write_all(tx, wanted, exist)
    return len(wanted) - len(exist), len(exist)


def _content(evidence: Evidence, rows: Stored) -> tuple[object, ...]:
    """Return all that is stored of an article, in a form that can be compared."""
    return evidence.article, evidence.extractor, evidence.ingested_at, rows
