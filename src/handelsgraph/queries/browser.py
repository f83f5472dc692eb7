"""A canned question as Neo4j Browser takes it: its parameters, then its Cypher."""

from __future__ import annotations

import json
from collections.abc import Mapping

from handelsgraph.queries.header import Query
from handelsgraph.queries.kinds import Kind
from handelsgraph.queries.result import Value
from handelsgraph.schema import BODIES, PLACES, Label

_FIRST = (Label.COMPANY, Label.COUNTRY, Label.PERSON, Label.EVENT)


def browser_text(query: Query, values: Mapping[str, Value] | None = None) -> str:
    """Return the question with `values` for its parameters, or with those of its example.

    An example's names are given as the keys that identity makes of them; where they name another entity's alias, the
    answer is empty until the right key stands there.
    """
    given = example_values(query) if values is None else values
    settings = ", ".join(f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in given.items())
    return f":params {{{settings}}}\n\n{query.cypher}"


def example_values(query: Query) -> dict[str, Value]:
    """Return the parameters of the example as the Cypher takes them, without asking a graph."""
    values: dict[str, Value] = {}
    for name, parameter in query.parameters.items():
        value = parameter.default if parameter.example is None else parameter.example
        if parameter.type is Kind.FLAG:
            value = bool(value)
        values[name] = _key(value, parameter.type) if value is not None and parameter.type.labels else value
    return values


def _key(name: object, kind: Kind) -> str:
    from handelsgraph.identity.keys import KeyContext, name_key
    from handelsgraph.places import Gazetteer

    gazetteer = Gazetteer.load()
    known = gazetteer.find(str(name)) if kind.labels & PLACES else []
    if known:
        return known[0].key
    label = Label.COMPANY if kind.labels & BODIES else next(label for label in _FIRST if label in kind.labels)
    return name_key(str(name), label, KeyContext(gazetteer=gazetteer))
