"""spaCy tokenizer over the model's words: one token a word, one for white space that a single space does not cover."""

from __future__ import annotations

import re
from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

from handelsgraph.extraction import state
from handelsgraph.extraction.pieces import WORD

_TOKEN = re.compile(rf"{WORD.pattern}|\s+")


class WordTokenizer:
    """Splits a text into the words that the model sees, so that word numbers mean the same to both."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Return the document of a text."""
        words: list[str] = []
        spaces: list[bool] = []
        spans: list[tuple[int, int]] = []
        tokens: list[int] = []
        for match in _TOKEN.finditer(text):
            token = match.group()
            if not token[0].isspace():
                spans.append(match.span())
                tokens.append(len(words))
            elif words and token[0] == " ":
                spaces[-1] = True
                token = token[1:]
                if not token:
                    continue
            words.append(token)
            spaces.append(False)
        doc = Doc(self.vocab, words=words, spaces=spaces)
        doc._.words = state.Words(text, spans, tokens)
        return doc

    def to_bytes(self, **_: object) -> bytes:
        """Nothing to store: the tokenizer has no settings."""
        return b""

    def from_bytes(self, _data: bytes, **_: object) -> WordTokenizer:
        """Nothing to read."""
        return self

    def to_disk(self, _path: object, **_: object) -> None:
        """Nothing to store."""

    def from_disk(self, _path: object, **_: object) -> WordTokenizer:
        """Nothing to read."""
        return self


@registry.tokenizers("handelsgraph.words.v1")  # type: ignore[untyped-decorator]
def make_tokenizer() -> Callable[[Language], WordTokenizer]:
    """Return the factory that spaCy's config names."""
    return lambda nlp: WordTokenizer(nlp.vocab)
