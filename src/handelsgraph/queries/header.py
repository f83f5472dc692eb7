"""What the comment header of a query file may say: the one source of its command, its documentation and its tests."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator, model_validator

from handelsgraph.schema import BODIES, EVENTS, PERSONS, PLACES, Label

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z]([a-z0-9_]*[a-z0-9])?$")]
QueryName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")]


class Kind(StrEnum):
    """What a parameter is. All but the last four name something in the graph and are looked up."""

    REGION = "region"
    PLACE = "place"
    BODY = "body"
    PERSON = "person"
    EVENT = "event"
    ANY = "any"
    ARTICLE = "article"
    DATE = "date"
    INT = "int"
    TEXT = "text"
    FLAG = "flag"

    @property
    def labels(self) -> frozenset[Label]:
        """The labels an entity named by a parameter of this kind may have; empty if it names no entity."""
        return _LABELS.get(self, frozenset())


_LABELS = {
    Kind.REGION: PLACES,
    Kind.PLACE: PLACES,
    Kind.BODY: BODIES,
    Kind.PERSON: PERSONS,
    Kind.EVENT: EVENTS,
    Kind.ANY: frozenset(Label),
}


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Question(_Strict):
    """The question a query answers, in English and in German."""

    en: Text
    de: Text


class Parameter(_Strict):
    """A parameter: `required` unless `required: false` or a default is given; absent ones are passed as null."""

    type: Kind
    help: Text
    example: str | int | bool | None = None
    required: bool = True
    default: str | int | bool | None = None

    @model_validator(mode="before")
    @classmethod
    def _optional_with_default(cls, data: Any) -> Any:
        if isinstance(data, dict) and ("default" in data or data.get("type") == Kind.FLAG):
            return {"required": False, **data}
        return data

    @field_validator("example", "default", mode="before")
    @classmethod
    def _unquoted_date(cls, value: Any) -> Any:
        return value.isoformat() if isinstance(value, date) else value

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.required and self.example is None:
            raise ValueError("a required parameter needs an example")
        if self.required and self.default is not None:
            raise ValueError("a required parameter cannot have a default")
        wanted = {Kind.INT: int, Kind.FLAG: bool}.get(self.type, str)
        for name, value in (("example", self.example), ("default", self.default)):
            if value is not None and type(value) is not wanted:
                raise ValueError(f"{name} of a parameter of type {self.type} must be written as {wanted.__name__}")
        return self


class Header(_Strict):
    """The header as written. `see_also` names queries that answer what is close by."""

    name: QueryName
    title: Text
    group: Text
    question: Question
    see_also: tuple[QueryName, ...] = ()
    parameters: dict[Name, Parameter] = Field(default_factory=dict)
    columns: Annotated[dict[Name, Text], Field(min_length=1)]


class Query(Header):
    """A canned query: its header, its Cypher and the file they come from."""

    cypher: str
    path: Path

    def example(self) -> dict[str, str | int | bool]:
        """Return the parameters of the example call."""
        return {name: p.example for name, p in self.parameters.items() if p.example is not None}
