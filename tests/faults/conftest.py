"""A proxy between the graph and each engine at hand, and a server that may be restarted."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from urllib.parse import urlsplit

import engines
import neo4j_jars
import pytest
from plain_identity import TestResolver

from handelsgraph.graph import Graph
from handelsgraph.graph import open_graph as open_any
from handelsgraph.settings import Settings

sys.path.append(str(Path(__file__).parent))

import faulty_server
from proxy import Proxy

OpenGraph = Callable[..., AbstractContextManager[Graph]]


@pytest.fixture
def proxied(settings: Settings) -> Iterator[tuple[Proxy, Settings]]:
    """A proxy before the engine, and the settings that lead through it. The embedded engine is run by somebody else."""
    if settings.neo4j_uri:
        parts = urlsplit(settings.neo4j_uri)
        assert parts.hostname
        assert parts.port
        with Proxy(parts.hostname, parts.port) as proxy:
            yield proxy, settings.model_copy(update={"neo4j_uri": f"bolt://{proxy.address}"})
        return
    with open_any(settings, access="write", resolver=TestResolver()):
        record = settings.data / "engine.json"
        running = json.loads(record.read_text())
        with Proxy("127.0.0.1", running["bolt_port"]) as proxy:
            record.write_text(json.dumps(running | {"bolt_port": int(proxy.address.rpartition(":")[2])}))
            yield proxy, settings


@pytest.fixture(scope="session")
def faulty() -> Iterator[neo4j_jars.Neo4j]:
    """A Neo4j server that tests may restart (see faulty_server.py)."""
    try:
        server = faulty_server.start()
    except engines.NotAtHandError as error:
        pytest.skip(str(error))
    yield server
    server.stop()


@pytest.fixture
def faulty_settings(faulty: neo4j_jars.Neo4j) -> Settings:
    """Settings that open the faulty server, with an empty database."""
    settings = Settings(neo4j_uri=faulty.uri, neo4j_username="neo4j", neo4j_password=neo4j_jars.PASSWORD)
    engines.empty(settings, schema=False)
    return settings
