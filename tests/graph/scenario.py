"""Everything the package asks of a database, done once on an engine.

with recording(prefix="CYPHER 25 ") as record:
    play(open_graph, record)
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import copy_texts
import gold
from makers import evidence, series
from recorder import Record, shown

from handelsgraph.browser.favourites import favourites
from handelsgraph.browser.start import starting_points
from handelsgraph.cli.spots import locate
from handelsgraph.errors import HandelsgraphError
from handelsgraph.evidence import Evidence
from handelsgraph.graph import Graph, Report
from handelsgraph.graph.restore import Watch
from handelsgraph.identity import evidence_of
from handelsgraph.places import Gazetteer
from handelsgraph.queries import Kind, Lookup, Parameter, Query, catalogue, names, run
from handelsgraph.schema import Label
from handelsgraph.shard import Shard
from handelsgraph.transfer import projected

BEGIN = datetime(2024, 5, 1, tzinfo=UTC)


def play(open_graph: Callable[..., AbstractContextManager[Graph]], record: Record, *, drawn: int = 1) -> None:
    """Do everything on an empty database; `drawn` sets of parameters are drawn for each query beside its example."""
    gazetteer = Gazetteer.load()
    read = (evidence_of(article, reading, gazetteer) for article, reading in gold.load())
    articles = [
        replace(item, ingested_at=(BEGIN + timedelta(hours=n)).isoformat(timespec="milliseconds"))
        for n, item in enumerate(read)
    ]
    with open_graph(access="write") as graph:
        _change(graph, record)
        _keep_a_record(graph, record)
        _fill(graph, record, articles)
        _rehearse(graph, record)
        graph.status()
    with open_graph(access="read") as graph:
        graph.revision()
        graph.made_by()
        graph.find_article("CRRC")
        _look_up(graph, record, gazetteer)
        _take_elsewhere(graph, record, gazetteer)
        for query in catalogue().values():
            for params in (query.example(), *_drawn(graph, query, drawn)):
                record.answers[f"{query.name} {shown(params)}"] = _answered(graph, query, params)


def _change(graph: Graph, record: Record) -> None:
    """Let names join and part, labels change, copies come and go."""
    plain = [*series(12), evidence("w:1", "Company Wanderer", text="a"), evidence("w:2", "Agency Wanderer", text="b")]
    plain += [evidence("w:3", "Agency Wanderer, Company LKT", "LKT MET Wanderer", text="c")]
    copies = [*copy_texts.CHAIN, *copy_texts.EDITED]
    plain += [evidence(f"c:{n}", "Company A, Company B", "A MET B", text=text) for n, text in enumerate(copies)]
    for item in plain:
        graph.put(item)
    record.digests["small"] = graph.digest()
    graph.rebuild()
    record.digests["small, rebuilt"] = graph.digest()
    favourites(graph, catalogue().values(), ())  # most of the examples are not there
    graph.put(replace(plain[0], article=replace(plain[0].article, title="Neu", text="Neu geschrieben.")))
    graph.put(replace(plain[1], claims=(), links=()))
    record.digests["small, changed"] = graph.digest()
    for item in plain:
        graph.forget(item.article.id)
    record.digests["empty"] = graph.digest()


def _fill(graph: Graph, record: Record, articles: list[Evidence]) -> None:
    """Take the annotated articles one by one and all at once, and some of them away and back."""
    for item in articles[:3]:
        graph.put(item)
    record.digests["three"] = graph.digest()
    graph.restore(articles, len(articles), Watch())
    record.digests["all"] = graph.digest()
    kept = [*graph.evidence()]
    for item in kept[:2]:
        graph.forget(item.article.id)
    record.digests["all but two"] = graph.digest()
    graph.restore(kept[:2], 2, Watch())
    record.digests["all, the two restored"] = graph.digest()


def _keep_a_record(graph: Graph, record: Record) -> None:
    """Keep the record of three runs, of which the first dies."""
    runs = graph.runs
    runs.begin("1", ["Zeitung"], BEGIN)
    later = BEGIN + timedelta(hours=1)
    for number, outcome in ((2, "done"), (3, "failed")):
        assert runs.begin("1", ["Kammer", "Zeitung"], later) == number
        runs.report(number, 1, [Report("Kammer", "k:1", "new", "a1"), Report("Zeitung", "z:1", "failed")], later)
        runs.report(number, 3, [], later)
        runs.end(number, outcome, {"new": 1, "failed": 1}, asdict(graph.rebuild()), now=later)
    found = [*runs.last(10), runs.last_good(), runs.run(1)]
    record.answers["runs"] = shown([asdict(item) for item in found if item])
    record.answers["reports"] = shown([asdict(item) for item in runs.reports(2)])
    record.answers["begun"] = shown(
        [runs.begun(), runs.begun(Shard(1, 2)), asdict(runs.last_good(Shard(1, 2)) or runs.run(1))]
    )


def _rehearse(graph: Graph, record: Record) -> None:
    """Try what then is not done."""
    first, second, *_ = graph.evidence()
    less = replace(second, claims=second.claims[:1])
    record.answers["losses"] = shown(graph.losses(lambda: [(None, first.article.id), (less, None)]))
    record.answers["difference"] = shown(asdict(graph.difference([less], lambda _: False)))
    graph.replace(second)
    record.answers["articles"] = shown([asdict(article) for article in graph.articles([*graph.ids()])])
    ids = [*graph.ids()]
    record.answers["known"] = shown([graph.is_empty(), ids, sorted(graph.known(ids[:2])), graph.known(["nowhere"])])
    record.answers["read by others"] = shown([[*graph.ids(not_read_by=version)] for version in ("test 1", "test 2")])
    record.digests["all, after rehearsals"] = graph.digest()


def _look_up(graph: Graph, record: Record, gazetteer: Gazetteer) -> None:
    record.answers["names"] = shown(names.starting(graph, "b", Label))
    lookup = Lookup(graph, gazetteer)
    for text in ("CRRC", "Brandenbrug", "brandenburger", "Klärtechnik", "Schmidt", "IHK", "Wirtschaftsministerium"):
        found = [(fit, match.key, match.describe()) for fit, match in lookup.find(text, Label)]
        record.answers[f"look-up {text}"] = shown([found, [match.key for match in lookup.suggest(text, Label)]])


def _take_elsewhere(graph: Graph, record: Record, gazetteer: Gazetteer) -> None:
    """Ask for what files, maps and Neo4j Browser take from the graph."""
    keys = projected.entity_keys(graph)
    made = [*projected.entities(graph, keys), *projected.edges(graph, keys)]
    record.answers["projection"] = shown([projected.edge_count(graph), [asdict(item) for item in made]])
    record.answers["spots"] = shown({key: asdict(found) for key, found in locate(graph, keys, gazetteer).items()})
    saved = favourites(graph, catalogue().values(), starting_points(), gazetteer)
    record.answers["favourites"] = shown([asdict(item) for item in saved])


def _drawn(graph: Graph, query: Query, number: int) -> Iterator[dict[str, Any]]:
    """Yield sets of parameters, the same on every engine that holds the same graph."""
    if not query.parameters or not number:
        return
    chance = random.Random(query.name)
    rows = sorted((row[0], sorted(row[1])) for row in graph.read("MATCH (e:Entity) RETURN e.key, labels(e)").rows)
    named = [(key, {Label(label) for label in labels if label != "Entity"}) for key, labels in rows]
    articles = [*graph.ids()]
    for _ in range(number):
        params = {
            name: _value(chance, parameter, named, articles)
            for name, parameter in query.parameters.items()
            if parameter.required or chance.random() < 0.5
        }
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
    try:
        result = run(graph, query, params, evidence=True)
    except HandelsgraphError as error:
        return f"{type(error).__name__}: {error.message}"
    return "\n".join(map(shown, (result.columns, *result.rows)))
