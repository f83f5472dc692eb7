"""Many short articles in one ingest: how fast, in how much memory, and what a kill in the middle costs.

    python benchmarks/ingest_many.py --articles 10000 --workers 2
    python benchmarks/ingest_many.py --articles 10000 --kill-at 5000 --digest HASH    # HASH as the first one printed it

Runs `handelsgraph ingest` as a user does, in a process of its own with an embedded engine in a temporary directory, and
looks at it from outside. With `--plain` it is the same command with an extraction that takes no time. With `--kill-at`
it is killed with SIGKILL and run again; exit code 1 if that read an article which was in the graph already, left one
out, or made another graph than an unbroken run.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import short_articles

from handelsgraph.graph import open_graph
from handelsgraph.settings import Settings

_EVERY = 500  # articles between two lines of output
_PAUSE = 3.0  # seconds between two looks


@dataclass(frozen=True)
class Sample:
    """What was seen at one time: articles in the graph, MB of memory now and at most, seconds since the start."""

    articles: int
    memory: int
    peak: int
    seconds: float


class Ingest:
    """One run of the command."""

    def __init__(self, data: Path, file: Path, workers: int, *, plain: bool) -> None:
        self._data = data
        environment = {name: value for name, value in os.environ.items() if not name.startswith("NEO4J_")}
        program = [str(Path(__file__).with_name("plain_extraction.py"))] if plain else ["-m", "handelsgraph"]
        arguments = ["--data", str(data), "ingest", "--json", "--workers", str(workers), str(file)]
        self._began = time.monotonic()
        self._told = file.with_name("told.json")  # it tells of every article; a pipe that nobody reads would stop it
        with self._told.open("wb") as output:
            self.process = subprocess.Popen([sys.executable, *program, *arguments], stdout=output, env=environment)

    def watch(self, until: int) -> list[Sample]:
        """Look until so many articles are there or the command ends; print a line for each few hundred articles."""
        samples: list[Sample] = []
        due = 0
        while self.process.poll() is None:
            time.sleep(_PAUSE)
            if not (self._data / "engine.json").exists():
                continue
            sample = self._look()
            if sample is not None and sample.articles >= due:
                samples.append(sample)
                due = sample.articles // _EVERY * _EVERY + _EVERY
                print(f"{sample.articles:6} articles {sample.seconds:7.0f} s {sample.memory:5} MB", flush=True)
            if sample is not None and sample.articles >= until:
                break
        return samples

    def _look(self) -> Sample | None:
        try:
            status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii", errors="replace")
        except FileNotFoundError:
            return None
        found = {name: int(size) // 1024 for name, size in re.findall(r"(VmRSS|VmHWM):\s+(\d+)", status)}
        if not found:  # it has just ended
            return None
        return Sample(articles(self._data), found["VmRSS"], found["VmHWM"], time.monotonic() - self._began)

    def end(self) -> dict[str, int]:
        """Wait until it ends; return its counts."""
        if self.process.wait() != 0:
            sys.exit(f"ingest ended with {self.process.returncode}")
        counts: dict[str, int] = json.loads(self._told.read_bytes())["counts"]
        return {kind: number for kind, number in counts.items() if number}


def articles(data: Path) -> int:
    """Return how many articles are in the graph."""
    with open_graph(Settings(data=data, neo4j_uri=None), access="read") as graph:
        return int(graph.read("MATCH (a:Article) RETURN count(a)").rows[0][0])


def report(samples: list[Sample]) -> None:
    """Print the rate and how far the memory moved after the first thousand that the process has read."""
    begun = samples[0].articles
    warm = begun + min(1000, (samples[-1].articles - begun) // 10)
    later = [sample for sample in samples if sample.articles >= warm]
    first, last = later[0], later[-1]
    rate = (last.articles - first.articles) / max(last.seconds - first.seconds, 1e-9)
    sizes = [sample.memory for sample in later]
    print(f"{rate:.2f} articles/s from {first.articles} to {last.articles}; memory {first.memory} MB there,")
    print(f"{min(sizes)} to {max(sizes)} MB after that ({max(sizes) / first.memory - 1:+.0%}), peak {last.peak} MB")


def broken(data: Path, file: Path, workers: int, kill_at: int, *, plain: bool) -> int:
    """Kill a first process when so many articles are in the graph; return how many are there after that."""
    first = Ingest(data, file, workers, plain=plain)
    first.watch(kill_at)
    first.process.send_signal(signal.SIGKILL)
    first.process.wait()
    safe = articles(data)
    print(f"killed; {safe} articles in the graph", flush=True)
    return safe


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--kill-at", type=int, help="kill the first process when so many articles are in the graph")
    parser.add_argument("--plain", action="store_true", help="with an extraction that takes no time")
    parser.add_argument("--digest", help="what the graph has to be in the end")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data, file = Path(folder, "data"), Path(folder, "articles.jsonl")
        with file.open("w", encoding="utf-8") as stream:
            stream.writelines(json.dumps(record) + "\n" for record in short_articles.records(given.articles))
        safe = broken(data, file, given.workers, given.kill_at, plain=given.plain) if given.kill_at else 0
        run = Ingest(data, file, given.workers, plain=given.plain)
        samples = run.watch(given.articles + 1)
        counts = run.end()
        print(counts)
        report(samples)
        with open_graph(Settings(data=data, neo4j_uri=None), access="read") as graph:
            digest = graph.digest()
        print(f"{articles(data)} articles, digest {digest}")
        size = sum(path.stat().st_size for path in data.rglob("*") if path.is_file())
        print(f"{size / 1e6:.0f} MB on disk")
        if (counts.get("unchanged", 0), counts.get("new", 0)) != (safe, given.articles - safe):
            sys.exit(f"of {safe} articles in the graph, {counts.get('unchanged', 0)} were left as they were")
        if given.digest not in (None, digest):
            sys.exit(f"another graph than {given.digest}")


if __name__ == "__main__":
    main()
