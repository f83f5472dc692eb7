"""Which edges would come and go if the present extractor read the stored texts again."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from handelsgraph.evidence import Evidence
from handelsgraph.graph.stored import stored
from handelsgraph.runs.reread import Failure, due, failure, reread
from handelsgraph.spool import Spool

if TYPE_CHECKING:
    from handelsgraph.extraction.extractor import Extractor
    from handelsgraph.graph import Difference, Graph
    from handelsgraph.places import Gazetteer

Progress = Callable[[int, int, str], None]
"""Is told how many of how many articles have been dealt with, and what is being done."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What would change, and the articles that could not be read; they would keep what they have."""

    version: str
    due: int
    difference: Difference
    failures: list[Failure]


def preview(
    graph: Graph,
    extractor: Extractor,
    gazetteer: Gazetteer,
    progress: Progress,
    *,
    everything: bool = False,
    stop: Callable[[], bool] = lambda: False,
    workers: int = 1,
) -> Preview | None:
    """Return what `reextract` would change, None if `stop` returned true before it was known; nothing is changed.

    The articles are read first, into a file; only then is what they say compared with what the graph has.
    """
    graph.check_identity()
    failures: list[Failure] = []
    with due(graph, extractor.version, everything=everything) as ids, Spool[Evidence]() as spool:
        with closing(reread(graph, extractor, ids, gazetteer, workers)) as articles:
            for number, (article, evidence) in enumerate(articles, 1):
                if stop():
                    return None
                try:
                    found = evidence()
                    stored(found)  # raises if it could not be
                    spool.append(found)
                except Exception as error:
                    failures.append(failure(article, error))
                progress(number, len(ids), "reading")

        def watch(number: int) -> bool:
            progress(number, len(spool), "comparing")
            return stop()

        difference = graph.difference(spool, watch)
        return None if stop() else Preview(extractor.version, len(ids), difference, failures)
