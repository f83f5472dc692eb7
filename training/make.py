"""From the data sets to packaged weights: ``make model ENCODER=DIR PUBLIC=DIR [DATA=DIR] [OUT=DIR]``.

Checks the sources' checksums, then: training stages, export, calibration, thresholds, model card. A stage that is
finished, with the same config, data and start, is not run again; so after an interruption the same command goes on.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

from training.public import FILES
from training.recipe import Recipe, Stage, read_recipe
from training.sources import ARTICLES, SOURCES, WrongSourceError, check_all, hashes, read_sources

HERE = Path(__file__).parent
INTERRUPTED = 130


class Maker:
    """Runs the steps in a folder of its own."""

    def __init__(self, recipe: Recipe, encoder: Path, public: Path, data: Path, out: Path) -> None:
        self.recipe, self.encoder, self.public, self.data, self.out = recipe, encoder, public, data, out
        self.folders = ["--encoder", str(encoder), "--public", str(public), "--data", str(data)]

    def run(self, version: str, title: str) -> Path:
        """Make the weights; returns their folder."""
        start: Path | None = None
        data = hashes(self.data, self.public, [file for name in FILES for file, _ in FILES[name]])
        mark = json.dumps(data, sort_keys=True)
        for stage in self.recipe.stages:
            mark = hashlib.sha256((mark + json.dumps(asdict(stage.config), sort_keys=True)).encode()).hexdigest()
            start = self._stage(stage, start, mark)
        weights, cache = self.out / "weights", str(self.out / "cache")
        if start is None:
            raise SystemExit("error: the recipe has no stages")
        size, held = str(self.recipe.vocabulary), str(self.recipe.held_out)
        self._step(
            "export", str(start), *self.folders, "--out", str(weights), "--vocabulary", size, "--version", version
        )
        self._step("calibrate", str(weights), "--held-out", held, "--data", str(self.data))
        biases = map(str, self.recipe.event_bias)
        tuned = ("--held-out", held, "--data", str(self.data), "--cache", cache)
        self._step("tune", str(weights), *tuned, "--event-bias", *biases)
        sets = ("--set", *self.recipe.measure)
        self._step("card", str(weights), "--cache", cache, "--data", str(self.data), "--title", title, *sets)
        return weights

    def _stage(self, stage: Stage, start: Path | None, mark: str) -> Path:
        """Run a stage unless it is finished; returns its checkpoint."""
        folder = self.out / stage.name
        last, made_by = folder / "last.pt", folder / "made_by"
        if last.is_file() and made_by.is_file() and made_by.read_text(encoding="utf-8") == mark:
            say(f"stage {stage.name}: finished before")
            return last
        limit = f"at most {stage.config.minutes:g} minutes"
        say(f"stage {stage.name}: {limit}")
        last.unlink(missing_ok=True)
        made_by.unlink(missing_ok=True)
        begin = ["--init", str(start)] if start else []
        self._step("train", str(stage.path), *self.folders, *begin, "--out", str(folder))
        made_by.write_text(mark, encoding="utf-8")
        return last

    def _step(self, module: str, *arguments: str) -> None:
        """Run a script of this folder in a process of its own, so that its memory and threads end with it."""
        if module != "train":
            say(module)
        done = subprocess.run([sys.executable, "-m", f"training.{module}", *arguments], check=False, cwd=HERE.parent)
        if done.returncode:
            raise SystemExit(f"error: training.{module} ended with exit code {done.returncode}; see above")


def say(text: str) -> None:
    """One line about where the run is."""
    print(f"== {text}", file=sys.stderr, flush=True)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0] if __doc__ else None)
    parser.add_argument("--encoder", type=Path, required=True, help="unpacked encoder package (assets/, variables/)")
    parser.add_argument("--public", type=Path, required=True, help="folder with the public sets of sources.toml")
    parser.add_argument("--data", type=Path, default=ARTICLES, help="annotated articles (default: training/articles)")
    parser.add_argument("--out", type=Path, default=Path(".cache/model"), help="folder for everything that is made")
    parser.add_argument("--config", default="model", help="recipe in training/configs, without .yaml, or a path")
    parser.add_argument("--sources", type=Path, default=SOURCES, help="names and checksums of the sources")
    parser.add_argument("--version", default="0", help="version of the weights")
    options = parser.parse_args()
    path = Path(options.config)
    path = path if path.suffix else HERE / "configs" / f"{options.config}.yaml"
    folders = [folder.resolve() for folder in (options.encoder, options.public, options.data, options.out)]
    try:
        recipe, sources = read_recipe(path), read_sources(options.sources)
        check_all(folders[0], folders[1], folders[2], sources)
    except WrongSourceError as error:
        raise SystemExit(f"error: {error}\nhint: {error.hint}") from error
    except (OSError, ValueError) as error:
        raise SystemExit(f"error: {error}") from error
    say("sources: the checksums are right")
    try:
        weights = Maker(recipe, *folders).run(options.version, path.stem)
    except KeyboardInterrupt:
        say("interrupted: the same command goes on with the stage that was not finished")
        raise SystemExit(INTERRUPTED) from None
    except OSError as error:
        raise SystemExit(f"error: {error}\nhint: the same command goes on with the step that failed") from error
    package = HERE.parent / "src" / "handelsgraph" / "extraction" / "weights"
    say(f"done: {weights} (to ship it: cp {weights}/* {package}/)")


if __name__ == "__main__":
    main()
