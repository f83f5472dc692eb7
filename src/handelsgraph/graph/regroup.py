"""Which articles are copies of one another, found anew for all of them: the same groups that `grouping` keeps up.

In memory are a number for each band of each wording, and of the texts that may be copies a few hundred at a time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from hashlib import blake2b
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from handelsgraph.copies import CROWD, Groups, Wording, are_copies, is_current, order
from handelsgraph.graph import bands, state
from handelsgraph.graph.bands import Bands
from handelsgraph.graph.grouping import write_originals
from handelsgraph.graph.session import Row, Sessions, Tx

Progress = Callable[[int, int], None]

_READ, _WRITE = 1000, 100
_KEPT = 500  # texts in memory
_LATER = 10  # an article's share of what a rebuild goes on to write
_ARTICLES = """
MATCH (a:Article)
RETURN a.id AS id, a.original AS original, a.content_hash AS hash, a.wording AS wording, a.published AS published,
       a.url AS url
"""
_OF_OLD = "MATCH (b:Band) WHERE b.key IN $keys DELETE b"


def regroup(sessions: Sessions, progress: Progress | None = None) -> int:
    """Bring bands and originals of all articles up to date; return the number of articles whose texts were read for it.

    Part of a rebuild: each write renews its mark.
    """
    rows = {row["id"]: row for row in sessions.read(lambda tx: tx.rows(_ARTICLES))}
    ids = sorted(rows)
    read = _write_bands(sessions, rows, progress)
    groups = _groups(sessions, ids, rows)
    originals = []
    for group in groups.sets():
        first = min(group, key=lambda key: order(rows[key]["published"], rows[key]["url"]))
        originals += [(key, first) for key in sorted(group) if rows[key]["original"] != first]
    for start in range(0, len(originals), _READ):
        sessions.write(partial(_marked, work=partial(write_originals, originals=originals[start : start + _READ])))
    return read


def _write_bands(sessions: Sessions, rows: dict[str, Row], progress: Progress | None) -> int:
    """Note the wordings of the articles of which none of the present version is noted; return how many those are."""
    stale = sorted(key for key, row in rows.items() if not is_current(row["wording"]))
    known = {row["wording"] for row in rows.values()}
    for start in range(0, len(stale), _WRITE):
        part = stale[start : start + _WRITE]
        found: dict[str, Bands] = {}

        def work(tx: Tx, part: Sequence[str] = part, found: dict[str, Bands] = found) -> None:
            old = bands.noted(tx, part)
            tx.rows(_OF_OLD, keys=[key for one in old.values() for key in one.keys])
            found |= {key: Bands(text.key, text.bands) for key, text in bands.texts(tx, part)}
            for key, new in found.items():
                bands.note(tx, key, new)
            for new in {*found.values()}:
                if new.wording not in known:
                    bands.create(tx, new)

        sessions.write(partial(_marked, work=work))
        for key, new in found.items():
            rows[key]["wording"] = new.wording
            known.add(new.wording)
        if progress:
            progress(start + len(part), _LATER * len(stale))
    return len(stale)


def _marked(tx: Tx, work: Callable[[Tx], None]) -> None:
    state.mark(tx)
    work(tx)


def _groups(sessions: Sessions, ids: Sequence[str], rows: dict[str, Row]) -> Groups:
    groups = Groups()
    same: dict[str, str] = {}
    firsts: dict[str, str] = {}
    for key in ids:
        groups.join((same.setdefault(rows[key]["hash"], key), firsts.setdefault(rows[key]["wording"], key), key))
    compared = _Compared(sessions)
    for bucket in _buckets(sessions, [*firsts.values()]):
        for number, one in enumerate(bucket):
            for other in bucket[:number]:
                if groups.find(one) != groups.find(other) and compared.are_copies(other, one):
                    groups.join((other, one))
    return groups


def _buckets(sessions: Sessions, ids: Sequence[str]) -> Iterator[list[str]]:
    """Yield the ids of articles, one for each wording, that share a band, for each band of several and no crowd."""
    numbers: list[bytes] = []
    owners: list[int] = []
    at = {key: number for number, key in enumerate(ids)}
    for start in range(0, len(ids), _READ):
        part = ids[start : start + _READ]
        for key, own in sorted(sessions.read(lambda tx, part=part: bands.noted(tx, part)).items()):  # type: ignore[misc]
            for band in own.keys:
                numbers.append(blake2b(band.encode(), digest_size=8).digest())
                owners.append(at[key])
    hashes: npt.NDArray[np.uint64] = np.frombuffer(b"".join(numbers), np.uint64)
    by_hash = np.argsort(hashes, kind="stable")
    ordered, owner = hashes[by_hash], np.asarray(owners, np.int64)[by_hash]
    borders = [0, *(np.flatnonzero(ordered[1:] != ordered[:-1]) + 1).tolist(), len(ordered)]
    for start, end in pairwise(borders):
        if 1 < end - start <= CROWD:
            yield [ids[number] for number in sorted(owner[start:end].tolist())]


class _Compared:
    """Compares texts of articles; keeps the last texts, and what it found."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions
        self._texts: dict[str, Wording] = {}
        self._different: dict[str, set[str]] = defaultdict(set)

    def are_copies(self, one: str, other: str) -> bool:
        """Return whether the texts of two articles are copies."""
        if other in self._different[one]:  # only what is different is asked for twice
            return False
        if are_copies(self._text(one), self._text(other)):
            return True
        self._different[one].add(other)
        return False

    def _text(self, key: str) -> Wording:
        if key not in self._texts:
            if len(self._texts) >= _KEPT:
                del self._texts[next(iter(self._texts))]
            self._texts |= self._sessions.read(lambda tx: dict(bands.texts(tx, [key])))
        return self._texts[key]
