from __future__ import annotations

import re

import pytest

from handelsgraph.extraction.decode import Span
from handelsgraph.extraction.mention_borders import tidy


def tidied(text: str, label: str, *found: str) -> list[str]:
    """What becomes of mentions that were cut like this."""
    words = [match.span() for match in re.finditer(r"\w+|[^\w\s]", text)]
    starts, ends = {a: n for n, (a, _) in enumerate(words)}, {b: n + 1 for n, (_, b) in enumerate(words)}
    spans = []
    for part in found:
        at = text.index(part)
        spans.append(Span(starts[at], ends[at + len(part)], label, "name"))
    return [text[words[s.start][0] : words[s.end - 1][1]] for s in tidy(spans, text, words)]


@pytest.mark.parametrize(
    ("text", "label", "found", "expected"),
    [
        ("Die Ungarn-Reise begann.", "Event", ["Ungarn"], ["Ungarn-Reise"]),
        ("Eine Wirtschafts- und Kulturreise folgte.", "Event", ["Wirtschafts"], ["Wirtschafts- und Kulturreise"]),
        ("Ein Online-Forum.", "Event", ["Online-Forum"], ["Online-Forum"]),
        ("Die Handelskammer (HK) Nord lud ein.", "Agency", ["Handelskammer", "HK) Nord"], ["Handelskammer (HK) Nord"]),
        ("Die Handelskammer (HK) lud ein.", "Agency", ["Handelskammer", "HK"], ["Handelskammer", "HK"]),
        ("Der IHK-Präsident kam.", "Agency", ["IHK"], ["IHK"]),
    ],
)
def test_borders(text: str, label: str, found: list[str], expected: list[str]) -> None:
    assert tidied(text, label, *found) == expected
