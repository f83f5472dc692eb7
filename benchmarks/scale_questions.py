"""Asking every question of the catalogue on a large graph, warm, with starts drawn by popularity."""

from __future__ import annotations

import contextlib
import random
import statistics
import time
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from itertools import product
from typing import Any

import scale_graph
from scale_engines import Opened
from scale_graph import Scale

from handelsgraph.errors import HandelsgraphError
from handelsgraph.queries import catalogue, run
from handelsgraph.queries.header import Query
from handelsgraph.queries.kinds import Kind, Parameter

LEAST, PATIENCE = 5, 20.0
_EVERYTHING = """
MATCH (a:Entity)
OPTIONAL MATCH (a)-[e]->(:Entity)
RETURN sum(size(a.name) + coalesce(size(e.sentence), 0))
"""
SCANS = ("AllNodesScan", "NodeByLabelScan", "UnionNodeByLabelsScan", "RelationshipTypeScan", "AllRelationshipsScan")


@dataclass
class Timing:
    """What asking a question took, in milliseconds of the clock and of the processors; its rows; scans in its plan."""

    question: str
    whole_graph: bool
    milliseconds: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    rows: int = 0
    fault: str = ""
    scans: list[str] = field(default_factory=list)


def percentile(times: list[float], share: float) -> float:
    """Return a percentile of some times."""
    if len(times) < 2:
        return times[0] if times else float("nan")
    return statistics.quantiles(times, n=100, method="inclusive")[round(100 * share) - 1]


class Asker:
    """Draws values for parameters from a large graph."""

    def __init__(self, engine: Opened, scale: Scale, seed: int) -> None:
        graph = self._graph = engine.graph
        self._engine = engine
        self._scale = scale
        self._chance = random.Random(seed)
        self._articles = [row[0] for row in graph.read("MATCH (a:Article) RETURN a.id LIMIT 1000").rows]

    def timings(self, only: Collection[str] | None, repeat: int) -> Iterator[Timing]:
        """Yield how long each question takes, or those in `only`; those on the whole graph at last.

        Before, everything is read once, so that it is in memory, and every question asked, so that plans are made.
        """
        self._graph.read(_EVERYTHING, time_limit=600.0)
        wanted = [query for query in catalogue().values() if only is None or query.name in only]
        for query in wanted:
            with contextlib.suppress(HandelsgraphError):  # it is told when it is measured
                self._warm_up(query)
        for query in sorted(wanted, key=lambda query: query.scope == "whole-graph"):
            yield self._timing(query, repeat)

    def _timing(self, query: Query, repeat: int) -> Timing:
        timing = Timing(query.name, query.scope == "whole-graph")
        began = time.perf_counter()
        try:
            for _ in range(repeat):
                late = time.perf_counter() - began > PATIENCE
                if (late and len(timing.milliseconds) >= LEAST) or time.perf_counter() - began > 4 * PATIENCE:
                    break
                values = self.values(query)
                start, cpu = time.perf_counter(), self._engine.cpu_seconds()
                found = run(self._graph, query, values)
                timing.milliseconds.append((time.perf_counter() - start) * 1000)
                timing.cpu.append((self._engine.cpu_seconds() - cpu) * 1000)
                timing.rows += len(found.rows)
        except HandelsgraphError as error:
            timing.fault = error.message
        if self._graph.engine.name == "neo4j" and not timing.fault:
            timing.scans = sorted(set(_scans(self._graph, query, self.values(query))))
        return timing

    def _warm_up(self, query: Query) -> None:
        """Ask once with each set of parameters that may be null: Neo4j makes a plan for each, which takes long."""
        began = time.perf_counter()
        given = query.parameters.items()
        nullable = [name for name, p in given if not p.required and p.default is None and p.type is not Kind.FLAG]
        for chosen in product((False, True), repeat=len(nullable)):
            if time.perf_counter() - began < 2 * PATIENCE:
                left_out = {name for name, is_given in zip(nullable, chosen, strict=True) if not is_given}
                run(self._graph, query, self.values(query, left_out))

    def values(self, query: Query, left_out: Collection[str] | None = None) -> dict[str, Any]:
        """Return values for the parameters of a question: keys for what is looked up.

        Of the optional ones each is given in three of ten cases, or unless it is in `left_out`.
        """
        found = {}
        for name, parameter in query.parameters.items():
            chosen = self._chance.random() < 0.3 if left_out is None else name not in left_out
            if parameter.required or chosen:
                value = self._value(name, parameter)
                if value is not None:
                    found[name] = value
        return found

    def _value(self, name: str, parameter: Parameter) -> Any:
        scale, chance = self._scale, self._chance
        bodies = scale.home_bodies + scale.foreign_bodies
        draws: dict[Kind, Callable[[], Any]] = {
            Kind.REGION: lambda: self._place(),
            Kind.PLACE: lambda: self._place(),
            Kind.BODY: lambda: scale_graph.popular(chance, bodies),
            Kind.PERSON: lambda: scale_graph.popular(chance, scale.persons),
            Kind.EVENT: lambda: scale_graph.popular(chance, scale.events),
            Kind.ANY: lambda: chance.choice([scale_graph.popular(chance, bodies), self._place()]),
            Kind.ARTICLE: lambda: chance.choice(self._articles),
            Kind.DATE: lambda: str(chance.randrange(2018, 2026) if name == "until" else chance.randrange(2010, 2018)),
            Kind.TEXT: lambda: "quan",
        }
        return draws[parameter.type]() if parameter.type in draws else parameter.default

    def _place(self) -> str:
        scale, chance = self._scale, self._chance
        pools = [scale.laender, scale.kreise, scale.countries, scale.towns]
        return scale_graph.popular(chance, chance.choice(pools))


def _scans(graph: Any, query: Query, params: dict[str, Any]) -> Iterator[str]:
    """Yield the operators of the profiled plan that read all of something."""
    from handelsgraph.queries.run import prepare

    values, _ = prepare(graph, query, params)
    engine = graph._engine
    with engine.reader.session(database=engine.database) as session:
        plans = [session.run("PROFILE " + query.cypher, values).consume().profile]  # type: ignore[arg-type]
    while plans:
        plan = plans.pop()
        plans += plan.get("children", [])
        name = plan["operatorType"].partition("@")[0]
        if any(name.endswith(scan) for scan in SCANS):
            yield f"{name} {plan['args'].get('Details', '')}"
