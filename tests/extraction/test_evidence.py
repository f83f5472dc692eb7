from __future__ import annotations

from handelsgraph.extraction.evidence import best_sentence
from handelsgraph.extraction.state import Cluster, Found, Sentences, Words
from handelsgraph.reading import MentionKind
from handelsgraph.schema import Label

# ten words of two characters, three sentences of four, three and three words
WORDS = Words("", [(3 * n, 3 * n + 2) for n in range(10)], list(range(10)))
SENTENCES = Sentences([(0, 11), (12, 20), (21, 29)])


def best(a: list[tuple[int, MentionKind]], b: list[tuple[int, MentionKind]], event: bool = False) -> int:
    labels = (Label.EVENT if event else Label.PERSON, Label.CITY)
    found = [
        Found(at, at + 1, "x", label, kind, 1.0)
        for label, mentions in zip(labels, (a, b), strict=True)
        for at, kind in mentions
    ]
    first = Cluster(labels[0], list(range(len(a))))
    return best_sentence(SENTENCES, WORDS, found, first, Cluster(labels[1], list(range(len(a), len(found)))))


NAME, REFERENCE = MentionKind.NAME, MentionKind.REFERENCE


def test_the_sentence_with_both_ends() -> None:
    assert best([(0, NAME), (5, NAME)], [(6, NAME), (9, NAME)]) == 1


def test_names_before_descriptions() -> None:
    assert best([(1, REFERENCE), (7, NAME)], [(2, NAME), (8, NAME)]) == 2


def test_without_a_common_sentence_the_events() -> None:
    assert best([(1, NAME)], [(9, NAME)], event=True) == 0
    assert best([(1, NAME)], [(9, NAME)]) == 2
