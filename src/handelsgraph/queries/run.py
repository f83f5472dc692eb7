"""Running a canned query: names become keys, dates are checked, what is not given becomes null."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from handelsgraph.errors import InputError
from handelsgraph.queries.articles import find_one
from handelsgraph.queries.header import Kind, Parameter, Query
from handelsgraph.queries.lookup import Lookup
from handelsgraph.queries.match import Match
from handelsgraph.queries.values import date_prefix, whole_number

if TYPE_CHECKING:
    from handelsgraph.graph import Graph
    from handelsgraph.places import Gazetteer

Value = str | int | bool | None


@dataclass(frozen=True, slots=True)
class Result:
    """The answer to a canned query, and the entities its parameters were taken to name."""

    columns: list[str]
    rows: list[list[Any]]
    parameters: dict[str, Value]
    entities: dict[str, Match]


def run(
    graph: Graph,
    query: Query,
    params: Mapping[str, Value],
    exact: bool = False,
    gazetteer: Gazetteer | None = None,
) -> Result:
    """Return the answer of `query` on `graph`. With `exact`, names are taken as they stand.

    Raises InputError for parameters that are missing, unknown or of the wrong form, NotFoundError for names.
    """
    values, entities = prepare(graph, query, params, exact, gazetteer)
    answer = graph.read(query.cypher, values)
    return Result(answer.columns, answer.rows, values, entities)


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
            return whole_number(given)
        case Kind.ARTICLE:
            return find_one(graph, str(given)).id
        case _:
            return str(given)
