"""Component `encoder`: reads the text with the model, once for everything that follows."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import structlog
from spacy.language import Language
from spacy.tokens import Doc

from handelsgraph.extraction.decode import average
from handelsgraph.extraction.model import Model, Tagging
from handelsgraph.extraction.pieces import LIMIT, Window

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Encoded:
    """A text as the model sees it: overlapping windows, and what it says of each window's words."""

    model: Model
    windows: list[Window]
    tagged: list[Tagging]

    def log_probs(self) -> npt.NDArray[np.float32]:
        """Return the tags' log-probabilities of all words, [words, tags]."""
        return average(self.windows, [t.log_probs for t in self.tagged])

    def furniture(self) -> npt.NDArray[np.float32]:
        """Return every word's probability of being page furniture."""
        return average(self.windows, [t.furniture for t in self.tagged])


class Encoder:
    """Keeps the model and the windows of the document in hand in `doc._.encoded`."""

    def __init__(self, model: Path | None = None, threads: int = 1, windows: int = LIMIT) -> None:
        self.model = Model.load(model, threads)
        self.limit = windows

    def __call__(self, doc: Doc) -> Doc:
        """Process a document."""
        windows = self.model.windows(doc.text, self.limit)
        doc._.encoded = Encoded(self.model, windows, [self.model.tag(window) for window in windows])
        if windows:
            read = windows[-1].offset + len(windows[-1].words)
            if read < len(doc._.words.spans):
                log.warning("text is longer than what is read", words_read=read, words=len(doc._.words.spans))
        return doc


@Language.factory(
    "handelsgraph_encoder",
    default_config={"model": None, "threads": 1, "windows": LIMIT},
    assigns=["doc._.encoded"],
)
def make_encoder(nlp: Language, name: str, model: str | None, threads: int, windows: int) -> Encoder:  # noqa: ARG001
    """Make the component. `model`: folder of the weights (default: those of the package)."""
    return Encoder(Path(model) if model else None, threads, windows)
