"""Ingest in a process of its own: `ingest_worker.py DATA ARTICLES [WORKERS [SHARD]]`; a line for each article done."""

from __future__ import annotations

import functools
import sys
from pathlib import Path

import meetings

from handelsgraph.graph import open_graph
from handelsgraph.ingest import Outcome, graceful_stop, ingest
from handelsgraph.places import Gazetteer
from handelsgraph.settings import Settings
from handelsgraph.shard import Shard

say = functools.partial(print, flush=True)


def report(outcome: Outcome) -> None:
    say(outcome.kind, outcome.article, outcome.reason or "", flush=True)


if __name__ == "__main__":
    data, articles = map(Path, sys.argv[1:3])
    workers = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    shard = Shard.parse(sys.argv[4]) if len(sys.argv) > 4 else None
    with open_graph(Settings(data=data), access="write") as graph, graceful_stop() as stop:
        say("open", flush=True)
        summary = ingest(
            [articles], graph, meetings.Meetings(), Gazetteer.load(), report, stop=stop, workers=workers, shard=shard
        )
    say("interrupted" if summary.interrupted else "done", flush=True)
