"""Reading again in a process that tests can end: `reextract_worker.py DATA`; a line for each article done."""

from __future__ import annotations

import functools
import sys
import time
from pathlib import Path

from later import Later

from handelsgraph.graph import open_graph
from handelsgraph.interrupt import graceful_stop
from handelsgraph.places import Gazetteer
from handelsgraph.runs.reextract import reextract
from handelsgraph.settings import Settings

say = functools.partial(print, flush=True)

if __name__ == "__main__":
    slow = Later(lambda _: time.sleep(0.05))
    with open_graph(Settings(data=Path(sys.argv[1])), access="write") as graph, graceful_stop() as stop:
        done = reextract(graph, slow, Gazetteer.load(), lambda article: say(article.id), stop=stop)
    say("interrupted" if done.interrupted else "done")
