"""What a run did, as a text file for a Prometheus node exporter's textfile collector."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, Gauge, write_to_textfile

from handelsgraph.errors import InputError
from handelsgraph.runs.results import Outcome, Result

if TYPE_CHECKING:
    from handelsgraph.graph import Run


def check_metrics(path: Path) -> None:
    """Tell before a run begins that its metrics cannot be written. Raises InputError."""
    if path.is_dir():
        raise InputError(f"{path} is a directory", "name a file with --metrics")
    try:
        with tempfile.TemporaryFile(dir=path.parent):  # the file is replaced by one written next to it
            pass
    except OSError as error:
        raise _cannot_write(path, error) from error


def _cannot_write(path: Path, error: OSError) -> InputError:
    return InputError(f"cannot write {path}: {error.strerror}", "name another file with --metrics")


def write_metrics(path: Path, run: Run, last_good: Run | None) -> None:
    """Write the file in one step. Raises InputError if that cannot be."""
    registry = CollectorRegistry()

    def gauge(name: str, text: str, value: float) -> None:
        Gauge(f"handelsgraph_{name}", text, registry=registry).set(value)

    ended = run.ended or run.heard
    gauge("run_number", "Number of the last run", run.number)
    gauge("run_success", "1 if the last run brought the graph up to date", run.outcome == Outcome.DONE)
    gauge("run_started_timestamp_seconds", "When the last run began", run.started.timestamp())
    gauge("run_duration_seconds", "How long the last run took", (ended - run.started).total_seconds())
    gauge("run_edges_added", "Edges that the last run added", run.edges_added)
    gauge("run_edges_removed", "Edges that the last run removed", run.edges_removed)
    if last_good is not None:
        good = last_good.ended or last_good.heard
        gauge("last_good_run_timestamp_seconds", "When the last good run ended", good.timestamp())
    addresses = Gauge("handelsgraph_run_addresses", "Addresses of the last run", ["result"], registry=registry)
    for result in Result:
        addresses.labels(result.value).set(run.counts.get(result, 0))
    try:
        write_to_textfile(str(path), registry)
    except OSError as error:
        raise _cannot_write(path, error) from error
