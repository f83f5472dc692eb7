"""Ingest in a process that tests can kill: `ingest_worker.py DATA ARTICLES [JOBS]`; a line for each article done."""

from __future__ import annotations

import functools
import sys
from pathlib import Path

import meetings

from handelsgraph.graph import open_graph
from handelsgraph.ingest import Outcome, graceful_stop, ingest
from handelsgraph.places import Gazetteer
from handelsgraph.settings import Settings

say = functools.partial(print, flush=True)


def report(outcome: Outcome) -> None:
    say(outcome.kind, outcome.article, flush=True)


if __name__ == "__main__":
    data, articles = map(Path, sys.argv[1:3])
    jobs = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    with open_graph(Settings(data=data), access="write") as graph, graceful_stop() as stop:
        say("open", flush=True)
        summary = ingest([articles], graph, meetings.Meetings(), Gazetteer.load(), report, stop=stop, jobs=jobs)
    say("interrupted" if summary.interrupted else "done", flush=True)
