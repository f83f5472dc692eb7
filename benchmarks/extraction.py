"""Measure how fast articles are read, and how much memory that takes; print a table for RESULTS.md.

    python benchmarks/extraction.py --articles 40 --long 5000 10000 20000 [--weights FOLDER]

Every line is a process of its own, so that its peak memory is its own; the time the model takes to load is left out.
Needs an environment in which handelsgraph is installed, on an otherwise idle machine.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import generate
from spacy.util import load_config

from handelsgraph.extraction.extractor import Extractor, load_extractor
from handelsgraph.extraction.parallel import cores

WORDS = 350  # of an article
TELLING = ("avx2", "avx_vnni", "avx512f", "avx512_vnni")  # which kernels ONNX Runtime has for integers


def texts(number: int, words: int, seed: int = 1) -> Iterator[str]:
    """Yield texts of so many words each, of the training articles' paragraphs."""
    chance = random.Random(seed)
    pool = [part for text in generate.paragraphs() for part in text]
    for _ in range(number):
        text: list[str] = []
        while len(text) < words:
            text += [word for word in chance.choice(pool).split(" ") if word]
            text[-1] += "\n\n"
        yield " ".join(text[:words]).replace("\n\n ", "\n\n")


def opened(weights: Path | None) -> Extractor:
    """Return the packaged pipeline, on other weights if some are given."""
    if weights is None:
        return load_extractor(None, None, 1)
    settings = load_config(Path(str(files("handelsgraph.extraction") / "pipeline.cfg")), interpolate=False)
    settings["components"]["encoder"]["model"] = str(weights.resolve())
    with tempfile.TemporaryDirectory() as folder:
        settings.to_disk(Path(folder, "pipeline.cfg"))
        return load_extractor(Path(folder, "pipeline.cfg"), None, 1)


def read(weights: Path | None, number: int, words: int, workers: int) -> None:
    """Read texts and print what it took as JSON: what a process of its own does."""
    extractor = opened(weights)
    extractor.extract(next(texts(1, WORDS, seed=2)), "2020-05-01")  # loads the weights
    began, cpu = time.perf_counter(), time.process_time()
    found = sum(
        len(r.mentions) for r in extractor.read_many(((t, "2020-05-01") for t in texts(number, words)), workers)
    )
    unit = 1 if sys.platform == "darwin" else 1024
    print(
        json.dumps(
            {
                "seconds": time.perf_counter() - began,
                "cpu": time.process_time() - cpu,
                "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6,
                "mentions": found,
            }
        )
    )


def measured(weights: Path | None, number: int, words: int, workers: int) -> dict[str, float]:
    """Have a process read texts, and return what it took."""
    command = [sys.executable, __file__, "--read", str(number), str(words), str(workers)]
    command += ["--weights", str(weights)] if weights else []
    said: dict[str, float] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return said


def processor() -> str:
    """Name the processor's instructions that matter here (Linux only)."""
    info = Path("/proc/cpuinfo")
    flags = set(info.read_text("utf-8").split("\nflags", 1)[-1].split("\n", 1)[0].split()) if info.exists() else set()
    return " ".join(flag for flag in TELLING if flag in flags) or "instructions unknown"


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=40)
    parser.add_argument("--long", type=int, nargs="*", default=[5000, 10000, 20000], help="words of long articles")
    parser.add_argument("--weights", type=Path, help="default: those of the package")
    parser.add_argument("--read", type=int, nargs=3, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.read:
        read(given.weights, *given.read)
        return
    print(f"{cores()} cores, {platform.machine()} ({processor()}), load {os.getloadavg()[0]:.1f} before\n")
    print("| what | articles/s | processor time an article | peak memory |\n|---|---|---|---|")
    for workers in sorted({1, cores()}):
        it = measured(given.weights, given.articles, WORDS, workers)
        what = f"{WORDS} words, {workers} worker{'s' if workers > 1 else ''}"
        rate, cpu = given.articles / it["seconds"], it["cpu"] / given.articles
        print(f"| {what} | {rate:.2f} | {1000 * cpu:.0f} ms | {it['peak']:.0f} MB |", flush=True)
    for words in given.long:
        it = measured(given.weights, 1, words, 1)
        print(
            f"| one of {words:,} words | {1 / it['seconds']:.3f} | {it['cpu']:.1f} s | {it['peak']:.0f} MB |",
            flush=True,
        )


if __name__ == "__main__":
    main()
