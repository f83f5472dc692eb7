"""Opening an engine for a benchmark, and what it takes of memory and disk."""

from __future__ import annotations

import logging
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from handelsgraph.graph import Graph, open_graph
from handelsgraph.settings import Settings

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))


@dataclass(frozen=True)
class Opened:
    """A graph with the process and the directory that hold it."""

    name: str
    graph: Graph
    pid: int
    folder: Path

    def memory_mb(self) -> float:
        """Return the resident memory of the process now (for the embedded engine: of this one, Python included)."""
        pages = int(Path(f"/proc/{self.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6

    def cpu_seconds(self) -> float:
        """Return the processor time that this process and the engine have used; a busy machine changes it little."""
        if self.pid == os.getpid():
            return time.process_time()
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return time.process_time() + (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def disk_mb(self) -> float:
        """Return the size of all files of the database."""
        return sum(path.stat().st_size for path in self.folder.rglob("*") if path.is_file()) / 1e6


@contextmanager
def opened(name: str, kept: Path | None = None) -> Iterator[Opened]:
    """Open a database on `embedded`, or on a Neo4j from its jars: `neo4j-5`, `neo4j-2026`.

    It is an empty one, or that in the folder `kept`, if given, where it stays (for each engine in a folder of its own).
    """
    logging.getLogger("neo4j").setLevel(logging.ERROR)  # an empty database knows no label, and the server says so
    with tempfile.TemporaryDirectory(prefix="handelsgraph-benchmark-") as folder:
        home = kept / name if kept else Path(folder)
        pid, settings, stop = os.getpid(), Settings(data=home, neo4j_uri=None), _nothing
        if name != "embedded":
            import neo4j_jars

            server = neo4j_jars.start(name, heap="4g", cache="4g", kept=home if kept else None)
            pid, home, stop = server.process.pid, server.home / "data", server.stop
            settings = Settings(neo4j_uri=server.uri, neo4j_username="neo4j", neo4j_password=neo4j_jars.PASSWORD)
        try:
            with open_graph(settings, access="write") as graph:
                yield Opened(f"{name} {graph.engine.version}", graph, pid, home)
        finally:
            stop()


def _nothing() -> None:
    pass
