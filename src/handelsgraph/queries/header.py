"""What the comment header of a query file may say: the one source of its command, its documentation and its tests."""

from __future__ import annotations

import shlex
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from pydantic import Field, StringConstraints

from handelsgraph.queries.common import DEALING_COLUMNS, ELEMENTS, EVIDENCE_COLUMNS
from handelsgraph.queries.kinds import Parameter, Strict, Text

Name = Annotated[str, StringConstraints(pattern=r"^[a-z]([a-z0-9_]*[a-z0-9])?$")]
QueryName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")]


class Scope(StrEnum):
    """How much of the graph a question reads: what hangs on the entities it is asked about, or all of it."""

    START = "start"
    WHOLE_GRAPH = "whole-graph"


class Question(Strict):
    """The question a query answers, in English and in German."""

    en: Text
    de: Text


class Header(Strict):
    """The header as written. `see_also` names queries that answer what is close by.

    `group` is the folder of the file unless the header says otherwise. `purpose` is what one uses the question for.
    `empty` tells what it means that there are no rows.
    `counts` names the column that says how many dealings a row sums up: its first two nodes are those between whom they
    are, its edge is one of them as an example.
    """

    name: QueryName
    title: Text
    group: Text | None = None
    question: Question
    purpose: Text | None = None
    scope: Scope = Scope.START
    see_also: tuple[QueryName, ...] = ()
    parameters: dict[Name, Parameter] = Field(default_factory=dict)
    columns: Annotated[dict[Name, Text], Field(min_length=1)]
    counts: Name | None = None
    empty: Text | None = None


class Query(Header):
    """A canned query: its header, its Cypher and the file they come from.

    `returned` is what the Cypher returns: the columns of the header, and `nodes` and `edges` if rows are dealings.
    `own` says that it comes from a folder of the user's own: its Cypher is looked at before it runs.
    """

    group: Text
    cypher: str
    returned: tuple[str, ...]
    path: Path
    own: bool = False

    def example(self) -> dict[str, str | int | float | bool]:
        """Return the parameters of the example call."""
        return {name: p.example for name, p in self.parameters.items() if p.example is not None}

    def call(self) -> str:
        """Return the example call as typed in a shell."""
        options = []
        for name, value in self.example().items():
            option = f"--{name.replace('_', '-')}"
            options.append(option if value is True else f"{option} {shlex.quote(str(value))}")
        return " ".join(["handelsgraph", "query", self.name, *options])

    @property
    def dealings(self) -> bool:
        """Whether each row comes with the nodes and edges it rests on."""
        return self.returned[-2:] == ELEMENTS and self.counts is None

    @property
    def drawable(self) -> bool:
        """Whether the answer can be drawn."""
        return self.returned[-2:] == ELEMENTS

    @property
    def shows_evidence(self) -> bool:
        """Whether the answer has the sentences anyway."""
        return "sentence" in self.columns

    def all_columns(self, evidence: bool = False) -> dict[str, str]:
        """Return the columns of the answer with what they hold, those included that every such answer has."""
        if not self.drawable:
            return dict(self.columns)
        dealing = DEALING_COLUMNS if self.dealings else {}
        return self.columns | dealing | (EVIDENCE_COLUMNS if evidence else {})
