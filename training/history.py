"""The stages that led to a checkpoint or to packaged weights: configs with their seeds, and steps."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import torch


def history_of(start: Path | None) -> list[dict[str, Any]]:
    """Return the stages behind a checkpoint, or behind a folder of packaged weights, the first one first.

    Checkpoints from before stages were written down know only their own config.
    """
    if start is None:
        return []
    if start.is_dir():
        raw = json.loads((start / "model.json").read_text(encoding="utf-8"))
        stages: list[dict[str, Any]] = raw.get("training", [])
        return stages or [{"weights": raw["version"]}]
    return stages_of(torch.load(start, weights_only=True))


def stages_of(state: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the stages that a loaded checkpoint tells of."""
    stages: list[dict[str, Any]] = state.get("history") or [{"config": state["config"], "steps": state["steps"]}]
    return stages
