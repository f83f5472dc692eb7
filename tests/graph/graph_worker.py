"""Another process on a database: `graph_worker.py DATA put|keep URL..., DATA digest|hold|fill|rebuild|ingest N`."""

from __future__ import annotations

import itertools
import sys
import time
from pathlib import Path

from makers import evidence, series
from plain_identity import TestResolver

from handelsgraph.errors import HandelsgraphError
from handelsgraph.graph import Graph, open_graph
from handelsgraph.settings import Settings


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def put(graph: Graph, urls: list[str]) -> None:
    for url in urls:
        graph.put(evidence(url, f"Company LKT, Company Firma {url}, City Luckau", "LKT LOCATED_IN Luckau"))
        say(f"put {url}")


def ingest(graph: Graph, count: int) -> None:
    known = set(graph.ids())
    for item in series(count):
        if item.article.id not in known:
            graph.put(item)
            say(item.article.id)


def fill(graph: Graph) -> None:
    for n in itertools.count():
        graph.put(evidence(f"u:{n}", "Company LKT, Company CRRC", "LKT MET CRRC", text=f"{n} " + "x" * 50_000))
        say(f"put u:{n}")


def hold(data: Path) -> None:
    import arcadedb

    _database = arcadedb.open_database(str(data / "databases" / "trade"))
    say("holding")
    time.sleep(600)


def main(data: Path, command: str, arguments: list[str]) -> None:
    if command == "hold":
        hold(data)
    access = "read" if command == "digest" else "write"
    with open_graph(Settings(data=data), access=access, resolver=TestResolver()) as graph:
        say("owned" if graph.engine.owned else "attached")
        match command:
            case "digest":
                say(graph.digest())
            case "rebuild":
                graph.rebuild(lambda done, total: say(f"{done} of {total}"))
            case "ingest":
                ingest(graph, int(arguments[0]))
            case "fill":
                fill(graph)
            case "put" | "keep":
                put(graph, arguments)
        if command == "keep":
            time.sleep(600)


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]), sys.argv[2], sys.argv[3:])
    except HandelsgraphError as error:
        say(f"{type(error).__name__}: {error}")
