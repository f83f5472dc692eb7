"""What a run costs that finds nothing to do, by the number of articles the graph knows already.

    python benchmarks/known_articles.py --articles 2000
    python benchmarks/known_articles.py --articles 20000

Puts so many made-up articles into an embedded graph in a temporary directory, without statements, and remembers as many
addresses of a feed that has nothing new, and as many articles of a file. Then the graph is brought up to date with
both, and reading everything again is begun and stopped after a few articles. Of each is printed the time it takes and
the largest amount of memory Python held for it (`tracemalloc`, which makes it slower), and the peak of the whole
process, engine included.
"""

from __future__ import annotations

import argparse
import json
import resource
import tempfile
import threading
import time
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from http.server import BaseHTTPRequestHandler, HTTPServer
from itertools import islice
from pathlib import Path
from typing import Any

import short_articles
from plain_extraction import Plain

from handelsgraph.article import Article
from handelsgraph.evidence import Evidence
from handelsgraph.graph import Graph, open_graph, store
from handelsgraph.graph.stored import stored
from handelsgraph.places import Gazetteer
from handelsgraph.runs import update
from handelsgraph.runs.reextract import reextract
from handelsgraph.settings import Settings
from handelsgraph.web import SqliteState
from handelsgraph.web.source import SourcesFile
from handelsgraph.web.visit import fingerprint

_NOW = datetime.now(UTC)
_FEED = b'<rss version="2.0"><channel><title>Nichts Neues</title></channel></rss>'
_READ_AGAIN = 20


class _Feed(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        found = self.path == "/feed.xml"
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", "application/rss+xml")
        self.end_headers()
        if found:
            self.wfile.write(_FEED)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@contextmanager
def serving() -> Iterator[str]:
    """Serve the feed; give its address."""
    with HTTPServer(("127.0.0.1", 0), _Feed) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def articles(number: int) -> Iterator[Article]:
    """Yield made-up articles."""
    for record in short_articles.records(number):
        yield Article(record["url"], record["text"], record["title"], record["date"])


def fill(graph: Graph, state: SqliteState, number: int) -> None:
    """Put the articles into the graph, and remember for each an address of the feed and one of the file."""
    graph.rebuild()  # of nothing: it notes by which identity rules the graph is made
    now = _NOW.isoformat()
    left = articles(number)
    while part := [*islice(left, 500)]:
        pairs = [(one, stored(one)) for one in (Evidence(article, "plain 0", (), (), ()) for article in part)]
        graph._sessions.write(partial(store.write_all, articles=pairs, exist=()))
        with state._transaction():
            state._db.executemany(
                "INSERT INTO address (source, url, listed, checked, outcome, settled, article, fingerprint, misses, "
                "streak) VALUES (?, ?, ?, ?, 'fetched', 1, ?, ?, 0, 0)",
                [(name, one.url, now, now, one.id, fingerprint(one)) for name in ("feed", "file") for one in part],
            )


def sources(file: Path, address: str) -> list[Any]:
    """Return the feed and the file as sources."""
    limits = {"private_networks": ["127.0.0.1/32"], "delay": 0.0}
    feed = {"name": "feed", "kind": "feed", "url": f"{address}/feed.xml", "limits": limits}
    entries = [feed, {"name": "file", "kind": "files", "paths": [str(file)]}]
    return SourcesFile.model_validate({"source": entries}).sources()


def measured(what: str, work: Callable[[], object]) -> None:
    """Do it twice: once for the time, once for the memory; print both."""
    began = time.process_time()
    told = work()
    seconds = time.process_time() - began
    tracemalloc.start()
    work()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    process = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(
        f"{what}: {told}; {seconds:.1f} s of processor time; Python {peak / 1e6:.1f} MB at most, process "
        f"{process / 1024:.0f} MB",
        flush=True,
    )


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=20_000)
    given = parser.parse_args()
    gazetteer = Gazetteer.load()
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data=Path(folder, "data"), neo4j_uri=None, contact="presse@example.org")
        file = Path(folder, "articles.jsonl")
        with file.open("w", encoding="utf-8") as stream:
            stream.writelines(json.dumps(record) + "\n" for record in short_articles.records(given.articles))
        with (
            open_graph(settings, access="write") as graph,
            SqliteState(Path(folder, "web.sqlite")) as state,
            serving() as address,
        ):
            fill(graph, state, given.articles)
            clock = iter(_NOW + timedelta(minutes=n) for n in range(1, 100))

            def run() -> object:
                found = update(
                    sources(file, address),
                    graph,
                    Plain(),  # type: ignore[arg-type]
                    gazetteer,
                    state,
                    settings,
                    lambda _: None,
                    now=next(clock),
                )
                return {str(result): number for result, number in found.counts.items()}

            def again() -> object:
                done: list[str] = []
                reextract(
                    graph,
                    Plain(),  # type: ignore[arg-type]
                    gazetteer,
                    lambda article: done.append(article.id),
                    stop=lambda: len(done) >= _READ_AGAIN,
                )
                return f"{len(done)} read again"

            measured("update", run)
            measured("reextract", again)


if __name__ == "__main__":
    main()
