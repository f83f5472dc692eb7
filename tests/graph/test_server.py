"""A Neo4j server that cannot be used says why, and never shows a password."""

from __future__ import annotations

import engines
import pytest
from pydantic import SecretStr

from handelsgraph.errors import AuthenticationError, DatabaseError, DatabaseUnavailableError, InputError
from handelsgraph.graph import open_graph as open_any
from handelsgraph.graph.faults import redact
from handelsgraph.settings import Settings


@pytest.mark.server
def test_a_wrong_password(open_graph) -> None:
    with (
        pytest.raises(AuthenticationError, match="refuses") as caught,
        open_graph(neo4j_password=SecretStr("wrong-one")),
    ):
        pass
    assert "wrong-one" not in f"{caught.value}{caught.value.remedy}"


@pytest.mark.server
def test_a_database_that_is_not_there(open_graph) -> None:
    with pytest.raises(DatabaseError, match="no such database"), open_graph(neo4j_database="nowhere"):
        pass


@pytest.mark.server
def test_credentials_in_the_address_are_used_and_not_shown(open_graph, settings) -> None:
    host = str(settings.neo4j_uri).partition("://")[2]
    address = f"bolt://{settings.neo4j_username}:{settings.password()}@{host}"
    with open_graph(neo4j_uri=address, neo4j_password=None) as graph:
        assert graph.engine.uri == f"bolt://{host}"
    with pytest.raises(DatabaseError) as caught, open_graph(neo4j_uri=address, neo4j_database="nowhere"):
        pass
    assert str(settings.password()) not in str(caught.value)


@pytest.mark.server
@pytest.mark.parametrize("scheme", ["neo4j", "bolt"])
def test_schemes_with_and_without_routing(open_graph, settings, scheme: str) -> None:
    host = str(settings.neo4j_uri).partition("://")[2]
    with open_graph(neo4j_uri=f"{scheme}://{host}") as graph:
        assert graph.read("RETURN 1").rows == [[1]]
        assert graph.engine.name == "neo4j"
        assert graph.login() is None


@pytest.mark.server
@pytest.mark.parametrize("scheme", ["neo4j+s", "bolt+ssc"])
def test_a_server_without_encryption(open_graph, settings, scheme: str) -> None:
    host = str(settings.neo4j_uri).partition("://")[2]
    with (
        pytest.raises(DatabaseUnavailableError, match="no encrypted connection"),
        open_graph(neo4j_uri=f"{scheme}://{host}"),
    ):
        pass


@pytest.mark.server
def test_deprecated_syntax_fails_the_tests(settings) -> None:
    with (
        pytest.raises(AssertionError, match="deprecated"),
        engines.no_deprecations(),
        open_any(settings, access="read") as graph,
    ):
        graph.read("MATCH (n) WHERE id(n) = 0 RETURN n")


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["neo4j", "bolt"])
def test_a_server_that_is_away(scheme: str) -> None:
    settings = Settings(neo4j_uri=f"{scheme}://user:geheim@127.0.0.1:1", neo4j_password=SecretStr("geheim"))
    with pytest.raises(DatabaseUnavailableError, match="does not answer") as caught, open_any(settings, access="read"):
        pass
    assert "geheim" not in f"{caught.value}{caught.value.remedy}"
    assert caught.value.remedy


@pytest.mark.parametrize(
    "uri", ["http://localhost:7474", "localhost", "bolt://", "bolt://host:port", "neo4j+x://h", " "]
)
def test_an_address_that_is_none(uri: str) -> None:
    with (
        pytest.raises(InputError, match="address"),
        open_any(Settings(neo4j_uri=uri, neo4j_password=SecretStr("x")), access="read"),
    ):
        pass


def test_no_password() -> None:
    with (
        pytest.raises(AuthenticationError, match="no password"),
        open_any(Settings(neo4j_uri="bolt://127.0.0.1:1", neo4j_password=None), access="read"),
    ):
        pass


def test_credentials_are_taken_out_of_any_text() -> None:
    assert redact("at neo4j://eva:s3cr3t@db.example:7687, neo4j+s://a:b@c") == "at neo4j://db.example:7687, neo4j+s://c"
    assert redact("'bolt://eva:s3/cr?3t@127.0.0.1:1' is wrong") == "'bolt://127.0.0.1:1' is wrong"
    assert redact("eva:s3cr3t@127.0.0.1:7687") == "127.0.0.1:7687"
    assert redact("http://eva:s3@cr3t@db:1") == "http://db:1"
