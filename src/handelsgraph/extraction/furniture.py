"""Component `furniture`: which words are page furniture and not the article's text."""

from __future__ import annotations

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from handelsgraph.extraction.furniture_rules import furniture_lines, lines


class Furniture:
    """Marks whole lines: those that fit a rule, and those whose words the model takes for furniture.

    Cutting good text costs more than leaving furniture in, so the model has to be `sure`; of running text (a line with
    two sentences) surer still.
    """

    def __init__(self, *, rules: bool = True, sure: float = 0.9) -> None:
        self.rules, self.sure = rules, sure

    def __call__(self, doc: Doc) -> Doc:
        """Process a document."""
        words = doc._.words
        marked = np.zeros(len(words.spans), bool)
        probability = doc._.encoded.furniture() if doc._.encoded is not None else np.zeros(0)
        found = lines(doc._.words.text)
        by_rule = furniture_lines(doc._.words.text) if self.rules else [False] * len(found)
        for line, fits in zip(found, by_rule, strict=True):
            start, end = words.of_characters(line.start, line.end)
            seen = probability[start:end]
            needed = self.sure if line.sentences < 2 else 1 - (1 - self.sure) / 2
            if fits or (len(seen) and float(seen.mean()) >= needed):
                marked[start:end] = True
        doc._.furniture = marked
        return doc


@Language.factory("handelsgraph_furniture", default_config={"rules": True, "sure": 0.9}, assigns=["doc._.furniture"])
def make_furniture(nlp: Language, name: str, rules: bool, sure: float) -> Furniture:  # noqa: ARG001
    """Make the component. `rules`: use the line rules; `sure`: mean probability from which the model's word counts."""
    return Furniture(rules=rules, sure=sure)
