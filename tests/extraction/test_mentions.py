"""From the tagger's log-probabilities to mentions: how eagerly events are taken."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
import spacy

from handelsgraph.extraction.labels import TAG_ID, TAGS
from handelsgraph.extraction.mentions import Mentions
from handelsgraph.extraction.state import MENTIONS, Words


def document(words: list[str], chances: dict[int, tuple[str, float]]) -> Any:
    """Return a document whose words have these tags with these probabilities, and no tag otherwise."""
    doc = spacy.blank("de")(" ".join(words))
    starts = np.cumsum([0, *(len(w) + 1 for w in words)])
    spans = [(int(s), int(s) + len(w)) for s, w in zip(starts, words, strict=False)]
    doc._.words = Words(doc.text, spans, list(range(len(words))))
    probabilities = np.full((len(words), len(TAGS)), 1e-6, np.float32)
    for number in range(len(words)):
        tag, chance = chances.get(number, ("O", 1.0))
        probabilities[number, TAG_ID["O"]] = 1 - chance + 1e-6
        probabilities[number, TAG_ID[tag]] = chance
    doc._.encoded = SimpleNamespace(log_probs=lambda: np.log(probabilities))
    return doc


def found(doc: Any, **options: float) -> list[str]:
    return [span.text for span in Mentions(**options)(doc).spans[MENTIONS]]


def test_only_names_with_an_event_noun_get_the_eager_bias() -> None:
    doc = document(["Reise", "und", "Stadtwerke"], {0: ("B-Event", 0.2), 2: ("B-Event", 0.2)})
    assert found(doc, event_bias=2.5) == ["Reise", "Stadtwerke"]
    assert found(doc, event_bias=2.5, other_event_bias=0.0) == ["Reise"]


def test_a_sure_event_needs_no_noun() -> None:
    doc = document(["Intersolar", "beginnt"], {0: ("B-Event", 0.9)})
    assert found(doc, event_bias=2.5, other_event_bias=0.0) == ["Intersolar"]


def test_an_event_told_by_a_verb_keeps_the_eager_bias() -> None:
    doc = document(["Sie", "bereist", "Polen"], {1: ("B-Event=", 0.2)})
    assert found(doc, event_bias=2.5, other_event_bias=0.0) == ["bereist"]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (["Cottbuser", "ABC", "GmbH"], ["Cottbuser", "ABC GmbH"]),
        (["Cottbuser", "Maschinenbau", "GmbH"], ["Cottbuser Maschinenbau GmbH"]),
        (["Besser", "ABC", "GmbH"], ["Besser ABC GmbH"]),
    ],
)
def test_the_adjective_of_a_town_is_no_part_of_an_acronym(words: list[str], names: list[str]) -> None:
    doc = document(words, {0: ("B-Company", 0.9), 1: ("I-Company", 0.9), 2: ("I-Company", 0.9)})
    spans = Mentions(event_bias=0.0)(doc).spans[MENTIONS]
    assert [span.text for span in spans] == names
    assert [span.label_ for span in spans][-1] == "Company"
