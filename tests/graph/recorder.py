"""What is asked of a database and answered, written down: each statement with its parameters and rows, and what the
server had to say about it.

    with recording(prefix="CYPHER 25 ") as record:
        play(open_graph, record)
"""

from __future__ import annotations

import contextlib
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from unittest.mock import patch

import engines

from handelsgraph.graph import Answer, Edge, Node, Path, session
from handelsgraph.schema import Label

_LABELS = {*Label, "Entity"}
"""Labels have no order."""

_OF_THE_MOMENT = {"ingested_at", "last", "now", "rebuilding", "rebuilder", "owner", "last_ingest"}


@dataclass
class Record:
    """What was asked and answered, and the digest at each step.

    `statements` counts, so that the order of rows without ORDER BY does not matter.
    """

    prefix: str = ""
    statements: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    answers: dict[str, str] = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)
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
        record.add(cypher, parameters, found)
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
