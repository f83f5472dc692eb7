"""docker-compose.yml, really run (`make test-compose`). The tests build on each other, from an ingest to `down`."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.timeout(3600)]

SEEDS = 5
LATER = (
    "Eine Delegation aus Thüringen hat in der letzten Woche die Stadt Wuhan besucht. Die Kranz Fördertechnik GmbH aus "
    "Gera unterzeichnete dort eine Vereinbarung über die Lieferung von Förderbändern.\n\nDie Geschäftsführerin sagte, "
    "dass die Firma seit Jahren in der Region tätig ist. Im Herbst wird eine zweite Reise folgen."
)
WHO = """
import os, pathlib
print(os.getuid())
for place in ("/file", "/articles/file", "/tmp/file"):
    try:
        pathlib.Path(place).write_text("x")
    except OSError as error:
        print(error.strerror)
    else:
        print("written")
"""


def test_one_ingest_reads_the_articles(project) -> None:
    project.compose("build", "ingest")  # apart from the run: it tells on the same stream how it goes
    first = project.compose("run", "--rm", "ingest", "ingest", "--json", "/articles")
    assert json.loads(first.stdout)["counts"]["new"] == SEEDS
    project.compose("--profile", "ingest", "up", "--detach", "ingest")  # as the file has it, and left to be looked at
    again = project.container("ingest")
    assert project.docker("wait", again).stdout.strip() == "0"
    names, numbers = project.docker("logs", again).stdout.splitlines()[-3:-1]
    assert dict(zip(names.split(), numbers.split(), strict=True))["unchanged"] == str(SEEDS)


def test_a_question_is_answered_from_outside_over_bolt(project) -> None:
    status = json.loads(project.handelsgraph("status", "--json"))
    assert (status["engine"]["name"], status["articles"]) == ("neo4j", SEEDS)
    assert json.loads(project.handelsgraph("query", "met", "--region", "Brandenburg", "--partner", "CRRC", "--json"))


def test_the_ingest_can_write_nowhere_but_to_its_scratch_folder(project) -> None:
    run = project.compose("run", "--rm", "--no-deps", "--entrypoint", "python", "ingest", "-c", WHO)
    assert run.stdout.split("\n")[:4] == ["10001", "Read-only file system", "Read-only file system", "written"]


def test_the_database_has_no_privileges(project) -> None:
    status = project.compose("exec", "-T", "neo4j", "cat", "/proc/self/status").stdout
    fields = dict(line.split(":", 1) for line in status.splitlines())
    assert fields["Uid"].split() == ["7474"] * 4
    assert int(fields["CapBnd"], 16) == 0
    assert fields["NoNewPrivs"].strip() == "1"


def test_the_schedule_outlives_a_killed_database(project) -> None:
    project.compose("--profile", "schedule", "up", "--detach", "--wait", "watch")  # healthy: a run was good
    watch = project.container("watch")
    first = _run_once(project, lambda run: run["outcome"] == "done" and _age(run["started"]) < 35)  # none is due soon
    digest = project.handelsgraph("digest")
    project.compose("kill", "neo4j")
    project.compose("up", "--detach", "--wait")
    assert project.handelsgraph("digest") == digest
    (project.press / "later.txt").write_text(LATER, encoding="utf-8")
    second = _run_once(project, lambda run: run["outcome"] == "done" and run["counts"].get("new") == 1)
    assert second["number"] > first["number"]
    assert json.loads(project.handelsgraph("status", "--json"))["articles"] == SEEDS + 1
    state = project.state(watch)
    assert (state["State"]["Running"], state["RestartCount"]) == (True, 0)


def test_the_schedule_ends_when_asked_to(project) -> None:
    watch = project.container("watch")
    asked = datetime.now(UTC)
    project.compose("--profile", "schedule", "stop", "watch")
    state = project.state(watch)["State"]
    assert state["ExitCode"] == 0
    assert datetime.fromisoformat(state["FinishedAt"][:19] + "+00:00") - asked < timedelta(seconds=10)
    assert "stopped" in project.docker("logs", watch).stderr


def test_the_password_is_nowhere_to_be_read(project) -> None:
    containers = project.compose("--profile", "*", "ps", "--all", "--quiet").stdout.split()
    told = project.docker("inspect", *containers).stdout
    services = [container["Config"]["Labels"]["com.docker.compose.service"] for container in json.loads(told)]
    assert sorted(services) == ["ingest", "neo4j", "watch"]
    logs = [project.docker("logs", container) for container in containers]
    assert all(log.stdout or log.stderr for log in logs)
    told += "".join(log.stdout + log.stderr for log in logs)
    told += project.docker("history", "--no-trunc", "handelsgraph:0.1.0").stdout
    told += project.compose("--profile", "*", "config").stdout
    told += project.compose("top").stdout
    assert project.password not in told


def test_down_leaves_nothing(project) -> None:
    label = f"label=com.docker.compose.project={project.name}"
    assert project.docker("volume", "ls", "--quiet", "--filter", label).stdout.split()
    project.compose("--profile", "*", "down", "--volumes")
    for kind in ("volume", "network"):
        assert project.docker(kind, "ls", "--quiet", "--filter", label).stdout == ""
    assert project.docker("ps", "--all", "--quiet", "--filter", label).stdout == ""


def _run_once(project, suits) -> dict[str, Any]:
    """Return the latest run that suits, once there is one."""
    deadline = time.monotonic() + 600
    while True:
        runs: list[dict[str, Any]] = json.loads(project.handelsgraph("runs", "list", "--json"))
        for run in runs:
            if suits(run):
                return run
        assert time.monotonic() < deadline, runs
        time.sleep(5)


def _age(moment: str) -> float:
    return (datetime.now(UTC) - datetime.fromisoformat(moment)).total_seconds()
