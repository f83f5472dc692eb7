"""What is known of an article beside its text: the checked form that sidecars, front matter and JSON Lines share."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from handelsgraph.intake.dates import parse_date
from handelsgraph.intake.draft import Draft
from handelsgraph.intake.normalise import normalise, single_line

_MAX_URL = 1000


def clean_url(value: str | None) -> str | None:
    """Return the address if it can be that of an article on the web, else None."""
    url = (value or "").strip()
    if not url.isprintable() or " " in url or len(url) > _MAX_URL:
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and host else None


def _date(value: Any) -> str | None:
    if value is None or value == "":
        return None
    date = parse_date(value)
    if date is None:
        raise ValueError(f"{str(value)[:40]!r} is not a date such as 2019-11-27, 2019-11, 2019 or 27.11.2019")
    return date


def _url(value: Any) -> str | None:
    if value is None or value == "":
        return None
    url = clean_url(value if isinstance(value, str) else None)
    if url is None:
        raise ValueError(f"{str(value)[:80]!r} is not a http or https address")
    return url


def _line(value: Any) -> Any:
    return single_line(value) if isinstance(value, str) else value


def _text(value: Any) -> Any:
    return normalise(value) if isinstance(value, str) else value


class Metadata(BaseModel):
    """Address, title, date and source of an article. Unknown keys are an error: they are mostly misspelt ones."""

    model_config = ConfigDict(extra="forbid")

    url: Annotated[str | None, BeforeValidator(_url)] = None
    title: Annotated[str | None, BeforeValidator(_line)] = None
    date: Annotated[str | None, BeforeValidator(_date)] = None
    source: Annotated[str | None, BeforeValidator(_line)] = None

    def over(self, draft: Draft) -> Draft:
        """Return the draft with what is given here in place of what it has."""
        return replace(
            draft,
            url=self.url or draft.url,
            title=self.title or draft.title,
            published=self.date or draft.published,
            source=self.source or draft.source,
        )


class Record(Metadata):
    """A line of JSON Lines: metadata and text; further keys are the user's own and ignored."""

    model_config = ConfigDict(extra="ignore")

    text: Annotated[str, BeforeValidator(_text)]


def explain(error: ValidationError) -> str:
    """Return the first fault of a validation as one line."""
    first = error.errors(include_url=False, include_input=False)[0]
    key = ".".join(map(str, first["loc"]))
    if first["type"] == "extra_forbidden":
        return f"unknown key {key!r} (known: url, title, date, source)"
    if first["type"] == "missing":
        return f"no {key!r}"
    message = str(first["msg"]).removeprefix("Value error, ")
    return f"{key}: {message}" if key else message
