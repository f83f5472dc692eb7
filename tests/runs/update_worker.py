"""A run in a process that tests can kill: `update_worker.py DATA SOURCES NOW`; a line for each address dealt with."""

from __future__ import annotations

import functools
import sys
from datetime import datetime
from pathlib import Path

import meetings

from handelsgraph.graph import open_graph
from handelsgraph.places import Gazetteer
from handelsgraph.runs import Guard, Options, update
from handelsgraph.settings import Settings
from handelsgraph.web import SqliteState, load_sources, state_path

say = functools.partial(print, flush=True)

if __name__ == "__main__":
    settings = Settings(data=Path(sys.argv[1]))
    with open_graph(settings, access="write") as graph, SqliteState(state_path(settings)) as state:
        say("open")
        update(
            load_sources(Path(sys.argv[2])),
            graph,
            meetings.Meetings(),
            Gazetteer.load(),
            state,
            settings,
            lambda found: say(found.result, found.article),
            Options(Guard(accept=True), prune=True),
            now=datetime.fromisoformat(sys.argv[3]),
        )
    say("done")
