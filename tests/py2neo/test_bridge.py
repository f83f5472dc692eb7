"""The py2neo bridge on every engine at hand, against the answers of the canned questions themselves."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest

from handelsgraph.errors import InputError, NotFoundError
from handelsgraph.graph import Graph
from handelsgraph.py2neo_bridge import Bridge, open_py2neo
from handelsgraph.queries import catalogue, run
from handelsgraph.settings import Settings

QUERY = "met"
NAMED = {"region": "Brandenburg", "partner": "CRRC"}

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def bridge(gold_settings: Settings) -> Iterator[Bridge]:
    with open_py2neo(gold_settings) as opened:
        yield opened


@pytest.fixture(scope="module")
def expected(gold_graph: Graph, bridge: Bridge) -> Any:
    """The same answer by the official driver."""
    return run(gold_graph, catalogue()[QUERY], NAMED)


def test_an_answer_as_a_table(bridge: Bridge, expected: Any) -> None:
    table = bridge.ask(QUERY, **NAMED).table()
    assert len(table) == len(expected.rows) > 0
    assert list(table.keys()) == expected.columns
    assert [list(row) for row in table] == expected.rows


def test_an_answer_as_a_data_frame(bridge: Bridge, expected: Any) -> None:
    frame = bridge.ask(QUERY, **NAMED).data_frame()
    assert list(frame.columns) == expected.columns
    assert len(frame) == len(expected.rows) > 0


def test_an_answer_as_a_subgraph_is_bound_to_the_graph(bridge: Bridge) -> None:
    whole = bridge.ask(QUERY, **NAMED).subgraph()
    assert "LKT Lausitzer Klärtechnik GmbH" in {node["name"] for node in whole.nodes}
    assert whole.relationships
    for relationship in whole.relationships:
        assert {relationship.start_node, relationship.end_node} <= set(whole.nodes)
    node = next(iter(whole.nodes))
    bridge.graph.pull(node)  # which works on bound nodes only
    assert bridge.graph.nodes.match("Entity", key=node["key"]).first() == node


def test_a_question_about_values_has_no_subgraph(bridge: Bridge) -> None:
    reply = bridge.ask("find", text="Cottbus")
    assert len(reply.table()) > 0
    with pytest.raises(InputError, match="values, not with nodes"):
        reply.subgraph()


def test_an_unknown_question_or_name_is_told(bridge: Bridge) -> None:
    with pytest.raises(NotFoundError, match="no question partner"):
        bridge.ask("partner")
    with pytest.raises(NotFoundError):
        bridge.ask(QUERY, region="Brandenburg", partner="Zzyzx Unbekannt AG")


def test_plain_values_go_both_ways(bridge: Bridge) -> None:
    day = date(2017, 11, 27)
    found = bridge.graph.run("RETURN $day AS day, $list AS list, $text AS text", day=day, list=[1, 2], text="ä")
    (row,) = found.data()
    assert (row["day"].to_native(), row["list"], row["text"]) == (day, [1, 2], "ä")


def test_an_instant_with_a_zone_is_refused_before_it_is_sent(bridge: Bridge) -> None:
    moment = datetime(2020, 1, 1, tzinfo=UTC)
    for send in (
        lambda: bridge.graph.run("RETURN $at", at=moment),
        lambda: bridge.graph.evaluate("RETURN $at", {"at": [{"deep": moment}]}),
        lambda: bridge.graph.query("RETURN $at", {"at": moment}),
        lambda: bridge.ask(QUERY, region=moment),
    ):
        with pytest.raises(InputError, match="time zone") as error:
            send()
        assert "datetime($parameter)" in str(error.value.remedy)
    transaction = bridge.graph.begin(readonly=True)
    with pytest.raises(InputError, match="time zone"):
        transaction.run("RETURN $at", at=moment)
    bridge.graph.rollback(transaction)
    # what the error advises
    told = bridge.graph.evaluate("RETURN toString(datetime($at))", at=moment.isoformat())
    assert str(told).startswith("2020-01-01T00:00")


def test_schema_calls_are_refused_with_what_to_use(bridge: Bridge) -> None:
    assert "Company" in bridge.graph.schema.node_labels
    assert "MET" in bridge.graph.schema.relationship_types
    for call in ("create_index", "get_indexes", "create_uniqueness_constraint", "get_uniqueness_constraints"):
        with pytest.raises(InputError, match=call) as error:
            getattr(bridge.graph.schema, call)("Company", "name")
        assert "graph.run" in str(error.value.remedy)


def test_writing_needs_the_word(gold_settings: Settings, bridge: Bridge) -> None:
    import py2neo

    create = "CREATE (n:Py2neoTest {key: 'x'})"
    with pytest.raises(py2neo.errors.ClientError):
        bridge.graph.query(create)
    with open_py2neo(gold_settings, write=True) as writer:
        try:
            writer.graph.run(create)
            node = writer.graph.nodes.match("Py2neoTest").first()
            node["name"] = "changed"
            writer.graph.push(node)
            assert writer.graph.evaluate("MATCH (n:Py2neoTest) RETURN n.name") == "changed"
        finally:
            writer.graph.run("MATCH (n:Py2neoTest) DELETE n")


@pytest.mark.parametrize("scheme", ["neo4j", "neo4j+s", "neo4j+ssc", "http"])
def test_an_address_that_needs_routing_is_refused(scheme: str) -> None:
    settings = Settings(neo4j_uri=f"{scheme}://localhost:7687", neo4j_password="secret-enough")
    with pytest.raises(InputError) as error, open_py2neo(settings):
        pass
    assert "secret-enough" not in f"{error.value} {error.value.remedy}"


def test_it_is_never_imported_on_the_main_path() -> None:
    """Neither by the command line nor by any module that it uses."""
    code = (
        "import sys, pkgutil, importlib, handelsgraph.cli.app\n"
        "import handelsgraph\n"
        "for module in pkgutil.walk_packages(handelsgraph.__path__, 'handelsgraph.'):\n"
        "    if module.name not in ('handelsgraph.py2neo_bridge', 'handelsgraph.__main__'):\n"
        "        importlib.import_module(module.name)\n"
        "print([name for name in sys.modules if name.split('.')[0] in ('py2neo', 'interchange')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=300, check=True)
    assert done.stdout.strip() == "[]"


def test_without_py2neo_the_error_says_what_to_install() -> None:
    code = (
        "import sys\nsys.modules['py2neo'] = None\n"
        "from handelsgraph.errors import HandelsgraphError\n"
        "try:\n    import handelsgraph.py2neo_bridge\n"
        "except HandelsgraphError as error:\n    print(error, error.remedy)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=True)
    assert "handelsgraph[py2neo]" in done.stdout
