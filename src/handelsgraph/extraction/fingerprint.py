"""What an extraction depends on, as a few letters: with others, articles have to be read again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent
_SAMPLES = 16
_SAMPLE = 4096  # bytes; weights are too large to be read in full at every start, and training changes them everywhere


def fingerprint(settings: Any, models: Iterable[Path]) -> str:
    """Return eight letters that change with the package's rules and lists, a pipeline's settings, and the calibration
    and weights in the folders of its models. Where those lie does not matter, nor does how many threads run.
    """
    components = {
        name: {key: value for key, value in options.items() if key not in ("model", "threads")}
        if options.get("factory") == "handelsgraph_encoder"
        else options
        for name, options in settings["components"].items()
    }
    found = hashlib.sha256(json.dumps([settings["nlp"], components], sort_keys=True, default=str).encode())
    for file in sorted([*_HERE.glob("*.py"), *_HERE.glob("data/*.*")]):
        found.update(file.name.encode() + file.read_bytes())
    for file in (file for folder in models for file in sorted(folder.iterdir())):
        if file.suffix in (".json", ".onnx"):
            found.update(file.name.encode())
            for sample in _samples(file):
                found.update(sample)
    return found.hexdigest()[:8]


def _samples(file: Path) -> Iterator[bytes]:
    """Yield all of a small file, of a large one its size and some pieces."""
    size = file.stat().st_size
    if size <= _SAMPLES * _SAMPLE:
        yield file.read_bytes()
        return
    yield str(size).encode()
    with file.open("rb") as stream:
        for n in range(_SAMPLES):
            stream.seek((size - _SAMPLE) * n // (_SAMPLES - 1))
            yield stream.read(_SAMPLE)
