"""A progress bar on stderr, if that is a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from handelsgraph.cli.terminal import one_line, stderr

TITLE = 40


class ArticleProgress:
    """Counts articles. Without a terminal it does nothing."""

    def total(self, number: int) -> None:
        """Say how many articles there are."""

    def advance(self, title: str) -> None:
        """Count one article."""

    def at(self, done: int, total: int, what: str) -> None:
        """Say how far something else has come that is done on the way."""


class _Bar(ArticleProgress):
    def __init__(self) -> None:
        from rich.markup import escape
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        self._escape = escape
        self.bar = Progress(
            BarColumn(bar_width=24),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            TextColumn("{task.description}"),
            console=stderr(),
            transient=True,
            redirect_stdout=False,  # what goes to stdout is data, and may go to a file
        )
        self._task = self.bar.add_task("", total=None)

    def total(self, number: int) -> None:
        self.bar.update(self._task, total=number)

    def advance(self, title: str) -> None:
        self.bar.update(self._task, advance=1, description=self._escape(one_line(title)[:TITLE]))

    def at(self, done: int, total: int, what: str) -> None:
        self.bar.update(self._task, completed=done, total=total, description=what)


@contextmanager
def article_progress(wanted: bool = True) -> Iterator[ArticleProgress]:
    """Show progress over articles while the context lasts, if it is wanted and stderr is a terminal."""
    if not wanted or not sys.stderr.isatty():
        yield ArticleProgress()
        return
    progress = _Bar()
    with progress.bar:
        yield progress
