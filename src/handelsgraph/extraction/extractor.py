"""The extractor: text in, reading out. Loads the pipeline that a spaCy config describes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
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
from handelsgraph.extraction.fingerprint import fingerprint
from handelsgraph.extraction.parallel import Text, read_ahead
from handelsgraph.extraction.reading_of import reading_of
from handelsgraph.reading import Reading

log = structlog.get_logger(__name__)


class Extractor:
    """Reads articles. Not to be shared between threads: each needs a `twin`."""

    def __init__(self, nlp: Language, version: str, settings: Any) -> None:
        self.nlp, self.version, self._settings = nlp, version, settings

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

    def read_many(self, texts: Iterable[Text], workers: int = 1) -> Iterator[Reading]:
        """Yield the readings of (text, date) pairs in order; `workers` of them are read at the same time."""
        with closing(read_ahead(self, texts, lambda text: text, workers)) as found:
            for _, reading in found:
                if reading is not None:
                    yield reading()

    def twin(self) -> Extractor:
        """Return an extractor for another thread. It shares the model's weights."""
        twin = Extractor(_pipeline(self._settings), self.version, self._settings)
        for mine, other in zip(self._encoders(), twin._encoders(), strict=True):
            other.model = mine.model
        return twin

    def give_up(self, asked: bool) -> None:
        """Make what this extractor and its twins are reading fail soon (True), or let them read again (False)."""
        for component in self._encoders():
            component.model.give_up(asked)

    def _encoders(self) -> list[encoder.Encoder]:
        return [component for _, component in self.nlp.pipeline if isinstance(component, encoder.Encoder)]


def load_extractor(config: Path | None, threshold: float | None, threads: int) -> Extractor:
    """Return an extractor for a config file (default: the packaged one). Raises ModelError if it cannot be used."""
    try:
        if config is None:
            with as_file(files("handelsgraph.extraction") / "pipeline.cfg") as packaged:
                settings = load_config(packaged, interpolate=False)
        else:
            settings = load_config(config, interpolate=False)
        written = settings.copy()
        _set(settings, "handelsgraph_decide", "threshold", threshold)
        _set(settings, "handelsgraph_encoder", "threads", threads)
        nlp = _pipeline(settings)
    except ModelError:
        raise
    except (OSError, ValueError, KeyError, TypeError) as error:
        where = str(config) if config else "the packaged pipeline"
        raise ModelError(f"cannot load {where}: {error}", "check the pipeline's config file") from error
    return Extractor(nlp, _version(nlp, written, threshold), settings)


def _pipeline(settings: Any) -> Language:
    """Return the pipeline that a config describes."""
    nlp = load_model_from_config(settings, auto_fill=True, validate=True)
    nlp.max_length = LONGEST + 1
    return nlp


def _set(settings: Any, factory: str, option: str, value: object) -> None:
    """Set an option of the components made by a factory, unless it is None."""
    if value is not None:
        for component in settings["components"].values():
            if component.get("factory") == factory:
                component[option] = value


def _version(nlp: Language, settings: Any, threshold: float | None) -> str:
    """Name of package, models, all that the extraction depends on, and chosen threshold.

    With another name articles have to be read again.
    """
    from handelsgraph import __version__

    models = [component.model for _, component in nlp.pipeline if isinstance(component, encoder.Encoder)]
    names = [f"handelsgraph-{__version__}", *(model.meta.version for model in models)]
    chosen = [] if threshold is None else [f"threshold-{threshold:g}"]
    return "/".join([*names, fingerprint(settings, (model.folder for model in models)), *chosen])
