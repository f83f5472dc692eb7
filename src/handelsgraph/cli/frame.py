"""The frame of a job that deals with article after article: graph, progress bar, polite end, how far it came."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from handelsgraph.errors import HandelsgraphError

if TYPE_CHECKING:
    from handelsgraph.cli.progress import ArticleProgress
    from handelsgraph.cli.session import Session
    from handelsgraph.graph import Graph


@dataclass(slots=True)
class Frame:
    """What such a job needs; `stop` tells whether it is to end."""

    graph: Graph
    progress: ArticleProgress
    stop: Callable[[], bool]
    done: int = 0

    def advance(self, title: str) -> None:
        """Count an article that has been dealt with."""
        self.done += 1
        self.progress.advance(title)


@contextmanager
def article_frame(opened: Session) -> Iterator[Frame]:
    """Open the graph for writing and watch over the job. Its errors are raised, after it was said what is done."""
    from handelsgraph.cli.progress import article_progress
    from handelsgraph.cli.terminal import say
    from handelsgraph.interrupt import graceful_stop

    with opened.graph("write") as graph, article_progress() as progress, graceful_stop() as stop:
        frame = Frame(graph, progress, stop)
        try:
            yield frame
        except HandelsgraphError:
            if frame.done:
                say(f"{frame.done} articles were done before this error; the same command goes on from there")
            raise
