"""`handelsgraph extract`: what is read in articles, as JSON Lines, without a database."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from handelsgraph.cli.commands import add
from handelsgraph.cli.session import session
from handelsgraph.errors import ExitCode


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    add(app, extract, "handelsgraph extract seeds/ > readings.jsonl")


def extract(
    ctx: typer.Context,
    paths: Annotated[list[Path], typer.Argument(help="Files and directories: .txt, .md, .html, JSON Lines.")],
) -> None:
    """Read articles and print what they say, one JSON object a line and article. No database is needed.

    Each object has `article`, `entities`, `relations` (subject, type, object, modality, date, sentence with its
    offsets) and `mentions` (with offsets into the article's text). Exit code 3 if an article could not be read.
    """
    from handelsgraph import intake
    from handelsgraph.cli.terminal import print_json, say
    from handelsgraph.intake import Rejected
    from handelsgraph.reading_json import reading_to_json

    extractor = session(ctx).extractor()
    failed = False
    for path in intake.discover(paths):
        for item in intake.read(path):
            if isinstance(item, Rejected):
                failed |= not item.skipped
                where = f"{item.path}:{item.line}" if item.line else str(item.path)
                say(f"{where}: {'skipped' if item.skipped else 'failed'}: {item.reason}")
            else:
                reading = extractor.extract(item.text, item.published)
                print_json(reading_to_json(item, reading), indent=None)
    if failed:
        raise typer.Exit(ExitCode.INPUT)
