"""The extractor: text in, reading out. Loads the pipeline that a spaCy config describes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import structlog
from spacy.language import Language
from spacy.util import load_config, load_model_from_config

from handelsgraph.errors import ModelError

# the modules register their components and the tokenizer
from handelsgraph.extraction import (  # noqa: F401
    clusters,
    dates,
    decide,
    encoder,
    furniture,
    mentions,
    naming,
    ner_mentions,
    relations,
    rules,
    segments,
    words,
)
from handelsgraph.extraction.cleaning import LONGEST, clean
from handelsgraph.extraction.reading_of import reading_of
from handelsgraph.reading import Reading

log = structlog.get_logger(__name__)


class Extractor:
    """Reads articles. Not to be shared between threads; `read_many` uses processes."""

    def __init__(self, nlp: Language, version: str, origin: dict[str, Any]) -> None:
        self.nlp, self.version, self._origin = nlp, version, origin

    def extract(self, text: str, date: str | None = None) -> Reading:
        """Return what the text says. `date` (ISO date or prefix) is the day it counts relative dates from.

        Offsets count characters of `text` as given. Of a text of more than some 20,000 words the beginning is read.
        """
        cleaned = clean(text)
        if len(text) > LONGEST:
            log.warning("text is longer than what is read", characters_read=LONGEST, characters=len(text))
        with self.nlp.memory_zone():
            doc = self.nlp.make_doc(cleaned.text)
            doc._.published = date
            return reading_of(self.nlp(doc), cleaned, text, self.version)

    def read_many(self, texts: Iterable[tuple[str, str | None]], processes: int = 1) -> Iterator[Reading]:
        """Yield the readings of (text, date) pairs in order. With several processes each loads the model once."""
        if processes <= 1:
            for text, date in texts:
                yield self.extract(text, date)
            return
        from handelsgraph.extraction.parallel import read_parallel

        yield from read_parallel(self._origin, texts, processes)


def load_extractor(config: Path | None, threshold: float | None, threads: int) -> Extractor:
    """Return an extractor for a config file (default: the packaged one). Raises ModelError if it cannot be used."""
    try:
        if config is None:
            with as_file(files("handelsgraph.extraction") / "pipeline.cfg") as packaged:
                settings = load_config(packaged, interpolate=False)
        else:
            settings = load_config(config, interpolate=False)
        _set(settings, "handelsgraph_decide", "threshold", threshold)
        _set(settings, "handelsgraph_encoder", "threads", threads)
        nlp = load_model_from_config(settings, auto_fill=True, validate=True)
    except ModelError:
        raise
    except (OSError, ValueError, KeyError, TypeError) as error:
        where = str(config) if config else "the packaged pipeline"
        raise ModelError(f"cannot load {where}: {error}", "check the pipeline's config file") from error
    nlp.max_length = LONGEST + 1
    return Extractor(nlp, _version(nlp), {"config": config, "threshold": threshold, "threads": threads})


def _set(settings: Any, factory: str, option: str, value: object) -> None:
    """Set an option of the components made by a factory, unless it is None."""
    if value is not None:
        for component in settings["components"].values():
            if component.get("factory") == factory:
                component[option] = value


def _version(nlp: Language) -> str:
    """Name of the pipeline and of the model: another name means that articles have to be read again."""
    from handelsgraph import __version__

    models = [component.model.meta.version for _, component in nlp.pipeline if isinstance(component, encoder.Encoder)]
    return "/".join([f"handelsgraph-{__version__}", *models])
