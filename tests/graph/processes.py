"""Start graph_worker.py, another process on the same database."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from handelsgraph.settings import Settings

_WORKER = Path(__file__).with_name("graph_worker.py")


def worker(settings: Settings, *arguments: str, **options: Any) -> subprocess.Popen[str]:
    """Start it with the arguments; its standard output is a pipe."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (_WORKER.parent, _WORKER.parent.parent)))}
    environment.pop("NEO4J_URI", None)
    if settings.neo4j_uri:
        environment |= {"NEO4J_URI": settings.neo4j_uri, "NEO4J_USERNAME": settings.neo4j_username}
        environment["NEO4J_PASSWORD"] = settings.password() or ""
    command = [sys.executable, str(_WORKER), str(settings.data), *arguments]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True, **options)


def said(process: subprocess.Popen[str]) -> str:
    """Return what it printed by its end."""
    output, _ = process.communicate(timeout=120)
    return output.strip()


def line(process: subprocess.Popen[str]) -> str:
    """Return the next line it prints."""
    assert process.stdout is not None
    return process.stdout.readline().rstrip("\n")
