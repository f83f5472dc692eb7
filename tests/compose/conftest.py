"""The compose file as a user runs it, in a project of its own: own secrets, ports, containers and volumes."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
SOURCES = """
[[source]]
name = "press"
kind = "files"
paths = ["."]
schedule = "1m"
"""


@dataclass(frozen=True)
class Project:
    """A running compose project; `folder` stands for the checkout in which a user made `secrets/` and `press/`."""

    name: str
    folder: Path
    password: str
    bolt: int
    environment: dict[str, str]

    @property
    def press(self) -> Path:
        """Return the folder with the sources file of the service `watch`."""
        return self.folder / "press"

    def compose(self, *arguments: str | Path, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run `docker compose`."""
        files = ["-f", ROOT / "docker-compose.yml", "-f", self.folder / "changes.yml"]
        return self.docker("compose", "-p", self.name, "--project-directory", self.folder, *files, *arguments,
                           check=check)  # fmt: skip

    def docker(self, *arguments: str | Path, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run `docker`."""
        done = subprocess.run(
            ["docker", *map(str, arguments)],
            capture_output=True, text=True, env=self.environment, timeout=3000,
        )  # fmt: skip
        if check and done.returncode:
            logs = self.compose("--profile", "*", "logs", "--tail", "30", check=False).stdout
            pytest.fail(f"docker {' '.join(map(str, arguments))}\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}\n{logs}")
        return done

    def container(self, service: str) -> str:
        """Return the id of the container of a service, running or not."""
        return self.compose("--profile", "*", "ps", "--all", "--quiet", service).stdout.strip()

    def state(self, container: str) -> dict[str, Any]:
        """Return what the engine says of a container."""
        told: dict[str, Any] = json.loads(self.docker("inspect", container).stdout)[0]
        return told

    def handelsgraph(self, *arguments: str) -> str:
        """Run the program on this machine, over Bolt into the container."""
        environment = {k: v for k, v in os.environ.items() if not k.startswith(("NEO4J_", "HANDELSGRAPH_"))}
        environment |= {
            "NEO4J_URI": f"bolt://127.0.0.1:{self.bolt}",
            "NEO4J_PASSWORD_FILE": str(self.folder / "secrets" / "neo4j_password.txt"),
        }
        command = [sys.executable, "-m", "handelsgraph", *arguments]
        return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """The database, up and healthy."""
    if os.environ.get("HANDELSGRAPH_TEST_COMPOSE", "0") in ("", "0"):
        pytest.skip("runs with `make test-compose` only")
    if missing := _missing():
        pytest.skip(missing)
    folder = tmp_path_factory.mktemp("checkout")
    made = _project(folder)
    try:
        made.compose("up", "--detach", "--wait")
        yield made
    finally:
        made.compose("--profile", "*", "down", "--volumes", "--timeout", "60", check=False)


def _project(folder: Path) -> Project:
    password = secrets.token_urlsafe(24)
    (folder / "secrets").mkdir()
    for name, text in (("neo4j_password", password), ("neo4j_auth", f"neo4j/{password}")):
        (folder / "secrets" / f"{name}.txt").write_text(text)
    shutil.copytree(ROOT / "seeds", folder / "press", ignore=shutil.ignore_patterns("sources.toml"))
    (folder / "press" / "sources.toml").write_text(SOURCES)
    slow = {"healthcheck": {"start_period": "900s"}}  # on a busy machine, too; being healthy earlier ends it
    often = {"healthcheck": {"interval": "5s"}}  # the tests wait for it
    services = {"ingest": {"build": str(ROOT)}, "watch": {"build": str(ROOT), **often}, "neo4j": slow}
    (folder / "changes.yml").write_text(yaml.safe_dump({"services": services}))
    http, bolt = _free_ports()
    environment = {
        **os.environ,
        "ARTICLES": str(ROOT / "seeds"),
        "SOURCES": str(folder / "press"),
        "NEO4J_HTTP_PORT": str(http),
        "NEO4J_BOLT_PORT": str(bolt),
    }
    return Project(f"handelsgraph-test-{os.getpid()}", folder, password, bolt, environment)


def _missing() -> str | None:
    """Return what it takes and is not there."""
    if shutil.which("docker") is None:
        return "docker is not installed"
    for command, what in (
        (["docker", "info"], "no Docker engine answers"),
        (["docker", "compose", "version"], "the compose plugin of docker is not installed"),
    ):
        if subprocess.run(command, capture_output=True, timeout=60, check=False).returncode:
            return what
    return None


def _free_ports() -> tuple[int, int]:
    with socket.socket() as first, socket.socket() as second:
        first.bind(("127.0.0.1", 0))
        second.bind(("127.0.0.1", 0))
        return first.getsockname()[1], second.getsockname()[1]
