"""Articles from the web: the sources file, polite fetching, and recognising what is no article.

`collect(load_sources(path), state, settings, holds=...)` gives an item for each address; put the content of the
`Fetched` ones into the graph, then `item.acknowledge(state)`: only what is acknowledged is remembered.
"""

from __future__ import annotations

from handelsgraph.web.addresses import belongs
from handelsgraph.web.collect import collect
from handelsgraph.web.items import Failed, Fetched, Gone, Http, Item, Refused, Unchanged
from handelsgraph.web.reasons import Failure, Refusal
from handelsgraph.web.schedule import next_after
from handelsgraph.web.source import Source
from handelsgraph.web.sources_file import Problem, faultless, load_sources, read_sources
from handelsgraph.web.sqlite_state import SqliteState, state_path
from handelsgraph.web.state import FetchState, Visit

__all__ = [
    "Failed",
    "Failure",
    "FetchState",
    "Fetched",
    "Gone",
    "Http",
    "Item",
    "Problem",
    "Refusal",
    "Refused",
    "Source",
    "SqliteState",
    "Unchanged",
    "Visit",
    "belongs",
    "collect",
    "faultless",
    "load_sources",
    "next_after",
    "read_sources",
    "state_path",
]
