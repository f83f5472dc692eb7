"""The record of the runs that bring the graph up to date: (:Run)-[:REPORTED]->(:Report)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from handelsgraph.errors import DataLockedError, NotFoundError
from handelsgraph.graph import state
from handelsgraph.graph.session import Row, Sessions, Tx
from handelsgraph.shard import Shard

RUNNING, DIED = "running", "died"
GOOD = ("done",)
"""Outcomes of a run after which the graph is up to date."""

_SILENT = timedelta(minutes=15)
"""A run that has not been heard of for so long has died."""
_KEPT = 400
"""Reports are kept for so many runs; the runs themselves for ever."""
_LAST = "OPTIONAL MATCH (r:Run) WITH max(r.number) AS last RETURN last"
_OPEN = "MATCH (r:Run {outcome: $running}) RETURN r.number AS number, r.heard AS heard, r.shard AS shard"
_BEGIN = """
CREATE (r:Run {number: $number, started: $now, heard: $now, outcome: $running, version: $version, sources: $sources,
               shard: $shard})
"""
_DIED = "MATCH (r:Run {number: $number}) SET r.outcome = $died, r.ended = r.heard"
_REPORT = """
MATCH (r:Run {number: $number})
SET r.heard = $now
WITH r
UNWIND $rows AS row
CREATE (r)-[:REPORTED]->(:Report {id: row.id, run: row.run, position: row.position, source: row.source, url: row.url,
  result: row.result, article: row.article, title: row.title, reason: row.reason, status: row.status})
"""
_END = """
MATCH (r:Run {number: $number})
SET r.heard = $now, r.ended = $now, r.outcome = $outcome, r.reason = $reason, r.results = $results,
  r.counts = $counts, r.nodes_added = $nodes_added, r.nodes_removed = $nodes_removed, r.edges_added = $edges_added,
  r.edges_removed = $edges_removed
"""
_CLEAN = "MATCH (p:Report) WHERE p.run <= $oldest WITH p LIMIT 2000 DETACH DELETE p RETURN count(*) AS gone"
_FIELDS = (
    "r.number AS number, r.started AS started, r.ended AS ended, r.heard AS heard, r.outcome AS outcome, "
    "r.reason AS reason, r.version AS version, r.shard AS shard, r.sources AS sources, "
    "r.results AS results, r.counts AS counts, "
    "r.nodes_added AS nodes_added, r.nodes_removed AS nodes_removed, r.edges_added AS edges_added, "
    "r.edges_removed AS edges_removed"
)
_RUNS = f"MATCH (r:Run) RETURN {_FIELDS} ORDER BY number DESC LIMIT $limit"
_RUN = f"MATCH (r:Run {{number: $number}}) RETURN {_FIELDS}"
_GOOD = f"""
MATCH (r:Run) WHERE r.outcome IN $good AND ($shard IS NULL OR r.shard IS NULL OR r.shard = $shard)
RETURN {_FIELDS} ORDER BY number DESC LIMIT 1
"""
_OF_SOURCE = """
MATCH (r:Run) WHERE r.shard IS NULL OR r.shard = $shard
UNWIND r.sources AS source
WITH source, max(r.started) AS started
RETURN source, started
"""
_REPORTS = """
MATCH (p:Report {run: $number})
RETURN p.position AS position, p.source AS source, p.url AS url, p.result AS result, p.article AS article,
  p.title AS title, p.reason AS reason, p.status AS status
ORDER BY position
"""


@dataclass(frozen=True, slots=True)
class Report:
    """What became of one address in a run. `status` is the HTTP status, if there was one."""

    source: str
    url: str
    result: str
    article: str | None = None
    title: str | None = None
    reason: str | None = None
    status: int | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """One run. Times are UTC; `heard` is the last sign of life. `counts` has the addresses by result; `shard` (i/n)
    says which share of all addresses it visited.
    """

    number: int
    started: datetime
    heard: datetime
    outcome: str
    version: str
    shard: str | None = None
    sources: tuple[str, ...] = ()
    ended: datetime | None = None
    reason: str | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    nodes_added: int = 0
    nodes_removed: int = 0
    edges_added: int = 0
    edges_removed: int = 0


class RunLog:
    """The runs of a graph."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    def begin(
        self, version: str, sources: Sequence[str], now: datetime | None = None, shard: Shard | None = None
    ) -> int:
        """Record that a run begins and return its number.

        Raises DataLockedError if another one is going on, unless it visits other addresses: those of another shard. One
        that has not been heard of for a quarter of an hour is taken to have died.
        """
        moment = now or datetime.now(UTC)

        def work(tx: Tx) -> int:
            state.lock(tx)
            for row in tx.rows(_OPEN, running=RUNNING):
                if shard is not None and row["shard"] is not None and shard.apart(Shard.parse(row["shard"])):
                    continue
                if moment - datetime.fromisoformat(row["heard"]) < _SILENT:
                    raise DataLockedError(
                        f"run {row['number']} is still going on (last heard of {row['heard']})",
                        "wait until it has ended; `handelsgraph runs list` shows it",
                    )
                tx.rows(_DIED, number=row["number"], died=DIED)
            number = int(tx.rows(_LAST)[0]["last"] or 0) + 1
            values = {"number": number, "now": moment.isoformat(), "running": RUNNING}
            values["shard"] = None if shard is None else str(shard)
            tx.rows(_BEGIN, version=version, sources=list(sources), **values)
            return number

        return self._sessions.write(work, repeatable=False)

    def report(self, number: int, first: int, reports: Sequence[Report], now: datetime | None = None) -> None:
        """Add reports to a run; `first` is the position of the first of them. Without reports it is a sign of life."""
        rows = [
            {"id": f"{number}-{first + n}", "run": number, "position": first + n, **asdict(report)}
            for n, report in enumerate(reports)
        ]
        moment = (now or datetime.now(UTC)).isoformat()
        self._sessions.write(lambda tx: tx.rows(_REPORT, number=number, rows=rows, now=moment), repeatable=False)

    def end(
        self,
        number: int,
        outcome: str,
        counts: Mapping[str, int],
        changes: Mapping[str, int],
        reason: str | None = None,
        now: datetime | None = None,
    ) -> None:
        """Record how a run ended. `changes` has the numbers of `Changes`."""
        results = sorted(counts)
        values = {"results": results, "counts": [counts[name] for name in results], **changes}
        moment = (now or datetime.now(UTC)).isoformat()
        self._sessions.write(
            lambda tx: tx.rows(_END, number=number, now=moment, outcome=outcome, reason=reason, **values)
        )
        while self._sessions.write(lambda tx: tx.rows(_CLEAN, oldest=number - _KEPT))[0]["gone"]:
            pass

    def last(self, limit: int) -> list[Run]:
        """Return the last runs, the latest first."""
        return _runs(self._sessions.read(lambda tx: tx.rows(_RUNS, limit=limit)))

    def last_good(self, shard: Shard | None = None) -> Run | None:
        """Return the last run after which the graph, or the share of a shard, was up to date."""
        values = {"good": list(GOOD), "shard": None if shard is None else str(shard)}
        found = _runs(self._sessions.read(lambda tx: tx.rows(_GOOD, **values)))
        return found[0] if found else None

    def run(self, number: int) -> Run:
        """Return a run. Raises NotFoundError."""
        found = _runs(self._sessions.read(lambda tx: tx.rows(_RUN, number=number)))
        if not found:
            raise NotFoundError(f"there is no run {number}", "`handelsgraph runs list` shows those there are")
        return found[0]

    def reports(self, number: int) -> list[Report]:
        """Return what became of the addresses of a run, in the order of the run; those unchanged are only counted."""
        rows = self._sessions.read(lambda tx: tx.rows(_REPORTS, number=number))
        return [Report(**{k: v for k, v in row.items() if k != "position"}) for row in rows]

    def begun(self, shard: Shard | None = None) -> dict[str, datetime]:
        """Return for each source when the last run began that visited it, with all addresses or those of the shard."""
        rows = self._sessions.read(lambda tx: tx.rows(_OF_SOURCE, shard=None if shard is None else str(shard)))
        return {row["source"]: datetime.fromisoformat(row["started"]) for row in rows}


def _runs(rows: Iterable[Row]) -> list[Run]:
    return [_run(row) for row in rows]


def _run(row: Row) -> Run:
    values: dict[str, Any] = {name: value for name, value in row.items() if value is not None}
    for name in ("started", "ended", "heard"):
        if name in values:
            values[name] = datetime.fromisoformat(values[name])
    values["sources"] = tuple(values.get("sources", ()))
    values["counts"] = dict(zip(values.pop("results", ()), values.get("counts", ()), strict=True))
    return Run(**values)
