"""The ids of all articles, in order, a part at a time.

Ids are hashes, so ranges of equal length have about as many each. A range is found in the index, while a page (ORDER
BY, LIMIT) makes the embedded engine sort all that is left.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from handelsgraph.graph.session import Sessions, Tx

_PART = 500
_DIGITS = 16
_LAST = "g"  # after all hexadecimal numbers
_COUNT = "MATCH (a:Article) RETURN count(a) AS number"
_RANGE = "MATCH (a:Article) WHERE a.id >= $first AND a.id < $end RETURN a.id AS id"
_READ_BY_OTHERS = """
MATCH (a:Article)
WHERE a.id >= $first AND a.id < $end AND a.extractor <> $version
RETURN a.id AS id
"""


def count(tx: Tx) -> int:
    """Return how many articles there are."""
    return int(tx.rows(_COUNT)[0]["number"])


def parts(sessions: Sessions, *, not_read_by: str | None = None) -> Iterator[list[str]]:
    """Yield the ids of all articles, or of those that another version of the extraction than this one has read.

    Each list is read by itself: what comes or goes meanwhile may be among them or not.
    """
    number = max(1, sessions.read(count) // _PART)
    borders = ["", *(f"{16**_DIGITS * n // number:0{_DIGITS}x}" for n in range(1, number)), _LAST]
    for first, end in pairwise(borders):
        found = sessions.read(lambda tx, a=first, b=end: _between(tx, a, b, not_read_by))  # type: ignore[misc]
        if found:
            yield found


def _between(tx: Tx, first: str, end: str, version: str | None) -> list[str]:
    if version is None:
        rows = tx.rows(_RANGE, first=first, end=end)
    else:
        rows = tx.rows(_READ_BY_OTHERS, first=first, end=end, version=version)
    return sorted(row["id"] for row in rows)
