"""Finding the feed of a page and adding it to a sources file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from handelsgraph.errors import HandelsgraphError, InputError, NotFoundError
from handelsgraph.interrupt import StoppedError
from handelsgraph.places import Gazetteer
from handelsgraph.settings import Settings
from handelsgraph.web.agent import user_agent
from handelsgraph.web.check import unknown_region
from handelsgraph.web.edit import append_source, free_name
from handelsgraph.web.explain import explain
from handelsgraph.web.fetch import Fetcher
from handelsgraph.web.find_feed import Lead, find_feed
from handelsgraph.web.limits import Limits
from handelsgraph.web.reasons import FailedError, RefusedError
from handelsgraph.web.source import SourcesFile
from handelsgraph.web.sources_file import faultless


def add_source(
    path: Path,
    url: str,
    settings: Settings,
    stop: Callable[[], bool],
    *,
    name: str | None = None,
    region: str | None = None,
    private: Sequence[str] = (),
) -> tuple[dict[str, Any], list[Lead]]:
    """Add the feed of the page at `url` to the file; return its entry, and the other feeds of the page.

    Raises InputError for values or files that cannot be used, NotFoundError if the page has no feed, HandelsgraphError
    if it cannot be had, KeyboardInterrupt when stopped.
    """
    file = faultless(path) if path.exists() else SourcesFile()
    names, addresses = {source.name for source in file.source}, {source.url for source in file.source}
    if name in names:
        raise InputError(f"{path} already has a source {name!r}", "choose another --name")
    given: dict[str, Any] = {"name": name or "new", "kind": "feed", "url": url}
    if region:
        given["region"] = region
    if private:
        given["limits"] = {"private_networks": list(private)}
    _valid(given)
    limits = Limits(private_networks=list(private)).over(file.defaults.limits)
    try:
        with Fetcher(user_agent(settings), stop) as fetcher:
            leads = find_feed(url, fetcher, limits)
    except StoppedError:
        raise KeyboardInterrupt from None
    except (FailedError, RefusedError) as error:
        raise HandelsgraphError(f"{url} cannot be had: {error.reason}: {error.detail}", _remedy(error)) from None
    if not leads:
        raise NotFoundError(
            f"{url} has no feed or sitemap that could be found",
            "name the feed itself, or list articles under kind = 'pages'",
        )
    best = leads[0]
    if best.url in addresses:
        raise InputError(f"{path} already has {best.url}")
    entry = given | {"name": name or free_name(best.url, names), "kind": best.kind, "url": best.url}
    append_source(path, entry)
    return entry, leads[1:]


def _valid(entry: dict[str, Any]) -> None:
    try:
        SourcesFile.model_validate({"source": [entry]})
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        key = next(part for part in reversed(fault["loc"]) if isinstance(part, str))
        raise InputError(explain(fault, ("source", 0, key))) from None
    if "region" in entry and not Gazetteer.load().find(entry["region"]):
        raise InputError(unknown_region(entry["region"]))


def _remedy(error: FailedError | RefusedError) -> str | None:
    if isinstance(error, RefusedError) and error.reason.name == "PRIVATE_ADDRESS":
        return "if it is in your own network, name that: --private 192.168.7.0/24"
    return None
