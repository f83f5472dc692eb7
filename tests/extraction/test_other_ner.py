"""Another NER in place of the model's mentions, by configuration alone."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest
import spacy

from handelsgraph import extraction
from handelsgraph.extraction import ner_mentions, words
from handelsgraph.extraction.body_labels import body_label
from handelsgraph.schema import Label

pytestmark = pytest.mark.slow

TEXT = (
    "Die Spreetal Klärtechnik GmbH aus Luckau traf am Dienstag in Changsha "
    "Dr. Anna Behr von der Handwerkskammer Cottbus."
)


OURS = '[components.mentions]\nfactory = "handelsgraph_mentions"\nevent_bias = null'
PATTERNS = [
    {"label": "ORG", "pattern": "Spreetal Klärtechnik GmbH"},
    {"label": "ORG", "pattern": "Handwerkskammer Cottbus"},
    {"label": "LOC", "pattern": "Luckau"},
    {"label": "LOC", "pattern": "Changsha"},
    {"label": "PER", "pattern": "Dr. Anna Behr"},
    {"label": "MISC", "pattern": "Dienstag"},
]


def packaged() -> str:
    return (files("handelsgraph.extraction") / "pipeline.cfg").read_text(encoding="utf-8")


def with_model(folder: Path) -> str:
    """The other NER is a pipeline of its own."""
    other = spacy.blank("de")
    other.add_pipe("entity_ruler").add_patterns(PATTERNS)
    other.to_disk(folder / "other")
    return packaged().replace(
        OURS, f'[components.mentions]\nfactory = "handelsgraph_ner_mentions"\nmodel = "{folder / "other"}"'
    )


def test_its_names_become_entities_and_the_relations_still_work(tmp_path: Path) -> None:
    config = tmp_path / "pipeline.cfg"
    config.write_text(with_model(tmp_path), encoding="utf-8")
    reading = extraction.load(config).extract(TEXT, "2016-09-22")
    labels = {entity.name: entity.label for entity in reading.entities}
    assert labels == {
        "Spreetal Klärtechnik GmbH": Label.COMPANY,
        "Luckau": Label.CITY,
        "Changsha": Label.CITY,
        "Anna Behr": Label.PERSON,
        "Handwerkskammer Cottbus": Label.AGENCY,
    }
    names = {entity.id: entity.name for entity in reading.entities}
    assert ("Spreetal Klärtechnik GmbH", "LOCATED_IN", "Luckau") in {
        (names[s.subject], s.type, names[s.object]) for s in reading.statements
    }


def test_entities_that_another_component_has_found() -> None:
    nlp = spacy.blank("de")
    nlp.tokenizer = words.WordTokenizer(nlp.vocab)
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "PER", "pattern": [{"ORTH": w} for w in ("Dr", ".", "Anna")]}])
    doc = ner_mentions.NerMentions(None, {"PER": "Person"}, 0.5)(nlp("Es kam Dr. Anna."))
    assert [(span.text, span.label_, span._.kind) for span in doc.spans["mentions"]] == [("Anna", "Person", "name")]


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("IHK Cottbus", Label.AGENCY),
        ("Wirtschaftsförderung Brandenburg GmbH", Label.AGENCY),
        ("Hochschule Zittau/Görlitz", Label.INSTITUTION),
        ("Fraunhofer-Institut für Lasertechnik", Label.INSTITUTION),
        ("Sparkasse Niederlausitz", Label.COMPANY),
        ("Muster Bau GmbH", Label.COMPANY),
    ],
)
def test_bodies_are_told_apart_by_their_words(name: str, label: Label) -> None:
    assert body_label(name) is label
