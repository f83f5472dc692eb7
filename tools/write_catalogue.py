"""Write docs/questions.md: the catalogue of questions, with the answers of their examples.

Run it as `PYTHONPATH=src:tests python tools/write_catalogue.py`.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import gold

from handelsgraph.graph import open_graph
from handelsgraph.identity import evidence_of
from handelsgraph.places import Gazetteer
from handelsgraph.queries import catalogue, run
from handelsgraph.queries.page import page
from handelsgraph.settings import Settings

PAGE = Path(__file__).parents[1] / "docs" / "questions.md"


def main() -> None:
    """Load the annotated articles into a graph of its own, ask every question, write the page."""
    queries = catalogue()
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data=Path(folder) / "data", neo4j_uri=None)
        with open_graph(settings, access="write") as graph:
            for article, reading in gold.load():
                graph.put(evidence_of(article, reading, Gazetteer.load()))
            answers = {name: run(graph, query, query.example()) for name, query in queries.items()}
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page(queries.values(), answers), encoding="utf-8")


if __name__ == "__main__":
    main()
