"""Options of the commands that read articles."""

from __future__ import annotations

from typing import Annotated

import typer

DEFAULT_THRESHOLD = 0.65
"""What the packaged pipeline uses; stated here because a help text may load nothing (a test compares the two)."""

Threshold = Annotated[
    float | None,
    typer.Option(
        "--threshold",
        min=0,
        max=1,
        metavar="0..1",
        show_default=False,
        help="How sure a relation has to be. More gives fewer and surer ones, less gives more and less sure ones. By "
        f"default {DEFAULT_THRESHOLD}, which puts precision before recall; at 0.5 each relation's F1 is best.",
    ),
]
Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        "-j",
        min=1,
        metavar="N",
        show_default=False,
        help="Articles to read at the same time (by default one for each processor core, four at most).",
    ),
]

_MOST = 4
"""Each thread takes memory for what it is reading; who has more cores and memory can ask for more."""


def jobs_or_default(jobs: int | None) -> int:
    """Return how many articles are read at the same time."""
    from handelsgraph.extraction.parallel import cores

    return jobs if jobs is not None else min(_MOST, cores())
