"""SIGTERM ends a process within ten seconds, also while the database keeps it waiting."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import meetings
import pytest
from proxy import Link, Proxy

from handelsgraph.errors import ExitCode
from handelsgraph.graph import open_graph
from handelsgraph.settings import Settings

pytestmark = pytest.mark.slow

LIMIT = 10.0  # seconds; Docker kills after so many


@contextmanager
def running(folder: Path, uri: str, password: str, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    meetings.write(folder / "a.jsonl", *(meetings.article(n, ("Adler", "Bussard")) for n in range(3)))
    sources = folder / "sources.toml"
    sources.write_text('[[source]]\nname = "here"\nkind = "files"\npaths = ["a.jsonl"]\n', encoding="utf-8")
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("NEO4J_", "HANDELSGRAPH_"))
    }
    environment |= {
        "NEO4J_URI": uri,
        "NEO4J_USERNAME": "root",
        "NEO4J_PASSWORD": password,
        "HANDELSGRAPH_DATA": str(folder / "state"),
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "handelsgraph", *arguments, "--file", str(sources)],
        env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def told_to_end(process: subprocess.Popen[str]) -> tuple[float, str]:
    began = time.monotonic()
    process.send_signal(signal.SIGTERM)
    _, told = process.communicate(timeout=180)
    return time.monotonic() - began, told


def until(happened: object, seconds: float = 120.0) -> None:
    assert callable(happened)
    limit = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < limit
        time.sleep(0.05)


@pytest.mark.parametrize("database", ["refuses", "hangs"])
def test_while_the_database_is_away(tmp_path: Path, database: str) -> None:
    data = tmp_path / "data"
    with open_graph(Settings(data=data, neo4j_uri=None), access="write"):
        engine = json.loads((data / "engine.json").read_text())
        with Proxy("127.0.0.1", engine["bolt_port"]) as proxy:

            def go_away(link: Link) -> bool:
                if database == "refuses":
                    proxy.close()
                    proxy.cut_all()
                return False  # a message that is never answered

            proxy.on("COMMIT", go_away, nth=4)
            uri = f"bolt://{proxy.address}"
            with running(tmp_path, uri, engine["root_password"], "update") as process:
                until(lambda: proxy.made)
                time.sleep(1.0)
                assert process.poll() is None
                seconds, told = told_to_end(process)
            assert seconds < LIMIT, told
            assert process.returncode == ExitCode.INTERRUPTED, told


def test_while_a_server_that_says_nothing_is_connected_to(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        uri = f"bolt://127.0.0.1:{listener.getsockname()[1]}"
        with running(tmp_path, uri, "secret", "watch") as process:
            listener.settimeout(120)
            client, _ = listener.accept()
            with client:
                time.sleep(0.5)
                seconds, told = told_to_end(process)
        assert seconds < LIMIT, told
        assert process.returncode == ExitCode.OK, told
        assert "stopped" in told
