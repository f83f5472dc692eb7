"""A real server that is restarted, runs out of memory, has a certificate of its own, or changes a password."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import faulty_server
import neo4j
import neo4j_jars
import pytest
from makers import series
from plain_identity import TestResolver
from proxy import Proxy
from pydantic import SecretStr
from whole import check_whole

from handelsgraph.errors import AuthenticationError, DatabaseError, DatabaseUnavailableError
from handelsgraph.graph import open_graph, patience
from handelsgraph.graph.server import Server
from handelsgraph.settings import Settings

pytestmark = pytest.mark.slow

_HOARD = "UNWIND range(1, 20000) AS x WITH collect(toString(x) + '-') AS l UNWIND l AS y RETURN y"


@contextlib.contextmanager
def driver_of(settings: Settings) -> Iterator[neo4j.Driver]:
    auth = settings.neo4j_username, settings.password() or ""
    with neo4j.GraphDatabase.driver(str(settings.neo4j_uri), auth=auth) as driver:
        yield driver


def test_a_server_restarted_during_an_ingest(
    faulty: neo4j_jars.Neo4j, faulty_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    articles = series(10)
    monkeypatch.setattr(Server, "patience", 600.0)  # a busy machine may need more than two minutes
    under_way, down = threading.Event(), threading.Event()
    with open_graph(faulty_settings, access="write", resolver=TestResolver()) as graph:

        def write() -> None:
            for number, item in enumerate(articles):
                if number == 3:
                    under_way.set()
                if number == 8:
                    assert down.wait(120)  # however fast the others were: two of them meet no server
                graph.put(item)

        with ThreadPoolExecutor() as pool:
            writing = pool.submit(write)
            assert under_way.wait(60)
            faulty.shut_down()
            down.set()
            faulty.launch()  # in this thread: the server ends with the one that started it
            writing.result()
        assert len(check_whole(graph, articles)) == len(articles)
        graph.rebuild()
        assert len(check_whole(graph, articles)) == len(articles), "the evidence is whole, too"


@contextlib.contextmanager
def full_memory(settings: Settings) -> Iterator[None]:
    """Keep all of the server's memory for transactions in use."""
    with driver_of(settings) as driver, ExitStack() as stack:
        for _ in range(100):
            session = stack.enter_context(driver.session(fetch_size=1))
            try:
                stack.enter_context(session.begin_transaction()).run(_HOARD).peek()
            except neo4j.exceptions.TransientError:
                yield
                return
    raise AssertionError("the memory did not become full")


def test_a_full_memory_pool_is_waited_for_or_said_to_be_full(
    faulty_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = series(2)
    with open_graph(faulty_settings, access="write", resolver=TestResolver()) as graph:
        graph.put(first)
        with full_memory(faulty_settings):
            monkeypatch.setattr(patience, "CLASH_SECONDS", 0.5)
            with pytest.raises(DatabaseError, match="memory") as caught:
                graph.put(second)
            assert "dbms.memory.transaction.total.max" in str(caught.value.remedy)
            monkeypatch.undo()
            writing = threading.Thread(target=graph.put, args=(second,))
            writing.start()
            writing.join(2.0)
            assert writing.is_alive(), "it waits"
        writing.join()
        assert len(check_whole(graph, [first, second])) == 2


def test_a_self_signed_certificate(
    faulty: neo4j_jars.Neo4j, faulty_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def encrypted(scheme: str) -> Settings:
        return faulty_settings.model_copy(update={"neo4j_uri": faulty.uri.replace("bolt", scheme, 1)})

    for scheme in ("bolt+s", "neo4j+s"):
        with (
            pytest.raises(DatabaseUnavailableError, match="is not trusted") as caught,
            open_graph(encrypted(scheme), access="read"),
        ):
            pass
        assert "+ssc" in str(caught.value.remedy)
    for scheme in ("bolt+ssc", "neo4j+ssc"):
        with open_graph(encrypted(scheme), access="read") as graph:
            assert graph.read("RETURN 1").rows == [[1]]
    monkeypatch.setenv("SSL_CERT_FILE", str(faulty_server.certificate(faulty)))
    with open_graph(encrypted("bolt+s"), access="read") as graph:
        assert graph.read("RETURN 1").rows == [[1]]


@pytest.fixture
def other_user(faulty_settings: Settings) -> Iterator[Settings]:
    """Another user of the server, with a password of its own."""
    with driver_of(faulty_settings) as driver:
        driver.execute_query("CREATE USER eva SET PASSWORD 'first-password' CHANGE NOT REQUIRED")
        yield faulty_settings.model_copy(
            update={"neo4j_username": "eva", "neo4j_password": SecretStr("first-password")}
        )
        driver.execute_query("DROP USER eva")


def test_an_expired_password(other_user: Settings, faulty_settings: Settings) -> None:
    with driver_of(faulty_settings) as driver:
        driver.execute_query("ALTER USER eva SET PASSWORD CHANGE REQUIRED")
    with pytest.raises(AuthenticationError, match="has expired") as caught, open_graph(other_user, access="read"):
        pass
    assert "ALTER CURRENT USER" in str(caught.value.remedy)


def test_a_password_changed_during_an_ingest(other_user: Settings, faulty_settings: Settings) -> None:
    """What is connected stays so; when the line breaks the new login is refused, and the article is not half there."""
    articles = series(3)
    host, _, port = str(other_user.neo4j_uri).partition("://")[2].partition(":")
    with Proxy(host, int(port)) as proxy:
        through = other_user.model_copy(update={"neo4j_uri": f"bolt://{proxy.address}"})
        with open_graph(through, access="write", resolver=TestResolver()) as graph:
            graph.put(articles[0])
            with driver_of(faulty_settings) as driver:
                driver.execute_query("ALTER USER eva SET PASSWORD 'second-password' CHANGE NOT REQUIRED")
            graph.put(articles[1])
            proxy.on("RUN", Proxy.cut, nth=4)
            with pytest.raises(AuthenticationError, match="refuses the user name or the password") as caught:
                graph.put(articles[2])
            assert "password" not in caught.value.message.replace("the password", "")
    with open_graph(faulty_settings, access="write", resolver=TestResolver()) as graph:
        assert len(check_whole(graph, articles)) == 2
        graph.put(articles[2])
        assert len(check_whole(graph, articles)) == 3
