"""A recipe of training/configs: the stages of a whole model, and the settings of the steps after them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

from training.config import Config, read_config


@dataclass(frozen=True)
class Stage:
    """One training run. It starts from the stage before it."""

    name: str
    path: Path
    config: Config


@dataclass(frozen=True)
class Recipe:
    """From data to a packaged model."""

    stages: tuple[Stage, ...]
    vocabulary: int  # most word pieces
    held_out: float  # share of the articles that calibration and thresholds are fitted on
    event_bias: tuple[float, ...]  # values to try
    measure: tuple[str, ...]  # sets that the card reports


def read_recipe(path: Path) -> Recipe:
    """Read a recipe; the stages' configs lie beside it. Raises ValueError for unknown keys."""
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    unknown = set(raw) - set(Recipe.__dataclass_fields__)
    if unknown:
        raise ValueError(f"{path}: unknown keys {', '.join(sorted(unknown))}")
    stages = tuple(
        Stage(s["name"], path.parent / s["config"], read_config(path.parent / s["config"])) for s in raw["stages"]
    )
    return Recipe(stages, raw["vocabulary"], raw["held_out"], tuple(raw["event_bias"]), tuple(raw["measure"]))
