"""Start a real Neo4j without Docker: its jars come from Maven Central into a cache, a JVM runs them.

`python tests/neo4j_jars.py 5.26.30` starts one by hand and prints how to reach it.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import filelock
import neo4j

POM = Path(__file__).parent / "neo4j" / "pom.xml"
VERSIONS = {"neo4j-5": "5.26.30", "neo4j-2026": "2026.08.1"}
LEAST_JAVA = {"neo4j-5": 17, "neo4j-2026": 21}
PASSWORD = "graph-tests-only"

_JAVA_OPTIONS = (
    "-Xms256m",
    "-XX:+UseSerialGC",
    "--add-opens=java.base/java.nio=ALL-UNNAMED",
    "--add-opens=java.base/java.io=ALL-UNNAMED",
    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
    "--enable-native-access=ALL-UNNAMED",
    "-Dio.netty.tryReflectionSetAccessible=true",
)
SHORT_LIVED = ("-XX:TieredStopAtLevel=1",)
"""Options of a server that ends before it would gain by compiling its code thoroughly."""
_CONFIG = """\
server.default_listen_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:{bolt}
server.bolt.advertised_address=127.0.0.1:{bolt}
server.http.enabled=false
server.https.enabled=false
server.memory.heap.initial_size=256m
server.memory.heap.max_size={heap}
server.memory.pagecache.size={cache}
dbms.usage_report.enabled=false
db.tx_log.rotation.retention_policy=false
db.tx_log.preallocate=false
dbms.cypher.statistics_divergence_threshold=1.0
"""
"""By the last setting a plan is kept when the database is emptied for the next test: planning is most of the work."""


class CannotStartError(Exception):
    """A server cannot be started here; the message says why."""


@dataclass
class Neo4j:
    """A running server."""

    version: str
    uri: str
    home: Path
    command: list[str]
    environment: dict[str, str]
    kept: bool = False
    process: subprocess.Popen[bytes] = field(init=False)

    def __post_init__(self) -> None:
        self.launch()

    def launch(self) -> None:
        """Start the process; `await_answer` waits until it answers."""
        with (self.home / "logs" / "console.log").open("ab") as console:
            self.process = subprocess.Popen(
                [*dies_with_us(), *self.command],
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=console,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def log(self, lines: int = 40) -> str:
        """Return the end of what the server said, on its console and in its log."""
        files = (self.home / "logs" / name for name in ("console.log", "neo4j.log"))
        said = [line for file in files if file.exists() for line in file.read_text(errors="replace").splitlines()]
        return "\n".join(said[-lines:])

    def shut_down(self) -> None:
        """Stop the server and keep its data."""
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(timeout=60)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def stop(self) -> None:
        """Stop the server and remove its data, unless they are kept."""
        if self.kept:
            self.shut_down()
            return
        self.process.kill()  # nothing is to be saved, which takes it ten seconds
        self.process.wait()
        shutil.rmtree(self.home, ignore_errors=True)

    def set_password(self) -> None:
        """Replace the password of a new server: as its own tool does, without another JVM."""
        with (
            neo4j.GraphDatabase.driver(self.uri, auth=("neo4j", "neo4j")) as driver,
            driver.session(database="system") as session,
        ):
            session.run("ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $password", password=PASSWORD).consume()

    def await_answer(self, seconds: float = 300.0, password: str = PASSWORD) -> None:
        """Wait until the server answers.

        Raises CannotStartError.
        """
        deadline = time.monotonic() + seconds
        with neo4j.GraphDatabase.driver(self.uri, auth=("neo4j", password)) as driver:
            while True:
                if self.process.poll() is not None:
                    raise CannotStartError(f"Neo4j {self.version} ended at once:\n{self.log()}")
                try:
                    driver.verify_connectivity()
                except (neo4j.exceptions.DriverError, neo4j.exceptions.Neo4jError):
                    if time.monotonic() > deadline:
                        log = self.log()
                        self.stop()
                        raise CannotStartError(f"Neo4j {self.version} does not answer:\n{log}") from None
                    time.sleep(0.25)
                else:
                    return


def start(
    engine: str,
    config: Callable[[Path], str] = lambda home: "",
    *,
    options: tuple[str, ...] = (),
    heap: str = "1g",
    cache: str = "128m",
    kept: Path | None = None,
) -> Neo4j:
    """Start the server `engine` names ("neo4j-5" or "neo4j-2026"); `config` adds settings, given the server's folder.

    `options` are further ones for Java, `heap` and `cache` its memory for queries and for pages. Its data stay in the
    folder `kept`, if given, and are used again.
    Raises CannotStartError if Java or Maven is missing, the jars cannot be had, or the server does not come up.
    """
    java = find_java(LEAST_JAVA[engine])
    lib = jars(VERSIONS[engine])
    home = (kept or Path(tempfile.mkdtemp(prefix=f"handelsgraph-{engine}-"))).absolute()
    is_new = not (home / "data").exists()
    for name in ("conf", "data", "logs", "plugins", "import", "run", "licenses"):
        (home / name).mkdir(parents=True, exist_ok=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        bolt = free.getsockname()[1]
    (home / "conf" / "neo4j.conf").write_text(_CONFIG.format(bolt=bolt, heap=heap, cache=cache) + config(home))
    environment = {**os.environ, "NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}
    main = "Neo4jCommunity" if VERSIONS[engine].startswith("20") else "CommunityEntryPoint"
    folders = (f"--home-dir={home}", f"--config-dir={home}/conf")
    command = [java, f"-Xmx{heap}", *_JAVA_OPTIONS, *options, "-cp", f"{lib}/*", f"org.neo4j.server.{main}", *folders]
    server = Neo4j(VERSIONS[engine], f"bolt://127.0.0.1:{bolt}", home, command, environment, kept is not None)
    try:
        server.await_answer(password="neo4j" if is_new else PASSWORD)
        if is_new:
            server.set_password()
    except BaseException:
        server.stop()
        raise
    return server


def dies_with_us() -> tuple[str, ...]:
    """Return the beginning of a command that ends when the thread that starts it is gone, where the system has it."""
    setpriv = shutil.which("setpriv")
    return (setpriv, "--pdeathsig", "TERM") if setpriv else ()


def find_java(least: int) -> str:
    """Return the oldest Java at hand that is recent enough."""
    candidates = [Path(os.environ["JAVA_HOME"]) / "bin" / "java"] if "JAVA_HOME" in os.environ else []
    if on_path := shutil.which("java"):
        candidates.append(Path(on_path))
    candidates += sorted(Path("/usr/lib/jvm").glob("*/bin/java"))
    found = {}
    for java in candidates:
        with contextlib.suppress(OSError, subprocess.SubprocessError):
            text = subprocess.run([java, "-version"], capture_output=True, text=True, timeout=30, check=True).stderr
            if match := re.search(r'version "(\d+)', text):
                found.setdefault(int(match[1]), str(java))
    fitting = [version for version in sorted(found) if version >= least]
    if not fitting:
        raise CannotStartError(f"no Java {least} or later")
    return found[fitting[0]]


def jars(version: str) -> Path:
    """Return the folder with a version's jars, fetched on first use."""
    base = os.environ.get("HANDELSGRAPH_TEST_CACHE") or Path.home() / ".cache" / "handelsgraph-tests"
    folder = Path(base) / f"neo4j-{version}"
    there = folder / f"neo4j-{version}.jar"
    if there.exists():
        return folder
    if not (maven := shutil.which("mvn")):
        raise CannotStartError("no mvn to fetch the server's jars with")
    folder.parent.mkdir(parents=True, exist_ok=True)
    with filelock.FileLock(f"{folder}.lock"), tempfile.TemporaryDirectory(dir=folder.parent) as part:
        if there.exists():  # another process has fetched them meanwhile
            return folder
        done = subprocess.run(
            [maven, "-q", "-B", "-f", POM, "dependency:copy-dependencies", f"-DoutputDirectory={part}/lib",
             f"-Dneo4j.version={version}"],
            capture_output=True, text=True, timeout=600, check=False,
        )  # fmt: skip
        if done.returncode:
            raise CannotStartError(f"mvn cannot fetch Neo4j {version}: {(done.stdout or done.stderr).strip()[:200]}")
        shutil.rmtree(folder, ignore_errors=True)
        (Path(part) / "lib").rename(folder)
    return folder


if __name__ == "__main__":
    running = start(next(name for name, version in VERSIONS.items() if version == sys.argv[1]))
    print(f"NEO4J_URI={running.uri} NEO4J_USERNAME=neo4j NEO4J_PASSWORD={PASSWORD}")  # noqa: T201
    with contextlib.suppress(KeyboardInterrupt):
        running.process.wait()
    running.stop()
