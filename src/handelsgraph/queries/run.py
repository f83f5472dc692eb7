"""Running a canned query: names become keys, dates are checked, what is not given becomes null."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from handelsgraph.errors import InputError
from handelsgraph.queries.articles import find_one
from handelsgraph.queries.header import Query
from handelsgraph.queries.kinds import Kind, Parameter
from handelsgraph.queries.lookup import Lookup
from handelsgraph.queries.match import Match
from handelsgraph.queries.result import Result, Value, of_dealings
from handelsgraph.queries.sums import of_sums
from handelsgraph.queries.values import date_prefix, number, whole_number

if TYPE_CHECKING:
    from handelsgraph.graph import Graph
    from handelsgraph.places import Gazetteer


def run(
    graph: Graph,
    query: Query,
    params: Mapping[str, Value],
    exact: bool = False,
    evidence: bool = False,
    gazetteer: Gazetteer | None = None,
) -> Result:
    """Return the answer of `query` on `graph`. With `exact`, names are taken as they stand.

    With `evidence`, every row that rests on dealings has their best sentences, the articles and their addresses.
    Raises InputError for parameters that are missing, unknown or of the wrong form, NotFoundError for names.
    """
    values, entities = prepare(graph, query, params, exact, gazetteer)
    given = values.get("limit")
    limit = given if isinstance(given, int) else None
    asked = values if limit is None else values | {"limit": limit + 1}  # one more tells whether there are more
    answer = graph.read(query.cypher, asked, free=query.own)
    truncated = limit is not None and len(answer.rows) > limit
    answer = replace(answer, rows=answer.rows[:limit])
    if query.dealings:
        result = of_dealings(graph, query, answer, values, entities, evidence)
    elif query.counts is not None:
        result = of_sums(graph, query, answer, values, entities, evidence)
    else:
        result = Result([*query.columns], answer.rows, values, entities)  # without rows the engine may not name them
    return replace(result, truncated=truncated or answer.truncated)


def prepare(
    graph: Graph,
    query: Query,
    params: Mapping[str, Value],
    exact: bool = False,
    gazetteer: Gazetteer | None = None,
) -> tuple[dict[str, Value], dict[str, Match]]:
    """Return the values of all parameters as the Cypher takes them, and the entities that names were taken for.

    Raises as `run` does.
    """
    unknown = sorted(set(params) - set(query.parameters))
    if unknown:
        known = ", ".join(query.parameters) or "none"
        raise InputError(f"the query {query.name} has no parameter {', '.join(unknown)}", f"it has: {known}")
    lookup = Lookup(graph, gazetteer)
    values: dict[str, Value] = {}
    entities: dict[str, Match] = {}
    for name, parameter in query.parameters.items():
        given = params.get(name)
        given = parameter.default if given is None else given
        if given is None and parameter.required:
            raise InputError(f"the query {query.name} needs the parameter {name}", f"for instance {parameter.example}")
        if given is not None and parameter.type.labels:
            entities[name] = lookup.resolve(str(given), parameter.type.labels, exact)
            values[name] = entities[name].key
        else:
            values[name] = _value(graph, parameter, given)
    since, until = values.get("since"), values.get("until")
    if since and until and str(since)[: len(str(until))] > str(until):
        raise InputError(f"since {since} is after until {until}", "turn the two dates round")
    return values, entities


def _value(graph: Graph, parameter: Parameter, given: Value) -> Value:
    match parameter.type:
        case Kind.FLAG:
            return bool(given)
        case _ if given is None:
            return None
        case Kind.DATE:
            return date_prefix(str(given))
        case Kind.INT:
            found = whole_number(given)
            if found < 1:
                raise InputError(f"{found} is no number of rows or steps", "give a whole number from 1 on")
            return found
        case Kind.NUMBER:
            return number(given)
        case Kind.ARTICLE:
            return find_one(graph, str(given)).id
        case _:
            return str(given)
