"""Component `encoder`: reads the text with the model, once for everything that follows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import structlog
from spacy.language import Language
from spacy.tokens import Doc

from handelsgraph.extraction.decode import Span, average
from handelsgraph.extraction.furniture_rules import furniture_stretches
from handelsgraph.extraction.labels import TAG_ID, TAGS
from handelsgraph.extraction.model import Model, Tagging
from handelsgraph.extraction.pieces import LIMIT, IntArray, Window, outside
from handelsgraph.extraction.state import Found

log = structlog.get_logger(__name__)

_NEVER = -30.0  # log-probability
_SHORT = 8  # windows whose states are kept as they are


@dataclass(frozen=True, slots=True)
class Encoded:
    """A text as the model sees it: overlapping windows, and what it says of each window's words.

    `shown` are the numbers in the text of the words that the windows may show, `words` is how many words the text has.
    """

    model: Model
    windows: list[Window]
    tagged: list[Tagging]
    shown: IntArray
    words: int

    def log_probs(self) -> npt.NDArray[np.float32]:
        """Return the tags' log-probabilities of all words, [words, tags]. A word that is not shown has no tag."""
        rows = average(self.windows, [t.log_probs for t in self.tagged])
        found = np.full((self.words, len(TAGS)), _NEVER, np.float32)
        found[:, TAG_ID["O"]] = 0
        if self.windows:  # without, the rows lack the tags' dimension
            found[self.shown[: len(rows)]] = rows
        return found

    def furniture(self) -> npt.NDArray[np.float32]:
        """Return every word's probability of being page furniture; a word that is not shown is."""
        rows = average(self.windows, [t.furniture for t in self.tagged])
        found = np.ones(self.words, np.float32)
        found[self.shown] = 0  # beyond the last window nothing is known
        found[self.shown[: len(rows)]] = rows
        return found

    def spans(self, found: Iterable[Found]) -> list[Span]:
        """Return mentions as the model's functions take them, in numbers of shown words."""
        return [
            Span(
                int(np.searchsorted(self.shown, m.start)),
                int(np.searchsorted(self.shown, m.end - 1)) + 1,
                m.label.value,
                m.kind.value,
            )
            for m in found
        ]


class Encoder:
    """Keeps the model and the windows of the document in hand in `doc._.encoded`.

    Lines that are page furniture by their form are not shown to the model, so that what stands around an article does
    not change how it is read.
    """

    def __init__(
        self, model: Path | None = None, threads: int = 1, windows: int = LIMIT, *, skip: int | None = None
    ) -> None:
        self.model = Model.load(model, threads)
        self.limit, self.skip = windows, skip

    def __call__(self, doc: Doc) -> Doc:
        """Process a document."""
        text, spans = doc._.words.text, doc._.words.spans
        skip = [] if self.skip is None else furniture_stretches(text, self.skip)
        windows = self.model.windows(text, self.limit, skip)
        tagged = [self._tag(window, len(windows)) for window in windows]
        doc._.encoded = Encoded(self.model, windows, tagged, outside(spans, skip), len(spans))
        if windows:
            read = windows[-1].offset + len(windows[-1].words)
            if read < len(doc._.encoded.shown):
                log.warning("text is longer than what is read", words_read=read, words=len(doc._.encoded.shown))
        return doc

    def _tag(self, window: Window, windows: int) -> Tagging:
        """Tag a window. The states wait for the upper layers; those of a long text do so in half precision."""
        tagged = self.model.tag(window)
        return tagged if windows <= _SHORT else tagged._replace(states=tagged.states.astype(np.float16))


@Language.factory(
    "handelsgraph_encoder",
    default_config={"model": None, "threads": 1, "windows": LIMIT, "skip": None},
    assigns=["doc._.encoded"],
)
def make_encoder(
    nlp: Language,  # noqa: ARG001 - spaCy's signature
    name: str,  # noqa: ARG001
    model: str | None,
    threads: int,
    windows: int,
    skip: int | None,
) -> Encoder:
    """Make the component. `model`: folder of the weights (default: those of the package)."""
    return Encoder(Path(model) if model else None, threads, windows, skip=skip)
