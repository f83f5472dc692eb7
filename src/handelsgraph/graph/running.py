"""The record of a running embedded engine: who runs it and how to reach it, readable by its owner only."""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Running:
    """An engine that was started: the process, its ports (loopback) and the passwords of this start."""

    pid: int
    bolt_port: int
    http_port: int
    root_password: str
    reader_password: str

    def __repr__(self) -> str:
        """Leave the passwords out of logs and tracebacks."""
        return f"Running(pid={self.pid}, bolt_port={self.bolt_port}, http_port={self.http_port})"


def write_record(path: Path, running: Running) -> None:
    """Write the record in one step, with mode 0600: a reader sees all of it or nothing."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")  # mkstemp makes it 0600
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(asdict(running), file)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


def read_record(path: Path) -> Running | None:
    """Return the record, or None if there is none that makes sense."""
    try:
        fields = json.loads(path.read_text(encoding="utf-8"))
        return Running(**fields)
    except (OSError, ValueError, TypeError):
        return None
