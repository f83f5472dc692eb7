"""docker-compose.yml, really run (`make test-compose`). The tests build on each other, from an ingest to `down`."""

from __future__ import annotations

import json

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.timeout(3600)]

SEEDS = 5
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
    first = project.compose("run", "--rm", "--build", "ingest", "ingest", "--json", "/articles")
    assert json.loads(first.stdout)["counts"]["new"] == SEEDS
    again = project.compose("run", "--rm", "ingest", "ingest", "--json", "/articles")
    assert json.loads(again.stdout)["counts"]["unchanged"] == SEEDS


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


def test_the_password_is_nowhere_to_be_read(project) -> None:
    containers = project.compose("--profile", "*", "ps", "--all", "--quiet").stdout.split()
    assert containers
    told = [project.docker("inspect", *containers).stdout, project.compose("--profile", "*", "logs").stdout]
    told.append(project.docker("history", "--no-trunc", "handelsgraph:0.1.0").stdout)
    told.append(project.compose("config").stdout)
    told.append(project.compose("top").stdout)
    assert "neo4j_auth" in told[0]
    assert not [text for text in told if project.password in text]


def test_the_data_outlives_a_killed_database(project) -> None:
    digest = project.handelsgraph("digest")
    project.compose("kill", "neo4j")
    project.compose("up", "--detach", "--wait")
    assert project.handelsgraph("digest") == digest


def test_down_leaves_nothing(project) -> None:
    label = f"label=com.docker.compose.project={project.name}"
    assert project.docker("volume", "ls", "--quiet", "--filter", label).stdout.split()
    project.compose("--profile", "*", "down", "--volumes")
    for kind in ("volume", "network"):
        assert project.docker(kind, "ls", "--quiet", "--filter", label).stdout == ""
    assert project.docker("ps", "--all", "--quiet", "--filter", label).stdout == ""
