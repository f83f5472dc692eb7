"""Run the network once, the rest of the pipeline often: ``python -m training.cached WEIGHTS --cache DIR``.

What the network says is kept in DIR under a hash of the weights and of what it was asked. Rules, clustering, thresholds
and dates are run anew each time, in milliseconds an article; a text or a pair not asked about before is computed and
kept then. So the cache is right whatever is changed around the network.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import pickle
import sqlite3
import tempfile
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from spacy.util import load_config

from handelsgraph.extraction.encoder import Encoder
from handelsgraph.extraction.extractor import Extractor, load_extractor
from handelsgraph.extraction.model import WEIGHTS, Model
from handelsgraph.extraction.pair_features import Features, mark_row
from handelsgraph.extraction.pieces import Window
from training.goldsets import SETS, line, measure

GRAPHS = ("lower.onnx", "upper.onnx", "heads.onnx", "tokenizer.json")
RECENT = 8  # answers of the layers that are remembered in memory
Changes = Mapping[str, Mapping[str, Any]]  # component -> option -> value


def digest(folder: Path) -> str:
    """Return a hash of the network: graphs and tokenizer, not the numbers of ``model.json``."""
    whole = hashlib.sha256()
    for name in GRAPHS:
        with (folder / name).open("rb") as file:
            whole.update(hashlib.file_digest(file, "sha256").digest())
    return whole.hexdigest()[:16]


class Store:
    """Arrays by key, in one SQLite file."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.base = sqlite3.connect(path, timeout=60, isolation_level=None)
        self.base.execute("PRAGMA journal_mode=WAL")
        self.base.execute("PRAGMA synchronous=OFF")  # it is a cache
        self.base.execute("CREATE TABLE IF NOT EXISTS said (key BLOB PRIMARY KEY, value BLOB) WITHOUT ROWID")
        self.misses = 0

    def get(self, key: bytes, compute: Callable[[], Any]) -> Any:
        """Return what is kept under the key, or compute and keep it."""
        row = self.base.execute("SELECT value FROM said WHERE key = ?", (key,)).fetchone()
        if row is not None:
            return pickle.loads(row[0])
        self.misses += 1
        value = compute()
        self.base.execute("INSERT OR REPLACE INTO said VALUES (?, ?)", (key, pickle.dumps(value, protocol=5)))
        return value


def _key(graph: str, inputs: Mapping[str, Any]) -> bytes:
    """Return a hash of what a graph is asked; states that are not computed yet are what they are computed from."""
    whole = hashlib.sha256(graph.encode())
    for name, value in inputs.items():
        if isinstance(value, _Later):
            whole.update(_key(value.graph, value.inputs))
        elif value is not None:
            whole.update(f"{name}{value.dtype}{value.shape}".encode() + np.ascontiguousarray(value).tobytes())
    return whole.digest()


@dataclass(frozen=True, slots=True)
class _Later:
    """Stands for states that are computed only if the heads have not been asked the same before."""

    graph: str
    inputs: dict[str, Any]

    def astype(self, *_: Any, **__: Any) -> _Later:
        """Stay as it is: the model keeps states in half precision, which changes nothing that a cache has to tell."""
        return self


class CachedModel(Model):
    """A model that remembers its answers on disk: tags of a window, and the heads' scores of mentions and entities."""

    def __init__(self, model: Model, store: Store) -> None:
        super().__init__(model.folder, model.meta, model.threads)
        self.store = store
        self._recent: OrderedDict[bytes, list[Any]] = OrderedDict()

    def _infer(self, name: str, inputs: dict[str, Any]) -> Any:
        if name == "upper":
            return _Later(name, inputs), None
        key = _key(name, inputs)
        if name == "lower":
            said = self.store.get(key, lambda: [None, *self._really("lower", inputs)[1:]])
            return [_Later(name, inputs), *said[1:]]
        return self.store.get(key, lambda: list(super(CachedModel, self)._infer(name, self._resolved(inputs))))

    def _last_states(self, window: Window, states: Any, found: Features) -> Any:
        """Leave the upper layers for when the heads are really asked."""
        marks = mark_row(window, found.begin, found.final, found.classes)
        return self._infer("upper", {"states": states, "marks": marks})

    def _resolved(self, inputs: dict[str, Any]) -> dict[str, Any]:
        """Return the heads' inputs with the states and the attention they wait for."""
        upper: _Later = inputs["states"]
        lower: _Later = upper.inputs["states"]
        states = self._really("lower", lower.inputs)[0]
        last, attention = self._really("upper", upper.inputs | {"states": states})
        return inputs | {"states": last, "attention": attention}

    def _really(self, name: str, inputs: dict[str, Any]) -> list[Any]:
        """Run a graph; a few answers are remembered, because the same window is asked about more than once."""
        key = _key(name, inputs)
        if key not in self._recent:
            self._recent[key] = list(super()._infer(name, inputs))
            while len(self._recent) > RECENT:
                self._recent.popitem(last=False)
        return self._recent[key]


def settings_of(config: Path | None) -> Any:
    """Return a pipeline's config (default: the packaged one)."""
    return load_config(config or Path(str(files("handelsgraph.extraction") / "pipeline.cfg")), interpolate=False)


def load_cached(
    weights: Path,
    cache: Path | None,
    *,
    changes: Changes | None = None,
    threshold: float | None = None,
    config: Path | None = None,
) -> Extractor:
    """Return the pipeline of `config` (default: the packaged one) on other weights, with options changed.

    `changes` maps component names to options.
    """
    settings = settings_of(config)
    settings["components"]["encoder"]["model"] = str(weights)
    for component, options in (changes or {}).items():
        if component not in settings["components"]:
            raise KeyError(f"no component {component}")
        settings["components"][component].update(options)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pipeline.cfg"
        settings.to_disk(path)
        extractor = load_extractor(path, threshold, 1)
    if cache is not None:
        store = Store(cache / f"{digest(weights)}.sqlite")
        for _, component in extractor.nlp.pipeline:
            if isinstance(component, Encoder):
                component.model = CachedModel(component.model, store)
    return extractor


def arguments(description: str | None) -> argparse.ArgumentParser:
    """Return a parser with the options that the scripts on cached outputs share."""
    parser = argparse.ArgumentParser(description=(description or "").split("\n", maxsplit=1)[0])
    parser.add_argument("weights", type=Path, nargs="?", default=WEIGHTS, help="default: those of the package")
    parser.add_argument("--cache", type=Path, required=True, help="folder for the network's answers")
    parser.add_argument("--config", type=Path, help="pipeline config (default: the packaged one)")
    parser.add_argument("--set", nargs="+", default=list(SETS), choices=SETS, dest="sets", help="what to measure on")
    return parser


def main() -> None:
    """Command line."""
    parser = arguments(__doc__)
    parser.add_argument("--threshold", type=float, help="moves the thresholds (0 to 1)")
    parser.add_argument("--change", nargs="+", default=[], metavar="COMPONENT.OPTION=JSON", help="options to change")
    parser.add_argument("--json", action="store_true", help="print everything as JSON")
    options = parser.parse_args()
    changes: dict[str, dict[str, Any]] = {}
    for change in options.change:
        name, _, value = change.partition("=")
        component, _, option = name.partition(".")
        changes.setdefault(component, {})[option] = json.loads(value)
    started = time.time()
    extractor = load_cached(
        options.weights, options.cache, changes=changes, threshold=options.threshold, config=options.config
    )
    found = measure(extractor, options.sets)
    if options.json:
        print(json.dumps({name: report.as_data() for name, report in found.items()}, ensure_ascii=False, indent=1))
        return
    for name, report in found.items():
        print(f"{name:6} {line(report)}")
    print(f"{time.time() - started:.0f} s")


if __name__ == "__main__":
    main()
