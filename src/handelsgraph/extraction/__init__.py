"""From raw German press text to mentions, entities and statements."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from handelsgraph.extraction.extractor import Extractor

__all__ = ["is_german", "load"]


def load(config: Path | None = None, threshold: float | None = None, threads: int = 1) -> Extractor:
    """Return an extractor.

    `config` is a spaCy config file that describes the pipeline (default: the packaged one). `threshold` (0 to 1) moves
    the probability from which a statement is kept: 0.5 leaves every relation's tuned threshold as it is, less gives
    more statements. `threads` is the number of processor cores one article may use.

    Raises ModelError if the config or the model cannot be used.
    """
    # spaCy takes most of a second to import: only who extracts pays for it
    from handelsgraph.extraction.extractor import load_extractor

    return load_extractor(config, threshold, threads)


def is_german(text: str) -> bool:
    """Return whether the text may be German prose; short texts and lists get the benefit of the doubt."""
    from handelsgraph.extraction import language

    return language.is_german(text)
