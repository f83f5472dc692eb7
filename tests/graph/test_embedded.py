"""The embedded engine: who runs it, who may reach it, and what happens when its directory cannot be used."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

import filelock
import pytest
from makers import evidence
from plain_identity import TestResolver
from processes import line, said, worker

from handelsgraph.errors import (
    DatabaseError,
    DataLockedError,
    HandelsgraphError,
    ReadOnlyError,
)
from handelsgraph.graph import Graph, embedded, open_graph
from handelsgraph.settings import Settings

pytestmark = pytest.mark.slow

ARTICLE = evidence("u:1", "Company LKT, Company CRRC", "LKT MET CRRC")


def _settings(data: Path) -> Settings:
    return Settings(data=data, neo4j_uri=None)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return _settings(tmp_path / "data")


def test_the_graph_is_there_again_after_closing(settings: Settings) -> None:
    with open_graph(settings, access="write", resolver=TestResolver()) as graph:
        graph.put(ARTICLE)
        digest = graph.digest()
    with open_graph(settings, access="read") as graph:
        assert graph.digest() == digest
        assert graph.engine.owned


def test_the_record_is_private_new_each_time_and_gone_after_closing(settings: Settings) -> None:
    record = settings.data / "engine.json"
    passwords = set()
    for _ in range(2):
        with open_graph(settings, access="read") as graph:
            assert record.stat().st_mode & 0o777 == 0o600
            fields = json.loads(record.read_text())
            assert fields["pid"] == os.getpid()
            passwords |= {fields["root_password"], fields["reader_password"]}
            login = graph.login()
            assert login is not None
            assert (login.password, login.username) == (fields["reader_password"], "reader")
            assert login.password not in repr(login)
        assert not record.exists()
    assert len(passwords) == 4


@pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="needs Linux's list of sockets")
def test_it_listens_on_loopback_only(settings: Settings) -> None:
    with open_graph(settings, access="read"):
        fields = json.loads((settings.data / "engine.json").read_text())
        ports = {f"{fields['bolt_port']:04X}", f"{fields['http_port']:04X}"}
        listening = []
        for table in ("/proc/net/tcp", "/proc/net/tcp6"):
            for line in Path(table).read_text().splitlines()[1:]:
                local, state = line.split()[1], line.split()[3]
                if state == "0A" and local.rpartition(":")[2] in ports:
                    listening.append(local.rpartition(":")[0])
    assert len(listening) == 2
    assert set(listening) <= {"0100007F", "0000000000000000FFFF00000100007F", "00000000000000000000000001000000"}


def test_another_process_attaches_and_both_write(settings: Settings) -> None:
    with open_graph(settings, access="write", resolver=TestResolver()) as graph:
        graph.put(ARTICLE)
        assert said(worker(settings, "put", "u:2", "u:3")) == "attached\nput u:2\nput u:3"
        assert len([*graph.ids()]) == 3
        assert said(worker(settings, "digest")) == f"attached\n{graph.digest()}"


def test_two_processes_writing_at_once_lose_nothing(settings: Settings) -> None:
    with open_graph(settings, access="write", resolver=TestResolver()) as graph:
        urls = [[f"u:{n}{k}" for n in range(15)] for k in "ab"]
        both = [worker(settings, "put", *part) for part in urls]
        for process in both:
            assert said(process).count("put") == 15
        assert len([*graph.ids()]) == 30
        digest = graph.digest()
        graph.rebuild()
        assert graph.digest() == digest


def test_who_was_attached_takes_the_engine_over_when_its_process_ends(settings: Settings) -> None:
    owner = open_graph(settings, access="write", resolver=TestResolver())
    owner.__enter__()
    with open_graph(settings, access="write", resolver=TestResolver()) as other:
        assert not other.engine.owned
        owner.__exit__(None, None, None)
        assert other.read("RETURN 1").rows == [[1]]
        assert other.engine.owned
        other.put(ARTICLE)
        assert said(worker(settings, "digest")) == f"attached\n{other.digest()}"


def test_a_reader_attaches_within_one_process_too(settings: Settings) -> None:
    with open_graph(settings, access="write", resolver=TestResolver()) as graph:
        graph.put(ARTICLE)
        with open_graph(settings, access="read") as reader:
            assert not reader.engine.owned
            assert reader.digest() == graph.digest()
            with pytest.raises(ReadOnlyError):
                reader.put(ARTICLE)
            with pytest.raises(ReadOnlyError):
                reader.read("CREATE (n:Entity {key: 'x'})")
        assert graph.put(ARTICLE).nodes_added == 0


def test_a_killed_process_leaves_nothing_in_the_way(settings: Settings) -> None:
    process = worker(settings, "keep", "u:1")
    assert [line(process), line(process)] == ["owned", "put u:1"]
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert (settings.data / "engine.json").exists()
    with open_graph(settings, access="read") as graph:
        assert graph.engine.owned
        assert len([*graph.ids()]) == 1


def test_a_directory_held_by_something_else_is_said_to_be(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded, "ATTACH_SECONDS", 0.3)
    settings.data.mkdir()
    with (
        filelock.FileLock(settings.data / "engine.lock"),
        pytest.raises(DataLockedError, match="does not answer"),
        open_graph(settings, access="read"),
    ):
        pass


def test_a_database_opened_by_another_program_is_said_to_be(settings: Settings) -> None:
    with open_graph(settings, access="read"):
        pass
    process = worker(settings, "hold")
    assert line(process) == "holding"
    try:
        with pytest.raises(DataLockedError), open_graph(settings, access="read"):
            pass
    finally:
        process.kill()
        process.wait()
    with open_graph(settings, access="read") as graph:
        assert graph.is_empty()


def test_when_an_owner_is_killed_one_of_those_attached_takes_over_and_the_others_attach_to_it(
    settings: Settings,
) -> None:
    process = worker(settings, "keep", "u:0")
    assert [line(process), line(process)] == ["owned", "put u:0"]
    with (
        open_graph(settings, access="write", resolver=TestResolver()) as first,
        open_graph(settings, access="read") as second,
    ):
        process.kill()
        process.wait()
        first.put(ARTICLE)
        assert first.engine.owned
        assert len([*second.ids()]) == 2
        assert not second.engine.owned
        with pytest.raises(ReadOnlyError):
            second.read("CREATE (n:Entity {key: 'x'})")


def test_an_owner_that_goes_away_and_cannot_be_replaced_is_missed_with_a_clear_error(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedded, "ATTACH_SECONDS", 0.3)
    process = worker(settings, "keep", "u:1")
    assert [line(process), line(process)] == ["owned", "put u:1"]
    with open_graph(settings, access="read") as graph:
        process.kill()
        process.wait()
        with (
            filelock.FileLock(settings.data / "engine.lock"),
            pytest.raises(DataLockedError, match="does not answer") as caught,
        ):
            graph.read("RETURN 1")
        assert caught.value.remedy


def test_a_file_in_the_place_of_the_directory(settings: Settings) -> None:
    settings.data.write_text("something else")
    with pytest.raises(DatabaseError, match="cannot be used"), open_graph(settings, access="read"):
        pass


@pytest.mark.skipif(sys.platform == "win32", reason="needs Unix permissions")
def test_a_directory_that_cannot_be_written() -> None:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        data = Path(folder) / "data"
        data.mkdir(mode=0o555)
        root = os.geteuid() == 0  # root may write anywhere, so somebody else has to try
        if root:
            os.seteuid(65534)
        try:
            with pytest.raises(ReadOnlyError, match="cannot be written"), open_graph(_settings(data), access="read"):
                pass
            with pytest.raises(ReadOnlyError), open_graph(_settings(data / "below"), access="read"):
                pass
        finally:
            if root:
                os.seteuid(0)


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="needs to mount a small disk")
def test_a_full_disk_is_said_to_be_and_nothing_is_half_there(settings: Settings) -> None:
    settings.data.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", settings.data]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("mounting is not allowed here")
    try:
        lines = said(worker(settings, "fill", stderr=subprocess.DEVNULL)).splitlines()
        assert lines[-1].startswith(f"DatabaseError: the disk of {settings.data} is full"), lines[-1]
        acknowledged = len(lines) - 2
        subprocess.run(["mount", "-o", "remount,size=200m", settings.data], check=True)
        with open_graph(settings, access="write", resolver=TestResolver()) as graph:
            assert acknowledged <= len([*graph.ids()]) <= acknowledged + 1
            whole = graph.read("MATCH (a:Article)-[:STATES]->(:Statement) RETURN count(DISTINCT a)").rows
            assert whole == [[len([*graph.ids()])]]
            digest = graph.digest()
            graph.rebuild()
            assert graph.digest() == digest
    finally:
        subprocess.run(["umount", "-l", settings.data], check=True)


def test_a_query_stops_at_its_time_limit_and_closing_does_not_wait_for_it(settings: Settings) -> None:
    with open_graph(settings, access="write", resolver=TestResolver()) as graph:
        for n in range(40):
            graph.put(evidence(f"u:{n}", f"Company LKT{n}, Company CRRC", f"LKT{n} MET CRRC"))
        endless = (
            "MATCH (a:Entity), (b:Entity), (c:Entity), (d:Entity), (e:Entity), (f:Entity) "
            "WHERE a.name + b.name + c.name = d.name + e.name + f.name RETURN count(*)"
        )
        began = time.monotonic()
        with pytest.raises(DatabaseError, match="time limit"):
            graph.read(endless, time_limit=0.5)
        assert graph.read("RETURN 1").rows == [[1]]
    assert time.monotonic() - began < 10


def running(graph: Graph) -> list[str]:
    """Return the statements that the engine is busy with, but for the one that asks."""
    asking = "SHOW TRANSACTIONS YIELD currentQuery"
    return [query for [query] in graph.read(asking).rows if query != asking]


def test_the_engine_stops_a_query_at_its_time_limit_and_leaves_others_alone(settings: Settings) -> None:
    endless = "UNWIND range(1, 30000) AS a UNWIND range(1, 30000) AS b RETURN sum(sin(toFloat(a * b + $n))) AS total"
    with open_graph(settings, access="write", resolver=TestResolver()) as graph:
        patient = threading.Thread(target=lambda: refusal(graph, endless, {"n": 1}, 8.0), daemon=True)
        patient.start()
        wait_until(lambda: running(graph) == [endless])
        time.sleep(0.5)
        assert "time limit of 1 s" in refusal(graph, endless, {"n": 2}, 1.0)
        wait_until(lambda: running(graph) == [endless])  # the one that may take longer
        patient.join(20)
        wait_until(lambda: running(graph) == [])


def refusal(graph: Graph, cypher: str, parameters: dict[str, int], seconds: float) -> str:
    """Return why a query is not answered."""
    with pytest.raises(DatabaseError) as caught:
        graph.read(cypher, parameters, time_limit=seconds)
    return caught.value.message


def wait_until(holds: Callable[[], bool]) -> None:
    """Wait for it; fail after ten seconds."""
    end = time.monotonic() + 10
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_indexes_have_small_pages_and_the_environment_stays_as_it_was(settings: Settings) -> None:
    before = dict(os.environ)
    with open_graph(settings, access="write", resolver=TestResolver()):
        assert dict(os.environ) == before
    indexes = [path.name for path in settings.data.rglob("*tidx")]
    assert indexes
    assert all(".16384." in name for name in indexes)


def test_the_memory_of_the_engine_can_be_bounded(tmp_path: Path) -> None:
    code = (
        "import arcadedb._native.lib as native, os, sys; from pathlib import Path\n"
        "from handelsgraph.graph import open_graph; from handelsgraph.settings import Settings\n"
        "with open_graph(Settings(data=Path(sys.argv[1]), neo4j_uri=None), access='write'):\n"
        "    print(native.diag()['max_heap'] >> 20, os.environ['ARCADEDB_NATIVE_ISOLATE_ARGS'])\n"
    )
    environment = {**os.environ, "ARCADEDB_NATIVE_ISOLATE_ARGS": "-Xmx256m"}
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "data")],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "256 -Xmx256m\n"
    assert [*(tmp_path / "data").rglob("*.16384.*tidx")]


def test_every_error_is_one_of_the_package(settings: Settings) -> None:
    with open_graph(settings, access="read") as graph:
        for cypher in ("", "foo", "RETURN $missing", "MATCH (n RETURN n", "CALL no.such()", "RETURN 1/0", "\x00"):
            try:
                graph.read(cypher)
            except HandelsgraphError as error:
                assert "Traceback" not in error.message
