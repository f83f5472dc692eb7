"""What the commands that look at the whole graph hold in memory, by its number of articles: `rebuild` and `diff`.

    python benchmarks/whole_graph.py --articles 2000
    python benchmarks/whole_graph.py --articles 10000

Puts so many short articles, read by their wording alone, into an embedded graph in a temporary directory. Of each
command is printed the time it takes, the largest amount of memory Python held for it (`tracemalloc`, which makes it
slower), and the peak of the whole process, engine included.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from known_articles import articles, measured
from plain_extraction import Plain

from handelsgraph.evidence import Evidence
from handelsgraph.graph import open_graph
from handelsgraph.graph.restore import Watch
from handelsgraph.identity import evidence_of
from handelsgraph.places import Gazetteer
from handelsgraph.reading import Reading
from handelsgraph.runs.preview import preview
from handelsgraph.settings import Settings


class Other(Plain):
    """Another version, which finds less."""

    version = "plain 2"

    def extract(self, text: str, date: str | None = None) -> Reading:
        """Return what the first version does, without the seats."""
        found = super().extract(text, date)
        kept = tuple(one for one in found.statements if one.type != "LOCATED_IN")
        return replace(found, statements=kept)


def evidence(number: int, gazetteer: Gazetteer) -> Iterator[Evidence]:
    """Yield what made-up articles say."""
    plain = Plain()
    for article in articles(number):
        yield evidence_of(article, plain.extract(article.text, article.published), gazetteer)


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10_000)
    given = parser.parse_args()
    gazetteer = Gazetteer.load()
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data=Path(folder), neo4j_uri=None)
        with open_graph(settings, access="write") as graph:
            graph.restore(evidence(given.articles, gazetteer), given.articles, Watch())

            def compare() -> object:
                found = preview(graph, Other(), gazetteer, lambda *_: None)  # type: ignore[arg-type]
                return f"{len(found.difference.removed)} edges would go" if found else None

            status = graph.status()
            print(f"{status.articles} articles, {status.names} names, {sum(status.edges.values())} edges", flush=True)
            measured("rebuild", graph.rebuild)
            measured("diff", compare)


if __name__ == "__main__":
    main()
