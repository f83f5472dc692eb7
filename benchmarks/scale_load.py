"""Putting a large graph into an engine in batches, and how fast that goes."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any

import scale_evidence
import scale_graph
from scale_engines import Opened
from scale_graph import Scale

from handelsgraph.graph import edges, nodes, state, store
from handelsgraph.graph.session import Sessions, Tx
from handelsgraph.graph.stored import stored

BATCH = 5000


@dataclass(frozen=True)
class Load:
    """How many rows of one sort went in, in how many seconds, of the clock and of the processors."""

    what: str
    number: int
    seconds: float
    cpu: float


def is_loaded(engine: Opened) -> bool:
    """Return whether the engine holds a graph that was loaded to the end."""
    return engine.graph._sessions.read(state.read).resolver is not None


def load(engine: Opened, scale: Scale, share: float, seed: int) -> Iterator[Load]:
    """Write the projection and, for a share of its edges, the evidence; yield how long each part took."""
    rows = [
        {"key": key, "type": key.partition(":")[0], "form": node.properties["name"]}
        for key, node in scale.nodes.items()
    ]
    yield _timed("entities", engine, batched(scale.nodes.values(), BATCH), nodes.create)
    yield _timed("edges", engine, scale_graph.rows(scale, seed, BATCH), edges.create)
    yield _timed("names", engine, batched(rows, BATCH), _names)
    yield _timed("names of entities", engine, batched(scale.nodes, BATCH), _denote)
    items = ((item, stored(item)) for item in scale_evidence.articles(scale, share, seed))
    yield _timed("articles", engine, batched(items, 250), lambda tx, part: store.write_all(tx, part, ()))
    engine.graph._sessions.write(lambda tx: tx.rows("MATCH (a:Article) SET a.original = a.id"))  # none is a copy
    mentions = chain.from_iterable(
        (((item.article.id, use.key), use.mentions) for use in item.names)
        for item in scale_evidence.articles(scale, share, seed)
    )
    yield _timed("mentions", engine, batched(mentions, BATCH), lambda tx, p: nodes.write_mentions(tx, {}, dict(p)))
    engine.graph._sessions.write(lambda tx: state.unmark(tx, engine.graph._identity().fingerprint))


def batched(items: Iterable[Any], size: int) -> Iterator[list[Any]]:
    """Yield lists of so many items."""
    source = iter(items)
    while part := [*islice(source, size)]:
        yield part


def _timed(what: str, engine: Opened, batches: Iterable[Any], write: Callable[[Tx, Any], None]) -> Load:
    sessions: Sessions = engine.graph._sessions
    number, seconds, spent = 0, 0.0, 0.0
    for part in batches:
        began, cpu = time.perf_counter(), engine.cpu_seconds()
        sessions.write(lambda tx, part=part: write(tx, part))
        seconds += time.perf_counter() - began
        spent += engine.cpu_seconds() - cpu
        number += len(part)
    return Load(what, number, seconds, spent)


def _names(tx: Tx, rows: list[dict[str, str]]) -> None:
    tx.rows("UNWIND $rows AS row CREATE (:Name {key: row.key, type: row.type, form: row.form})", rows=rows)


def _denote(tx: Tx, keys: list[str]) -> None:
    nodes.denote(tx, {}, {key: key for key in keys})
