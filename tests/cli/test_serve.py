from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import neo4j
import pytest

pytestmark = pytest.mark.slow


def start(data: Path, *options: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "handelsgraph", "--data", str(data), "serve", "--json", *options]
    clean = {name: value for name, value in os.environ.items() if not name.startswith("NEO4J_")}
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=clean)


def logins(process: subprocess.Popen[str]) -> Any:
    assert process.stdout is not None
    return json.loads(process.stdout.readline())


@pytest.fixture
def served(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    process = start(tmp_path, "--write")
    yield process
    process.kill()
    process.communicate()


def test_another_program_reads_and_only_the_other_login_writes(served: subprocess.Popen[str]) -> None:
    found = logins(served)
    assert list(found) == ["read", "write"]
    for name, writes in (("read", False), ("write", True)):
        login = found[name]
        assert login["uri"].startswith("bolt://127.0.0.1:")
        with neo4j.GraphDatabase.driver(login["uri"], auth=(login["username"], login["password"])) as driver:
            assert driver.execute_query("RETURN 1 AS one", database_=login["database"]).records[0]["one"] == 1
            try:
                driver.execute_query("CREATE (:Test {key: '1'})", database_=login["database"])
            except neo4j.exceptions.Neo4jError:
                assert not writes
            else:
                assert writes


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_cleanly(served: subprocess.Popen[str], tmp_path: Path, number: signal.Signals) -> None:
    logins(served)
    served.send_signal(number)
    _, err = served.communicate(timeout=30)
    assert served.returncode == 0
    assert "Traceback" not in err
    again = start(tmp_path)
    assert list(logins(again)) == ["read"]
    again.terminate()
    again.communicate(timeout=30)
    assert again.returncode == 0


def test_a_second_one_says_that_there_is_one(served: subprocess.Popen[str], tmp_path: Path) -> None:
    first = logins(served)
    second = start(tmp_path)
    out, err = second.communicate(timeout=30)
    assert second.returncode == 0
    assert json.loads(out)["read"] == first["read"]
    assert err == "another process already keeps this engine up\n"
    assert served.poll() is None
