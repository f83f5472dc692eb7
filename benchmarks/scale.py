"""How engines stand up to a large graph: load it in batches, then ask every question of the catalogue.

    python benchmarks/scale.py --edges 50000 --engine embedded --engine neo4j-5
    python benchmarks/scale.py --edges 1000000 --evidence 0.1 --json results.json
    python benchmarks/scale.py --edges 1000000 --engine embedded --folder big  # loads once, asks every time

Prints tables for RESULTS.md. Neo4j is started from its jars, as for the tests. Times are those of the clock, for which
the machine should do nothing else, and of the processors, which a busy one changes less. A question starts from an
entity drawn by popularity (its key is given, so that the name look-up is one read by key), with each optional parameter
in three of ten runs.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

import scale_graph
from scale_engines import opened
from scale_load import is_loaded, load
from scale_questions import Asker, percentile


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--edges", type=int, default=50_000, help="edges between entities")
    parser.add_argument("--evidence", type=float, default=0.1, help="share of the edges that articles state")
    parser.add_argument("--engine", action="append", choices=["embedded", "neo4j-5", "neo4j-2026"])
    parser.add_argument("--only", nargs="+", metavar="NAME", help="only these questions")
    parser.add_argument("--repeat", type=int, default=40, help="measured runs of each question")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="keep the graphs here, and use what was kept")
    parser.add_argument("--json", type=Path, help="write all figures to this file, too")
    given = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that a server which was started is stopped
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} before", flush=True)
    scale = scale_graph.make(given.edges, given.seed)
    print(f"{len(scale.nodes):,} entities, {len(scale.inferred) + len(scale.edges):,} edges", flush=True)
    results = [measure(name, scale, given) for name in given.engine or ["embedded", "neo4j-5"]]
    if given.json:
        given.json.write_text(json.dumps(results, indent=1), encoding="utf-8")


def measure(name: str, scale: scale_graph.Scale, given: argparse.Namespace) -> dict[str, Any]:
    """Load the graph into an engine, ask, print what was measured and return it."""
    with opened(name, given.folder) as engine:
        print(f"\n## {engine.name}, load {os.getloadavg()[0]:.1f}\n", flush=True)
        before = engine.memory_mb()
        loads = []
        if not is_loaded(engine):
            print("| what | rows | seconds | rows/s | cpu s |\n|---|---|---|---|---|")
        for part in () if is_loaded(engine) else load(engine, scale, given.evidence, given.seed):
            loads.append(part)
            rate = part.number / part.seconds if part.seconds else 0.0
            print(f"| {part.what} | {part.number:,} | {part.seconds:.1f} | {rate:,.0f} | {part.cpu:.1f} |", flush=True)
        print(
            f"\nmemory {before:.0f} MB before, {engine.memory_mb():.0f} MB after; {engine.disk_mb():.0f} MB on disk\n"
        )
        print(
            "| question | p50 ms | p95 ms | cpu p50 | cpu p95 | runs | rows | |\n|---|---|---|---|---|---|---|---|",
            flush=True,
        )
        began, timings = time.perf_counter(), []
        for t in Asker(engine, scale, given.seed).timings(given.only, given.repeat):
            timings.append(t)
            runs = len(t.milliseconds)
            notes = "; ".join(filter(None, ["whole graph" if t.whole_graph else "", t.fault, *t.scans]))
            rows = t.rows / runs if runs else 0
            figures = [percentile(times, share) for times in (t.milliseconds, t.cpu) for share in (0.5, 0.95)]
            times = " | ".join(f"{figure:.0f}" for figure in figures)
            print(f"| {t.question} | {times} | {runs} | {rows:.0f} | {notes} |", flush=True)
        print(f"\nasked in {time.perf_counter() - began:.0f} s, memory {engine.memory_mb():.0f} MB", flush=True)
        return {
            "engine": engine.name,
            "loads": [asdict(part) for part in loads],
            "memory_mb": engine.memory_mb(),
            "disk_mb": engine.disk_mb(),
            "questions": [asdict(t) for t in timings],
        }


if __name__ == "__main__":
    main()
