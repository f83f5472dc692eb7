from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handelsgraph.extraction.decode import Span
from handelsgraph.extraction.mention_borders import tidy
from handelsgraph.extraction.pieces import WORD


def names(text: str, *borders: tuple[int, int], label: str = "City") -> list[str]:
    """Mentions given by word numbers, after the repair."""
    words = [match.span() for match in WORD.finditer(text)]
    spans = tidy([Span(a, b, label, "name") for a, b in borders], text, words)
    return [text[words[s.start][0] : words[s.end - 1][1]] for s in spans]


@pytest.mark.parametrize(
    ("text", "borders", "expected"),
    [
        ("in Annaberg-Buchholz war", [(1, 3), (3, 4)], ["Annaberg-Buchholz"]),
        ("in Frankfurt (Oder) war", [(1, 4)], ["Frankfurt (Oder)"]),
        ("Generalkonsulat des Landes", [(0, 2)], ["Generalkonsulat"]),
        ("in China – in Luckau", [(1, 3)], ["China"]),
        ("die und der", [(1, 2)], []),
        ("Luckau, Cottbus", [(0, 1), (2, 3)], ["Luckau", "Cottbus"]),
        ("Zittau/Görlitz", [(0, 1), (2, 3)], ["Zittau", "Görlitz"]),
    ],
)
def test_borders(text: str, borders: list[tuple[int, int]], expected: list[str]) -> None:
    assert names(text, *borders) == expected


@pytest.mark.parametrize(
    ("text", "borders", "expected"),
    [
        ("Die Ungarn-Reise begann", [(1, 2)], ["Ungarn-Reise"]),
        ("Eine Wirtschafts- und Kulturreise folgte", [(1, 2)], ["Wirtschafts- und Kulturreise"]),
        ("Eine Wirtschafts- und Kulturreise folgte", [(1, 2), (4, 5)], ["Wirtschafts- und Kulturreise"]),
        ("Ein Forum - wie immer", [(1, 2)], ["Forum"]),
        ("Ein Online-Dialog begann", [(3, 4)], ["Online-Dialog"]),
        ("Die Rhein-Main-Messe begann", [(5, 6)], ["Rhein-Main-Messe"]),
        ("Der Abend - Forum und mehr", [(3, 4)], ["Forum"]),
        ("Im Rahmen der Reise", [(2, 3), (3, 4)], ["Reise"]),
        ("Nach dem Treffen, die Reise", [(1, 2), (2, 3)], ["Treffen"]),
        ("Die Firmenreise nach Polen", [(1, 3)], ["Firmenreise"]),
    ],
)
def test_an_event_is_its_whole_compound(text: str, borders: list[tuple[int, int]], expected: list[str]) -> None:
    assert names(text, *borders, label="Event") == expected


@pytest.mark.parametrize(
    ("text", "borders", "expected"),
    [
        ("Die Handelskammer (HK) Nord lud ein", [(1, 2), (3, 6)], ["Handelskammer (HK) Nord"]),
        ("Die Handelskammer (HK) lud ein", [(1, 2), (3, 4)], ["Handelskammer", "HK"]),
        ("Der IHK-Präsident kam", [(1, 2)], ["IHK"]),
    ],
)
def test_a_body_cut_at_a_bracket_is_one(text: str, borders: list[tuple[int, int]], expected: list[str]) -> None:
    assert names(text, *borders, label="Agency") == expected


@given(
    st.lists(st.sampled_from(["Luckau", "-", "und", "(", ")", "–", " ", "des"]), max_size=20),
    st.data(),
    st.sampled_from(["City", "Event"]),
)
def test_mentions_stay_in_order_and_apart(parts: list[str], data: st.DataObject, label: str) -> None:
    text = "".join(parts)
    words = [match.span() for match in WORD.finditer(text)]
    cuts = sorted(data.draw(st.sets(st.integers(0, len(words)), max_size=8)))
    given_spans = [Span(a, b, label, "name") for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    last = 0
    for span in tidy(given_spans, text, words):
        assert last <= span.start < span.end <= len(words)
        last = span.end
