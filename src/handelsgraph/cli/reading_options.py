"""Options of the commands that read articles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from handelsgraph.shard import Shard

DEFAULT_THRESHOLD = 0.7
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
        f"default {DEFAULT_THRESHOLD}, which puts precision before recall; at 0.6 F1 is best.",
    ),
]
Workers = Annotated[
    int | None,
    typer.Option(
        "--workers",
        "-w",
        min=1,
        metavar="N",
        show_default=False,
        help="Articles to read at the same time (by default one for each processor core, four at most).",
    ),
]
ShardOption = Annotated[
    str | None,
    typer.Option(
        "--shard",
        metavar="I/N",
        show_default=False,
        help="Read only the I-th of N shares, so that N machines with the same sources feed one Neo4j server together: "
        "--shard 1/3 here, 2/3 and 3/3 on the others.",
    ),
]

_MOST = 4
"""Each thread takes memory for what it is reading; who has more cores and memory can ask for more."""


def shard_or_all(text: str | None) -> Shard | None:
    """Return the shard, None for all articles. Raises InputError."""
    from handelsgraph.shard import Shard

    return None if text is None else Shard.parse(text)


def workers_or_default(workers: int | None) -> int:
    """Return how many articles are read at the same time."""
    from handelsgraph.extraction.parallel import cores

    return workers if workers is not None else min(_MOST, cores())
