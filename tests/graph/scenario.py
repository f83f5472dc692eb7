"""Everything the package asks of a database, done once on an engine and written down: each statement with its
parameters and rows, each answer to a canned query, the digest at each step, and what the server had to say about it.

    with recording(prefix="CYPHER 25 ") as record:
        play(open_graph, record)
"""

from __future__ import annotations

import contextlib
import copy
import json
import random
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from typing import Any
from unittest.mock import patch

import engines
import gold
from makers import evidence, series

from handelsgraph.errors import HandelsgraphError
from handelsgraph.graph import Answer, Edge, Graph, Node, Path, session
from handelsgraph.graph.restore import Watch
from handelsgraph.identity import evidence_of
from handelsgraph.places import Gazetteer
from handelsgraph.queries import Kind, Lookup, Parameter, Query, catalogue, names, run
from handelsgraph.schema import Label

DRAWN = 3
"""How many sets of parameters are drawn for each query beside its example."""

_LABELS = {*Label, "Entity"}
"""Labels have no order."""

_OF_THE_MOMENT = {"ingested_at", "last", "now", "rebuilding", "last_ingest"}


@dataclass
class Record:
    """What was asked and answered. `statements` counts, so that the order of rows without ORDER BY does not matter."""

    prefix: str = ""
    statements: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    answers: dict[str, str] = field(default_factory=dict)
    digests: list[str] = field(default_factory=list)
    notifications: list[engines.Notification] = field(default_factory=list)

    def add(self, cypher: str, parameters: dict[str, Any], rows: list[Any]) -> None:
        """Write down a statement with its rows; lists within a row keep their order."""
        given = {name: sorted(map(shown, v)) if isinstance(v, list) else v for name, v in parameters.items()}
        if "collect(" in cypher:  # what is collected has no order; answers to queries keep theirs
            rows = [
                [sorted(map(shown, item)) if isinstance(item, list) else item for item in _items(row)] for row in rows
            ]
        self.statements[cypher, shown(given), "\n".join(sorted(map(shown, rows)))] += 1


def shown(value: Any) -> str:
    """Return a value as text that is the same on every engine: no element ids, no instants of the moment."""
    return json.dumps(_canonical(value), ensure_ascii=False, sort_keys=True, default=str)


def _canonical(value: Any) -> Any:
    match value:
        case dict():
            return {key: _canonical(item) for key, item in value.items() if key not in _OF_THE_MOMENT}
        case list() | tuple():
            items = [_canonical(item) for item in value]
            return (
                sorted(items) if items and all(isinstance(item, str) and item in _LABELS for item in items) else items
            )
        case Node():
            return ["node", value.labels, _canonical(value.properties)]
        case Edge():
            return ["edge", value.type, _canonical(value.properties)]
        case Path():
            return ["path", _canonical(value.nodes), _canonical(value.edges)]
    return value


def _items(row: Any) -> list[Any]:
    return list(row.values()) if isinstance(row, dict) else list(row)


@contextlib.contextmanager
def recording(prefix: str = "") -> Iterator[Record]:
    """Write down every statement that runs inside, and put a prefix before each."""
    record = Record(prefix)
    rows, answer, command = session._Bound.rows, session.Sessions._answer, session.Sessions.run

    def recorded_rows(self: session._Bound, cypher: str, **parameters: Any) -> list[session.Row]:
        found = rows(self, prefix + cypher, **parameters)
        record.add(cypher, parameters, copy.deepcopy(found))
        return found

    def recorded_answer(self: session.Sessions, cypher: str, parameters: dict[str, Any], *limits: Any) -> Answer:
        found = answer(self, prefix + cypher, parameters, *limits)
        record.add(cypher, parameters, found.rows)
        return found

    def recorded_command(self: session.Sessions, cypher: str) -> None:
        command(self, prefix + cypher)
        record.add(cypher, {}, [])

    with (
        patch.object(session._Bound, "rows", recorded_rows),
        patch.object(session.Sessions, "_answer", recorded_answer),
        patch.object(session.Sessions, "run", recorded_command),
        engines.notifications() as record.notifications,
    ):
        yield record


def play(open_graph: Callable[..., AbstractContextManager[Graph]], record: Record) -> None:
    """Do everything on an empty database."""
    gazetteer = Gazetteer.load()
    articles = [evidence_of(article, reading, gazetteer) for article, reading in gold.load()]
    with open_graph(access="write") as graph:
        for item in articles:
            graph.put(item)
        record.digests.append(graph.digest())
        _change(graph, record)
        kept = [*graph.evidence()]
        for item in articles[:3]:
            graph.forget(item.article.id)
        record.digests.append(graph.digest())
        graph.restore(kept[:2], 2, Watch())
        graph.restore(kept, len(kept), Watch())
        record.digests.append(graph.digest())
        graph.rebuild()
        record.digests.append(graph.digest())
        graph.status()
    with open_graph(access="read") as graph:
        graph.known()
        graph.made_by()
        graph.find_article("CRRC")
        record.answers["names"] = shown(names.starting(graph, "b", Label))
        lookup = Lookup(graph, gazetteer)
        for text in ("CRRC", "Brandenbrug", "brandenburger", "Klärtechnik", "Schmidt", "IHK", "Wirtschaftsministerium"):
            record.answers[f"look-up {text}"] = shown(
                [[(fit, match.key) for fit, match in lookup.find(text, Label)],
                 [match.key for match in lookup.suggest(text, Label)]]
            )  # fmt: skip
        for query in catalogue().values():
            for params in (query.example(), *_drawn(graph, query)):
                record.answers[f"{query.name} {shown(params)}"] = _answered(graph, query, params)


def _change(graph: Graph, record: Record) -> None:
    """Let names join and part, labels change, copies come and go."""
    plain = [*series(12), evidence("w:1", "Company Wanderer", text="a"), evidence("w:2", "Agency Wanderer", text="b")]
    plain += [evidence("w:3", "Agency Wanderer, Company LKT", "LKT MET Wanderer", text="c")]
    for item in plain:
        graph.put(item)
    record.digests.append(graph.digest())
    graph.put(replace(plain[0], article=replace(plain[0].article, title="Neu", text="Neu geschrieben.")))
    graph.put(replace(plain[1], claims=(), links=()))
    record.digests.append(graph.digest())
    for item in plain:
        graph.forget(item.article.id)
    record.digests.append(graph.digest())


def _drawn(graph: Graph, query: Query) -> Iterator[dict[str, Any]]:
    """Yield sets of parameters, the same on every engine that holds the same graph."""
    chance = random.Random(query.name)
    rows = sorted((row[0], sorted(row[1])) for row in graph.read("MATCH (e:Entity) RETURN e.key, labels(e)").rows)
    named = [(key, {Label(label) for label in labels if label != "Entity"}) for key, labels in rows]
    articles = sorted(graph.known())
    if not query.parameters:
        return
    for _ in range(DRAWN):
        params = {}
        for name, parameter in query.parameters.items():
            if parameter.required or (chance.random() < 0.5 and not (name == "limit" and _by_arrival(query))):
                params[name] = _value(chance, parameter, named, articles)
        if {"since", "until"} <= params.keys():
            params |= dict(zip(("since", "until"), sorted((params["since"], params["until"])), strict=True))
        yield params


def _value(
    chance: random.Random, parameter: Parameter, named: list[tuple[str, set[Label]]], articles: list[str]
) -> Any:
    if parameter.type.labels:
        return chance.choice([key for key, labels in named if labels & parameter.type.labels])
    match parameter.type:
        case Kind.ARTICLE:
            return chance.choice(articles)
        case Kind.DATE:
            return str(chance.randint(2012, 2022))
        case Kind.INT:
            return chance.randint(1, 5)
        case Kind.FLAG:
            return chance.random() < 0.5
    return parameter.example


def _answered(graph: Graph, query: Query, params: dict[str, Any]) -> str:
    """Return the answer, or the error that the same question has on every engine."""
    if _by_arrival(query) and "limit" in query.parameters:
        params = params | {"limit": 10_000}  # where it cuts off depends on the order
    try:
        result = run(graph, query, params, evidence=True)
    except HandelsgraphError as error:
        return f"{type(error).__name__}: {error.message}"
    if not result.rows:
        return "no rows"  # without any the embedded engine does not name the columns either
    rows = [*map(shown, result.rows)]
    return "\n".join([shown(result.columns), *(sorted(rows) if _by_arrival(query) else rows)])


def _by_arrival(query: Query) -> bool:
    """Whether the answer is ordered by when articles came, which no two runs have in common."""
    return "ingested_at" in query.cypher
