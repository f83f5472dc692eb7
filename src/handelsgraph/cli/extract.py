"""`handelsgraph extract`: what is read in articles, as JSON Lines or explained, without a database."""

from __future__ import annotations

import sys
from collections.abc import Generator
from contextlib import closing
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from handelsgraph.cli.commands import add
from handelsgraph.cli.progress import ArticleProgress, article_progress
from handelsgraph.cli.reading_options import Threshold, Workers, workers_or_default
from handelsgraph.cli.session import Session, session
from handelsgraph.errors import ExitCode

if TYPE_CHECKING:
    from handelsgraph.article import Article
    from handelsgraph.intake import Rejected
    from handelsgraph.reading import Reading


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    add(app, extract, "handelsgraph extract seeds/ > readings.jsonl")


def extract(
    ctx: typer.Context,
    paths: Annotated[list[Path], typer.Argument(help="Files and directories: .txt, .md, .html, .pdf, JSON Lines.")],
    threshold: Threshold = None,
    workers: Workers = None,
    explain: Annotated[
        bool,
        typer.Option("--explain", help="Show the text with what was read in it, and each relation with its sentence."),
    ] = False,
    explain_html: Annotated[
        Path | None,
        typer.Option("--explain-html", metavar="FILE", help="Write that as one HTML page, which needs no network."),
    ] = None,
    open_page: Annotated[bool, typer.Option("--open", help="Open the page in the browser.")] = False,
) -> None:
    """Read articles and print what they say, one JSON object a line and article. No database is needed.

    Each object has `article`, `entities`, `relations` (subject, type, object, modality, date, sentence with its
    offsets) and `mentions` (with offsets into the article's text). Exit code 3 if an article could not be read.

    To see why a relation is there: handelsgraph extract --explain-html out.html --open article.txt
    """
    from handelsgraph.cli.explain.page import page
    from handelsgraph.cli.explain.terminal import print_explained
    from handelsgraph.cli.terminal import print_json, say, stdout
    from handelsgraph.reading_json import reading_to_json
    from handelsgraph.transfer.atomic import new_file

    if open_page and explain_html is None:
        raise typer.BadParameter("there is no page to open without --explain-html FILE", param_hint="--open")
    reader = _Reader(session(ctx), threshold, workers_or_default(workers))
    # data on a terminal is progress enough
    bar = article_progress(explain_html is not None or not sys.stdout.isatty())
    with bar as progress, closing(reader.readings(paths, progress)) as readings:
        if explain_html is not None:
            with new_file(explain_html, force=True) as part, part.open("w", encoding="utf-8") as stream:
                stream.writelines(page(readings))
        else:
            for article, reading in readings:
                if explain:
                    print_explained(stdout(), article, reading)
                else:
                    print_json(reading_to_json(article, reading), indent=None)
    if explain_html is not None:
        say(f"written: {explain_html}")
        if open_page:
            typer.launch(explain_html.resolve().as_uri())
    if reader.failed:
        raise typer.Exit(ExitCode.INPUT)


class _Reader:
    """Reads articles; `failed` tells whether one could not be read."""

    def __init__(self, opened: Session, threshold: float | None, workers: int) -> None:
        self._opened, self._threshold, self._workers = opened, threshold, workers
        self.failed = False

    def readings(self, paths: list[Path], progress: ArticleProgress) -> Generator[tuple[Article, Reading]]:
        """Yield what the articles of files and directories say; tell of those that are left out.

        The first SIGINT or SIGTERM raises KeyboardInterrupt after the current article, a second SIGINT at once.
        """
        from handelsgraph import intake
        from handelsgraph.errors import ModelError
        from handelsgraph.extraction.parallel import read_ahead
        from handelsgraph.intake import Rejected
        from handelsgraph.interrupt import graceful_stop

        files = list(intake.discover(paths))
        if (number := intake.count(files)) is not None:
            progress.total(number)
        items = chain.from_iterable(intake.read(file) for file in files)
        extractor = self._opened.extractor(self._threshold)
        with graceful_stop() as stop, closing(read_ahead(extractor, items, _text, self._workers)) as read:
            for item, reading in read:
                if stop():
                    raise KeyboardInterrupt
                if isinstance(item, Rejected):
                    self._tell(f"{item.path}:{item.line}" if item.line else str(item.path), item.skipped, item.reason)
                    progress.advance(item.path.name)
                elif reading is not None:
                    try:
                        found = reading()
                    except ModelError:
                        raise
                    except Exception as error:  # a fault in one article must not cost the others
                        self._tell(item.path or item.url, False, f"{type(error).__name__}: {error}")
                    else:
                        yield item, found
                    progress.advance(item.title or item.url)

    def _tell(self, where: str, skipped: bool, reason: str) -> None:
        from handelsgraph.cli.terminal import say

        self.failed |= not skipped
        say(f"{where}: {'skipped' if skipped else 'failed'}: {reason}")


def _text(item: Article | Rejected) -> tuple[str, str | None] | None:
    from handelsgraph.article import Article

    return (item.text, item.published) if isinstance(item, Article) else None
