"""The configuration of a run: one YAML file of training/configs, read into dataclasses (unknown keys are an error)."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, is_dataclass
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

import yaml

from training.augment import Augmentation

Kind = TypeVar("Kind")


@dataclass(frozen=True)
class EncoderConfig:
    """``bundle`` may be "random" (smoke runs)."""

    bundle: str = "variables/variables"  # below the encoder folder given on the command line
    layers: int = 12
    tag_layer: int = 8
    frozen: int = 2  # lowest layers, never trained
    dropout: float = 0.1


@dataclass(frozen=True)
class Rates:
    """Learning rates and what goes with them."""

    encoder: float = 5e-5
    heads: float = 5e-4
    warm_up: int = 40  # steps
    decay: float = 0.01
    mean: float = 0.99  # decay of the running mean of the weights


@dataclass(frozen=True)
class Drop:
    """Dropout of the heads (the encoder has its own)."""

    tagger: float = 0.1
    heads: float = 0.25


@dataclass(frozen=True)
class Noise:
    """Probabilities of the noise on gold mentions, and how many spurious spans a window gets at most."""

    drop: float = 0.05
    label: float = 0.03
    border: float = 0.02
    spurious: int = 2


@dataclass(frozen=True)
class Weights:
    """Weights of the parts of the loss."""

    tags: float = 1.0
    furniture: float = 0.2
    antecedents: float = 0.3
    relations: float = 1.0
    planned: float = 0.2
    denied: float = 2.0
    smoothing: float = 0.0


@dataclass(frozen=True)
class Config:
    """One run."""

    minutes: float = 90  # the schedule follows the clock, whatever else the machine does
    steps: int = 0  # if set: at most so many steps (smoke runs)
    threads: int = 2
    accumulate: int = 8  # sequences a step
    seed: int = 1
    articles: bool = True
    most_articles: int = 0  # 0: all
    share: float = 1.0  # of the articles that are not held out (learning curve)
    sets: dict[str, float] = field(default_factory=dict)  # of the articles of single sets, by their letters; else all
    held_out: float = 0.07
    public: dict[str, int] = field(default_factory=dict)  # set -> most sentences, 0: all
    public_share: float = 0.08  # of the sequences, when there are articles too
    overlap: int = 64
    augmented: float = 0.5  # share of the draws
    # With ``encoder.frozen`` = ``encoder.tag_layer`` only the relation branch is trained, and the states below it may
    # be kept: this share of the draws takes a window seen before, as it was.
    reuse: float = 0.0
    pool: int = 2400  # windows kept
    evaluate_minutes: float = 10
    checkpoint_minutes: float = 15
    encoder: EncoderConfig = field(default_factory=EncoderConfig)
    rates: Rates = field(default_factory=Rates)
    drop: Drop = field(default_factory=Drop)
    weights: Weights = field(default_factory=Weights)
    noise: Noise = field(default_factory=Noise)
    augmentation: Augmentation = field(default_factory=Augmentation)


def _build(kind: type[Kind], values: dict[str, Any]) -> Kind:
    hints = get_type_hints(kind)
    unknown = set(values) - {f.name for f in fields(kind)}  # type: ignore[arg-type]
    if unknown:
        raise ValueError(f"{kind.__name__}: unknown keys {', '.join(sorted(unknown))}")
    return kind(**{k: _build(hints[k], v) if is_dataclass(hints[k]) else v for k, v in values.items()})


def read_config(path: Path) -> Config:
    """Read a run's YAML file."""
    return _build(Config, yaml.safe_load(path.read_text(encoding="utf-8")) or {})
