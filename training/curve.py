"""Learning curve, equal steps on 25, 50, 100 % of the articles: ``python -m training.curve --encoder DIR --init PT``.

`--init` is the checkpoint of the public stage. The shares are by hash, a larger one holds the smaller ones; the
held-out articles are the same in all runs. With the default config a run takes what the joint stage takes.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml

from training.sources import ARTICLES

HERE = Path(__file__).parent


def last_figures(log: Path) -> dict[str, Any]:
    """Return the last row of figures of a run's log."""
    rows = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    figures: dict[str, Any] = [row["figures"] for row in rows if "figures" in row][-1]
    return figures


def main() -> None:
    """Command line: a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0] if __doc__ else None)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--init", type=Path, help="checkpoint of the public stage")
    parser.add_argument("--data", type=Path, default=ARTICLES)
    parser.add_argument("--out", type=Path, default=Path(".cache/curve"))
    parser.add_argument("--config", type=Path, default=HERE / "configs" / "curve.yaml")
    parser.add_argument("--share", type=float, nargs="+", default=[0.25, 0.5, 1.0])
    options = parser.parse_args()
    base = yaml.safe_load(options.config.read_text(encoding="utf-8"))
    begin = ["--init", str(options.init)] if options.init else []
    print("| share of the articles | tags | relations (gold mentions) | events' antecedents |\n|---|---|---|---|")
    for share in options.share:
        out = options.out / f"share-{share:g}"
        out.mkdir(parents=True, exist_ok=True)
        config = out / "config.yaml"
        config.write_text(yaml.safe_dump(base | {"share": share}), encoding="utf-8")
        command = ["-m", "training.train", str(config), "--encoder", str(options.encoder), "--data", str(options.data)]
        subprocess.run([sys.executable, *command, *begin, "--out", str(out)], check=True, stdout=subprocess.DEVNULL)
        found = last_figures(out / "log.jsonl")
        cells = found["tags"]["named"], found["relations"]["f1"], found["other"]["antecedents"]
        print(f"| {share:.0%} | " + " | ".join(f"{cell:.3f}" for cell in cells) + " |", flush=True)


if __name__ == "__main__":
    main()
