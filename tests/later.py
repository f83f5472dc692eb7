"""Another version of the small extractor, and articles that the two read differently."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import meetings

from handelsgraph.article import Article
from handelsgraph.graph import Graph
from handelsgraph.identity import evidence_of
from handelsgraph.places import Gazetteer
from handelsgraph.reading import Reading

TEXTS = {
    1: "Die Adler GmbH traf die Bussard GmbH.",
    2: "Die Adler GmbH traf die Geier GmbH. Die Adler GmbH traf die Dohle GmbH.",
    3: "Die Elster GmbH rief die Falke GmbH.",
    4: "Die Elster GmbH traf die Geier GmbH.",
    5: "Die Falke GmbH traf die Dohle GmbH. Die Falke GmbH rief die Adler GmbH.",
}


class Later(meetings.Meetings):
    """Reads "rief" as a meeting too, and no longer believes in Geier. `hook` hears of each text before it is read."""

    def __init__(self, hook: Callable[[str], None] = lambda _: None) -> None:
        super().__init__("meetings 2")
        self.hook = hook

    def extract(self, text: str, date: str | None = None) -> Reading:
        self.hook(text)
        seen = text.replace(" traf die Geier", " mied die Geier").replace(" rief ", " traf ")
        reading = super().extract(seen, date)
        told = tuple(replace(found, sentence=text[found.start : found.end]) for found in reading.statements)
        return replace(reading, statements=told)


def articles(texts: dict[int, str] = TEXTS) -> list[Article]:
    """Return texts as articles, in order of id."""
    found = (Article(f"https://example.org/{n}", text, f"Nummer {n}", "2024-05-01") for n, text in texts.items())
    return sorted(found, key=lambda article: article.id)


def fill(graph: Graph, gazetteer: Gazetteer, some: list[Article], extractor: meetings.Meetings | None = None) -> None:
    """Put what the extractor (by default the earlier version) reads in articles."""
    extractor = extractor or meetings.Meetings()
    for article in some:
        graph.put(evidence_of(article, extractor.extract(article.text, article.published), gazetteer))
