"""Kinds of parameters, and what a header says of one."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, StringConstraints, field_validator, model_validator

from handelsgraph.schema import BODIES, EVENTS, PERSONS, PLACES, Label

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Kind(StrEnum):
    """What a parameter is. All but the last five name something in the graph and are looked up."""

    REGION = "region"
    PLACE = "place"
    BODY = "body"
    PERSON = "person"
    EVENT = "event"
    ANY = "any"
    ARTICLE = "article"
    DATE = "date"
    INT = "int"
    NUMBER = "number"
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


class Strict(BaseModel):
    """A part of a header: nothing it does not know may stand in it."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Parameter(Strict):
    """A parameter: `required` unless `required: false` or a default is given; absent ones are passed as null."""

    type: Kind
    help: Text
    example: str | int | float | bool | None = None
    required: bool = True
    default: str | int | float | bool | None = None

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
        wanted = {Kind.INT: int, Kind.NUMBER: float, Kind.FLAG: bool}.get(self.type, str)
        for name, value in (("example", self.example), ("default", self.default)):
            if value is not None and type(value) is not wanted:
                raise ValueError(f"{name} of a parameter of type {self.type} must be written as {wanted.__name__}")
        return self
