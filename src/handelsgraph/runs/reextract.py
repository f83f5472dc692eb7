"""Having the present extractor read the stored texts again, where another version has read them.

Each article is one transaction and keeps the version that read it, so a run that was ended anywhere goes on from there.
Such a run is not one of the runs of `runs.update`: those say when the sources were last visited, and exclude each
other for as long as they last. Here an article that somebody changes or forgets in the meantime is left alone instead.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from handelsgraph.graph.changes import Changes
from handelsgraph.interrupt import StoppedError
from handelsgraph.runs.reread import Failure, due, failure, reread

if TYPE_CHECKING:
    from handelsgraph.article import Article
    from handelsgraph.extraction.extractor import Extractor
    from handelsgraph.graph import Graph
    from handelsgraph.places import Gazetteer
    from handelsgraph.shard import Shard


@dataclass(slots=True)
class Reread:
    """What became of the articles. `left` of them were changed or forgotten by somebody else meanwhile."""

    version: str
    due: int
    done: int = 0
    left: int = 0
    failures: list[Failure] = field(default_factory=list)
    changes: Changes = field(default_factory=Changes)
    interrupted: bool = False


def reextract(
    graph: Graph,
    extractor: Extractor,
    gazetteer: Gazetteer,
    report: Callable[[Article], None],
    *,
    total: Callable[[int], None] = lambda _: None,
    everything: bool = False,
    stop: Callable[[], bool] = lambda: False,
    workers: int = 1,
    shard: Shard | None = None,
) -> Reread:
    """Read again what another version has read, or `everything`, and put it in place of what is there; with
    a `shard` only articles whose ids belong to it.

    `total` is told the number of articles first, `report` hears of each. An article that fails keeps what it has, and
    its version. When `stop` returns true it ends before the next article. Raises what every further article would meet.
    """
    done = Reread(extractor.version, 0)
    with (
        due(graph, extractor.version, everything=everything, shard=shard) as ids,
        closing(reread(graph, extractor, ids, gazetteer, workers)) as articles,
    ):
        done.due = len(ids)
        total(done.due)
        for article, evidence in articles:
            if stop():
                done.interrupted = True
                return done
            try:
                changes = graph.replace(evidence())
            except StoppedError:  # while the database or the model kept it waiting
                extractor.give_up(True)
                done.interrupted = True
                return done
            except Exception as error:
                done.failures.append(failure(article, error))
            else:
                done.done += changes is not None
                done.changes += changes or Changes()
            report(article)
    done.left = done.due - done.done - len(done.failures)
    return done
