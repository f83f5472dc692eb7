"""Many articles in one ingest: the memory stays as it is, and one that is killed goes on where it was."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import meetings
import pytest

from handelsgraph.graph import open_graph
from handelsgraph.ingest import Kind
from handelsgraph.seen import Seen
from handelsgraph.settings import Settings

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

ARTICLES = 450
KILLED_AT = 150
WARM = 100  # articles after which a process has loaded what it needs


class Process:
    """An ingest in a process of its own, which is looked at while it runs."""

    def __init__(self, data: Path, articles: Path) -> None:
        here = Path(__file__).parent
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(here), os.environ.get("PYTHONPATH", "")])}
        environment.pop("NEO4J_URI", None)
        command = [sys.executable, str(here / "ingest_worker.py"), str(data), str(articles)]
        self._process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)

    def read(self, until: int, kind: Kind = Kind.NEW) -> Counter[str]:
        """Read its lines until so many articles of this kind are done, or to its end."""
        assert self._process.stdout is not None
        counts: Counter[str] = Counter()
        for line in self._process.stdout:
            counts[line.split()[0]] += 1
            if counts[kind] == until:
                break
        return counts

    def memory(self) -> int:
        """Return how much memory it has, in MB."""
        status = Path(f"/proc/{self._process.pid}/status").read_text(encoding="ascii")
        found = re.search(r"VmRSS:\s+(\d+)", status)
        assert found is not None
        return int(found[1]) // 1024

    def kill(self) -> Counter[str]:
        """Kill it; return what it had said by then and was not read yet."""
        self._process.kill()
        rest = self.read(-1)
        self._process.wait()
        return rest


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc")
def test_memory_stays_and_a_killed_ingest_goes_on_where_it_was(tmp_path: Path) -> None:
    records = (meetings.article(n, (f"Adler{n}", f"Biber{n % 40}")) for n in range(ARTICLES))
    articles, data = meetings.write(tmp_path / "articles.jsonl", *records), tmp_path / "data"
    first = Process(data, articles)
    done = first.read(KILLED_AT) + first.kill()
    second = Process(data, articles)
    warm = second.read(WARM)
    before = second.memory()
    later = second.read(ARTICLES - done[Kind.NEW] - WARM - 10)
    after = second.memory()
    later += second.read(-1)
    again = warm[Kind.UNCHANGED] + later[Kind.UNCHANGED]
    assert done[Kind.NEW] <= again <= done[Kind.NEW] + 1  # the last one may have been safe before it was told
    assert warm[Kind.NEW] + later[Kind.NEW] == ARTICLES - again
    assert after < 1.2 * before
    with open_graph(Settings(data=data, neo4j_uri=None), access="write") as graph:
        assert graph.status().articles == ARTICLES
        assert graph.status().edges == {"MET": ARTICLES}
        digest = graph.digest()
        graph.rebuild()
        assert graph.digest() == digest


def test_what_was_seen_is_remembered_with_its_place() -> None:
    seen = Seen()
    assert [seen.add(f"{n % 3}", f"place {n}") for n in range(5)] == [None, None, None, "place 0", "place 1"]
    seen.close()
