"""`handelsgraph browser` and `browser-pack` as a user meets them: processes, and a web browser that is a script."""

from __future__ import annotations

import html
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlencode, urlsplit
from urllib.request import urlopen

import engines
import neo4j
import pytest

WORKER = Path(__file__).parent / "browser_worker.py"

pytestmark = pytest.mark.slow


class Browsing:
    """A running `handelsgraph browser`, and what it gave the web browser to open."""

    def __init__(self, folder: Path, *options: str, **settings: str) -> None:
        self._opened = folder / "opened"
        script = folder / "web-browser"
        script.write_text(
            f'#!/bin/sh\nprintf %s "$1" > "{self._opened}.part" && mv "{self._opened}.part" "{self._opened}"\n'
        )
        script.chmod(0o700)
        clean = {k: v for k, v in os.environ.items() if not k.startswith(("NEO4J_", "HANDELSGRAPH_", "DISPLAY"))}
        clean |= {"BROWSER": f"{script} %s", "XDG_DATA_HOME": str(folder / "home")} | settings
        command = [sys.executable, str(WORKER), "--data", str(folder / "data"), "browser", *options]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=clean)

    def address(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def opened(self) -> str:
        deadline = time.monotonic() + 60
        while not self._opened.exists():
            assert time.monotonic() < deadline
            time.sleep(0.1)
        return self._opened.read_text()

    def stop(self, number: signal.Signals = signal.SIGINT) -> tuple[int, str]:
        self.process.send_signal(number)
        out, err = self.process.communicate(timeout=60)
        return self.process.returncode, out + err


@pytest.fixture
def browsing(tmp_path: Path, jar: Path) -> Iterator[Any]:
    started: list[Browsing] = []

    def start(*options: str, **settings: str) -> Browsing:
        started.append(Browsing(tmp_path, *options, **settings))
        return started[-1]

    yield start
    for one in started:
        one.process.kill()
        one.process.communicate()


def enter(launch: Path) -> dict[str, Any]:
    """Do what the web browser does with the launch file; return what the session page stores."""
    page = launch.read_text(encoding="utf-8")
    action = html.unescape(re.search(r'action="([^"]+)"', page)[1])  # type: ignore[index]
    token = html.unescape(re.search(r'value="([^"]+)"', page)[1])  # type: ignore[index]
    with urlopen(action, urlencode({"token": token}).encode(), timeout=30) as answer:
        return session_in(answer.read().decode())


def session_in(page: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="session">(.*?)</script>', page)
    assert found
    loaded: dict[str, Any] = json.loads(found[1])
    return loaded


@pytest.mark.parametrize("write", [False, True])
def test_it_opens_connected_and_the_password_is_nowhere_else(browsing: Any, jar: Path, write: bool) -> None:
    running = browsing("--jar", str(jar), "--port", "17475", *(["--write"] if write else []))
    address = running.address()
    assert address == "http://localhost:17475/"
    opened = running.opened()
    assert opened.startswith("file:///")
    session = enter(Path(unquote(urlsplit(opened).path)))
    login = session["connection"]
    assert login["username"] == ("root" if write else "reader")
    assert session["settings"]["useReadTransactions"] is not write
    assert session["settings"]["autoComplete"] is False
    assert session["style"]["node.Company"]["caption"] == "{name}"
    assert len(session["documents"]) >= 10
    target = parse_qs(urlsplit(session["target"]).query)
    assert target == {"cmd": ["guide"], "arg": [f"{address}guide.html"]}
    with urlopen(target["arg"][0], timeout=30) as answer:
        assert b"Ten starting points" in answer.read()

    with neo4j.GraphDatabase.driver(login["host"], auth=(login["username"], login["password"])) as driver:
        assert driver.execute_query("RETURN 1 AS one", database_=login["db"]).records[0]["one"] == 1
        try:
            driver.execute_query("CREATE (:Test {key: '1'})", database_=login["db"])
        except neo4j.exceptions.Neo4jError:
            assert not write
        else:
            assert write

    with urlopen(address, timeout=30) as answer:
        start = session_in(answer.read().decode())
    assert start["connection"] is None
    assert parse_qs(urlsplit(start["target"]).query)["dbms"] == [f"bolt://{login['username']}@{login['host'][7:]}"]
    assert parse_qs(urlsplit(start["target"]).query)["db"] == ["trade"]

    arguments = Path(f"/proc/{running.process.pid}/cmdline")
    assert not arguments.exists() or login["password"] not in arguments.read_text()
    code, told = running.stop()
    assert code == 0
    assert login["password"] not in told + opened
    assert "Traceback" not in told
    assert not Path(unquote(urlsplit(opened).path)).exists()


def test_sigterm_ends_it_and_nothing_is_opened_if_not_wanted(browsing: Any, jar: Path, tmp_path: Path) -> None:
    running = browsing("--jar", str(jar), "--no-open")
    with urlopen(running.address(), timeout=30) as answer:
        assert session_in(answer.read().decode())["connection"] is None
    code, told = running.stop(signal.SIGTERM)
    assert (code, "Ctrl-C ends it" in told) == (0, True)
    assert not (tmp_path / "opened").exists()


def test_without_a_jar_it_says_how_to_get_one(browsing: Any) -> None:
    code, told = (running := browsing()).process.wait(timeout=60), running.process.communicate()[1]
    assert code == 4
    assert "Neo4j Browser is not installed" in told
    assert "--install" in told
    assert "--jar" in told


def test_what_cannot_be_fetched_is_not_installed(browsing: Any, tmp_path: Path) -> None:
    running = browsing("--install", "--mirror", "http://127.0.0.1:9/neo4j-browser.jar")
    out, err = running.process.communicate(timeout=60)
    assert running.process.returncode == 1
    assert "cannot fetch http://127.0.0.1:9/" in err
    assert "Traceback" not in out + err
    assert [p for p in (tmp_path / "home").rglob("*") if p.is_file()] == []


@pytest.fixture
def pages() -> Iterator[str]:
    """Web pages as a Neo4j server has them."""

    class Handler(BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            self.send_response(200 if self.path == "/browser/" else 404)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def server_settings(engine: engines.TestEngine) -> dict[str, str]:
    """The environment that names a real server."""
    found = engine.settings_in(Path())
    return {
        "NEO4J_URI": str(found.neo4j_uri),
        "NEO4J_USERNAME": found.neo4j_username,
        "NEO4J_PASSWORD": found.password() or "",
    }


@pytest.mark.server
def test_on_a_server_its_own_browser_is_opened(browsing: Any, pages: str, server_settings: dict[str, str]) -> None:
    running = browsing("--http", pages, **server_settings)
    out, err = running.process.communicate(timeout=120)
    assert running.process.returncode == 0, err
    assert out.strip() == running.opened()
    asked = parse_qs(urlsplit(out.strip()).query)
    assert out.startswith(f"{pages}/browser/?")
    scheme, _, host = server_settings["NEO4J_URI"].partition("://")
    assert asked["dbms"] == [f"{scheme}://neo4j@{host}"]
    assert server_settings["NEO4J_PASSWORD"] not in out + err

    missing = browsing("--http", "http://127.0.0.1:9", **server_settings)
    _, err = missing.process.communicate(timeout=120)
    assert missing.process.returncode == 5
    assert "--http" in err
    assert "--own" in err


@pytest.mark.server
def test_on_a_server_the_own_one_can_be_served(browsing: Any, jar: Path, server_settings: dict[str, str]) -> None:
    running = browsing("--own", "--jar", str(jar), "--no-open", **server_settings)
    with urlopen(running.address(), timeout=60) as answer:
        policy = answer.headers["Content-Security-Policy"]
        session = session_in(answer.read().decode())
    assert session["connection"] is None
    assert session["settings"]["useReadTransactions"] is True
    host = server_settings["NEO4J_URI"].partition("://")[2]
    assert f"ws://{host}" in policy
    code, told = running.stop()
    assert code == 0
    assert server_settings["NEO4J_PASSWORD"] not in told + json.dumps(session)


def test_the_pack_says_what_it_wrote(tmp_path: Path) -> None:
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("NEO4J_", "HANDELSGRAPH_"))}
    done = subprocess.run(
        [sys.executable, "-m", "handelsgraph", "--data", tmp_path / "data", "browser-pack", tmp_path / "pack"],
        capture_output=True, text=True, env=clean, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert [Path(line).name for line in done.stdout.splitlines()] == ["style.grass", "favourites.zip", "guide.html"]
    assert all(Path(line).is_file() for line in done.stdout.splitlines())
    assert "the graph has no name for them yet" in done.stderr


def test_a_damaged_copy_is_fetched_again(browsing: Any, tmp_path: Path) -> None:
    """Here from an address where nothing is: what it says shows that it tried."""
    copy = tmp_path / "home" / "handelsgraph" / "browser" / "neo4j-browser-5.24.0.jar"
    copy.parent.mkdir(parents=True)
    copy.write_bytes(b"damaged")
    running = browsing("--install", "--mirror", "http://127.0.0.1:9/x.jar", HANDELSGRAPH_TEST_CHECKS="1")
    _, err = running.process.communicate(timeout=60)
    assert running.process.returncode == 1
    assert "is not the jar of Neo4j Browser 5.24.0: fetching it again" in err
    assert copy.read_bytes() == b"damaged"
