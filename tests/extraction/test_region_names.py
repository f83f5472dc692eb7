from __future__ import annotations

import re

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from handelsgraph.extraction.naming import Names
from handelsgraph.extraction.state import Cluster, Found, Words
from handelsgraph.reading import MentionKind
from handelsgraph.schema import Label


def named(text: str, name: str, label: Label) -> Cluster:
    """The cluster of the one mention of a name in a text, named."""
    words = [match.span() for match in re.finditer(r"\w+|[^\w\s]", text)]
    doc = Doc(Vocab(), words=[text[a:b] for a, b in words])
    start = text.index(name)
    first = next(n for n, (a, _) in enumerate(words) if a == start)
    last = next(n for n, (_, b) in enumerate(words) if b == start + len(name)) + 1
    doc._.words = Words(text, words, list(range(len(words))))
    doc._.found = [Found(first, last, name, label, MentionKind.NAME, 1.0, cluster=0)]
    doc._.clusters = [Cluster(label, [0])]
    (cluster,) = Names()(doc)._.clusters
    return cluster


@pytest.mark.parametrize(
    ("text", "name", "expected", "alias"),
    [
        ("Der Landrat des Landkreises Holzminden reiste", "Holzminden", "Landkreis Holzminden", "Holzminden"),
        ("aus dem Kreis Holzminden", "Holzminden", "Landkreis Holzminden", "Holzminden"),
        ("in der Provinz Hunan", "Hunan", "Hunan", "Provinz Hunan"),
    ],
)
def test_the_word_before_belongs_to_a_regions_name(text: str, name: str, expected: str, alias: str) -> None:
    cluster = named(text, name, Label.REGION)
    assert cluster.name == expected
    assert alias in cluster.aliases


def test_a_town_keeps_its_name() -> None:
    assert named("im Landkreis Holzminden", "Holzminden", Label.CITY).name == "Holzminden"
