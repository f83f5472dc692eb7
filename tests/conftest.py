"""Fixtures for tests on database engines. A test that takes `engine` or `open_graph` runs once on every engine at hand
(see engines.py) and finds it empty:

    def test_something(open_graph):
        with open_graph() as graph:            # write access, the real identity
            graph.put(evidence)
        with open_graph(access="read") as graph:
            ...

With `@pytest.mark.server` it runs on real Neo4j servers only; with `@pytest.mark.bare` a server has no schema either,
as before it is first opened. `engine` is the `TestEngine`, `settings` the settings that open it.
`open_graph(access=..., resolver=..., **settings)` opens the same database each time within a test. `gold_graph` is the
graph of the annotated articles, open for reading; all tests on an engine share it. Add `@pytest.mark.slow` where a test
takes more than a second.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import engines
import gold
import hypothesis
import pytest
from xdist.scheduler import LoadScopeScheduling

from handelsgraph import graph as graphs
from handelsgraph.errors import HandelsgraphError
from handelsgraph.settings import Settings

OpenGraph = Callable[..., AbstractContextManager[graphs.Graph]]
GoldOn = Callable[[engines.TestEngine], Settings]

hypothesis.settings.register_profile("no deadline", deadline=None)  # a busy machine makes single examples slow
hypothesis.settings.load_profile("no deadline")

_pool = engines.Pool()
_report = engines.Told()

ON_ORACLE = ("tests/graph/test_cypher_lasts.py",)
"""Files whose tests compare an engine with the oracle: but for those on other servers, they run where that is."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "engine" in metafunc.fixturenames:
        server = metafunc.definition.get_closest_marker("server") is not None
        marks = {name: [pytest.mark.engine] if name == "embedded" else [pytest.mark.engine, pytest.mark.slow]
                 for name in engines.chosen() if not (server and name == "embedded")}  # fmt: skip
        params = [pytest.param(name, marks=mark) for name, mark in marks.items()]
        metafunc.parametrize("engine", params, indirect=True, scope="session")


@pytest.fixture(scope="session")
def engine_named() -> Iterator[Callable[[str], engines.TestEngine]]:
    """Gives an engine by name, for tests that need several at once; skips the test where it is not to be had."""
    yield _pool.get
    _pool.stop()


@pytest.fixture(scope="session")
def engine(request: pytest.FixtureRequest, engine_named: Callable[[str], engines.TestEngine]) -> engines.TestEngine:
    """An engine at hand; it is started once in a session."""
    return engine_named(request.param)


@pytest.fixture
def settings(engine: engines.TestEngine, tmp_path: Path, request: pytest.FixtureRequest) -> Settings:
    """Settings that open the engine, with an empty database."""
    settings = engine.settings_in(tmp_path)
    if settings.neo4j_uri:
        engines.empty(settings, schema=request.node.get_closest_marker("bare") is not None)
    return settings


@pytest.fixture
def open_graph(settings: Settings) -> Iterator[OpenGraph]:
    """Open the engine's database, as often as wanted; the server's complaints about old syntax fail the test."""

    def opened(access: graphs.Access = "write", resolver: Any = None, **changes: Any) -> Any:
        return graphs.open_graph(settings.model_copy(update=changes), access=access, resolver=resolver)

    with engines.no_deprecations():
        yield opened


@pytest.fixture(scope="session")
def gold_on(tmp_path_factory: pytest.TempPathFactory) -> GoldOn:
    """Gives the settings that open the graph of the annotated articles on an engine, to read only.

    It is made anew where another test has emptied the server meanwhile.
    """
    folder = tmp_path_factory.mktemp("gold")
    made: dict[str, Any] = {}

    def on(engine: engines.TestEngine) -> Settings:
        settings = engine.settings_in(folder)
        if engine.name not in made or _content(settings) != made[engine.name]:
            if settings.neo4j_uri:
                engines.empty(settings, schema=False)
            with graphs.open_graph(settings, access="write") as graph:
                gold.fill(graph)
            made[engine.name] = _content(settings)
        return settings

    return on


def _content(settings: Settings) -> tuple[list[str], str] | None:
    """Return what tells which articles a graph holds and what was made of them; None if it cannot be opened."""
    try:
        with graphs.open_graph(settings, access="read") as graph:
            return [*graph.ids()], graph.digest()
    except HandelsgraphError:
        return None


@pytest.fixture(scope="module")
def gold_settings(engine: engines.TestEngine, gold_on: GoldOn) -> Settings:
    """Settings that open the graph of the annotated articles, to read only."""
    return gold_on(engine)


@pytest.fixture(scope="module")
def gold_graph(gold_settings: Settings) -> Iterator[graphs.Graph]:
    """The graph of the annotated articles: facts known by hand, so that questions are tested apart from the model."""
    with graphs.open_graph(gold_settings, access="read") as graph:
        yield graph


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the tests on servers first, then files with slow tests: the fast ones fill what is left of a parallel run.

    On a server those that share a graph come together; those that change its schema, after which it plans all
    statements anew, come last, but first on the oracle, with which the others are compared.
    """
    slow = {item.path for item in items if item.get_closest_marker("slow")}

    def rank(item: pytest.Item) -> tuple[int, str, int]:
        if (name := _server(item.nodeid)) is None:
            return (1 if item.path in slow else 2, "", 0)
        if item.nodeid.partition("::")[0] in ON_ORACLE:
            return (0, name, 0 if name == engines.oracle() else 4)
        if "gold_on" in getattr(item, "fixturenames", ()):
            return (0, name, 1)
        return (0, name, 3 if item.get_closest_marker("bare") else 2)

    items.sort(key=rank)


def _server(nodeid: str) -> str | None:
    """Return the server a test needs to itself, if any."""
    name = engines.of(nodeid)
    if name in (None, "embedded"):
        return engines.oracle() if nodeid.partition("::")[0] in ON_ORACLE else None
    return name


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[Any]:
    """Show what the server printed where a test on it fails."""
    report = yield
    engine = getattr(item, "funcargs", {}).get("engine")
    if report.failed and isinstance(engine, engines.TestEngine) and (log := engine.log()):
        report.sections.append((f"log of {engine.name}", log))
    return report


class ByEngine(LoadScopeScheduling):
    """Tests on a Neo4j stay in one worker, which then is the only one to start it; others are dealt out by files."""

    def _split_scope(self, nodeid: str) -> str:
        return _server(nodeid) or nodeid.partition("::")[0]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByEngine:
    """Deal tests out to workers, in their order."""
    config.option.loadscopereorder = False
    return ByEngine(config, log)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any, error: Any) -> None:
    """Take over which engines a worker had."""
    if found := getattr(node, "workeroutput", {}).get("engines"):
        _report.add(*found)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail a run that calls for a real Neo4j and had none; a worker only tells which engines it had."""
    _report.add(*_pool.told())
    if (output := getattr(session.config, "workeroutput", None)) is not None:
        output["engines"] = _pool.told()
    elif _report.lacks_neo4j() and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say which engines the tests ran on, with how many tests, and why not on others."""
    if not _report.started and not _report.missing:
        return
    common: Counter[str] = Counter()
    servers: Counter[str] = Counter()
    for report in terminalreporter.stats.get("passed", []):
        if report.when == "call" and (name := engines.of(report.nodeid)) in _report.started:
            (servers if "server" in report.keywords else common)[name] += 1
    terminalreporter.section("database engines")
    for name, version in sorted(_report.started.items()):
        more = f", and {servers[name]} for servers only" if servers[name] else ""
        terminalreporter.write_line(f"{name} {version}".rstrip() + f": {common[name]} tests passed{more}")
    for name, reason in sorted(_report.missing.items()):
        terminalreporter.write_line(f"{name}: not at hand: {reason}")
    if _report.lacks_neo4j():
        terminalreporter.write_line("HANDELSGRAPH_REQUIRE_NEO4J is set and no Neo4j could be had: failed")
