"""Measure the program as a user meets it, each command in a process of its own, and print a table for RESULTS.md.

    python benchmarks/measure.py --articles 200

Needs an environment in which handelsgraph is installed, on an otherwise idle machine. HANDELSGRAPH_PIPELINE chooses
another extraction pipeline. Everything happens in a temporary directory on the embedded engine.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import generate

SEEDS = Path(__file__).parent.parent / "seeds"
QUESTION = ["query", "met", "--region", "Brandenburg", "--partner", "CRRC"]


@dataclass(frozen=True)
class Run:
    seconds: float
    cpu: float
    peak_mb: float


def run(data: Path, *arguments: str | Path) -> Run:
    """Run the program and return its wall time and peak memory."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("NEO4J_")}
    environment["HANDELSGRAPH_DATA"] = str(data)
    with tempfile.TemporaryFile() as errors:
        began = time.perf_counter()
        command = [sys.executable, "-m", "handelsgraph", *map(str, arguments)]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=errors, env=environment)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            errors.seek(0)
            sys.exit(f"{arguments} ended with {process.returncode}: {errors.read().decode(errors='replace')[-2000:]}")
    unit = 1 if sys.platform == "darwin" else 1024
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit / 1e6)


def cold(data: Path, *arguments: str, times: int) -> Run:
    """Return the median of several runs, after one that warms the file cache."""
    runs = [run(data, *arguments) for _ in range(times + 1)][1:]
    return Run(
        statistics.median(r.seconds for r in runs), statistics.median(r.cpu for r in runs), max(r.peak_mb for r in runs)
    )


def row(what: str, value: str, cpu: float, peak_mb: float) -> str:
    return f"| {what} | {value} | {1000 * cpu:.0f} ms | {peak_mb:.0f} MB |"


def per_article(what: str, number: int, whole: Run, one: Run) -> str:
    """Describe a run over many articles, without the time the program takes to start."""
    rate = (number - 1) / (whole.seconds - one.seconds)
    return row(what, f"{rate:.1f} articles/s", (whole.cpu - one.cpu) / (number - 1), whole.peak_mb)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--articles", type=int, default=200)
    options.add_argument("--repeat", type=int, default=5, help="runs of the commands that are timed cold")
    given = options.parse_args()
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as folder:
        data, one, many = Path(folder, "data"), Path(folder, "one.jsonl"), Path(folder, "many.jsonl")
        generate.write(one, 1, seed=2)
        characters = generate.write(many, given.articles)
        start = run(data, "extract", one)
        extract = run(data, "extract", many)
        first = run(data, "ingest", one)
        ingest = run(data, "ingest", many)
        again = run(data, "ingest", many)
        run(data, "ingest", SEEDS)
        help_ = cold(data, "--help", times=given.repeat)
        question = cold(data, *QUESTION, times=given.repeat)
        size = sum(path.stat().st_size for path in data.rglob("*") if path.is_file())

    print(f"{given.articles} generated articles, {characters / given.articles:.0f} characters each on average;")
    print(f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}, load {load:.1f} before\n")
    print("| what | value | processor time | peak memory |\n|---|---|---|---|")
    print(per_article("extract", given.articles, extract, start))
    print(per_article("text to graph", given.articles, ingest, first))
    for what, used in (
        ("the same again, all unchanged", again),
        ("`--help`, cold", help_),
        (f"`{' '.join(QUESTION)}`, cold engine", question),
    ):
        print(row(what, f"{used.seconds:.2f} s", used.cpu, used.peak_mb))
    print(f"| size of the graph on disk | {size / 1e6:.0f} MB | | |")
    print("\nThe first two lines are for one article, without the start of the program.")


if __name__ == "__main__":
    main()
