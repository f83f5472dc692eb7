"""Whatever changes what is read changes the version, so that articles are read again; nothing else does."""

from __future__ import annotations

import copy
import shutil
from pathlib import Path
from typing import Any

import pytest
from spacy.util import load_config

from handelsgraph.extraction import fingerprint as module
from handelsgraph.extraction.fingerprint import fingerprint
from handelsgraph.extraction.model import WEIGHTS

CONFIG = Path(module.__file__).with_name("pipeline.cfg")


@pytest.fixture
def settings() -> dict[str, Any]:
    return dict(load_config(CONFIG, interpolate=False))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Weights of a megabyte, with the packaged calibration."""
    copied = tmp_path / "weights"
    copied.mkdir()
    shutil.copy(WEIGHTS / "model.json", copied)
    (copied / "lower.onnx").write_bytes(bytes(range(256)) * 4096)
    return copied


def test_it_does_not_change_with_the_place_or_the_threads(settings: dict[str, Any], folder: Path) -> None:
    before = fingerprint(settings, [folder])
    assert len(before) == 8
    other = copy.deepcopy(settings)
    other["components"]["encoder"] |= {"threads": 7, "model": "/elsewhere"}
    assert fingerprint(other, [folder.rename(folder.with_name("elsewhere"))]) == before


@pytest.mark.parametrize(
    ("component", "option", "value"),
    [("decide", "threshold", 0.5), ("rules", "use", ["seat_in"]), ("encoder", "skip", 10)],
)
def test_it_changes_with_the_settings(settings: dict[str, Any], component: str, option: str, value: Any) -> None:
    other = copy.deepcopy(settings)
    other["components"][component][option] = value
    assert fingerprint(other, []) != fingerprint(settings, [])


def test_it_changes_with_calibration_and_weights(settings: dict[str, Any], folder: Path) -> None:
    seen = {fingerprint(settings, [folder])}
    meta = folder / "model.json"
    meta.write_text(meta.read_text("utf-8").replace('"event_bias": ', '"event_bias": 1'), "utf-8")
    seen.add(fingerprint(settings, [folder]))
    (folder / "lower.onnx").write_bytes(bytes(range(255, -1, -1)) * 4096)  # other weights of the same size
    seen.add(fingerprint(settings, [folder]))
    (folder / "upper.onnx").write_bytes(b"small")
    seen.add(fingerprint(settings, [folder]))
    assert len(seen) == 4


def test_it_changes_with_rules_and_lists(
    settings: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = tmp_path / "extraction"
    shutil.copytree(CONFIG.parent, here, ignore=shutil.ignore_patterns("weights", "__pycache__"))
    monkeypatch.setattr(module, "_HERE", here)
    seen = {fingerprint(settings, [])}
    for name in ("rules.py", "data/rules.yaml"):
        with (here / name).open("a", encoding="utf-8") as file:
            file.write("# another\n")
        seen.add(fingerprint(settings, []))
    assert len(seen) == 3
