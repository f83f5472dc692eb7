"""GraphML and CSV hold what the graph holds, whatever the names are."""

from __future__ import annotations

import csv
from pathlib import Path

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from makers import evidence, series

from handelsgraph import transfer
from handelsgraph.graph import Graph
from handelsgraph.transfer import projected
from handelsgraph.transfer.graphml import _element, node_id
from handelsgraph.transfer.tables import defused

HOSTILE = "=1+1 <b>&\x01\x0b'\" ]]>\ufffe Ü"


@pytest.fixture
def filled(graph: Graph) -> Graph:
    for item in series(8):
        graph.put(item)
    graph.put(evidence("u:x", f"Company {HOSTILE}, Company Ordentlich", title="+49 30"))
    return graph


@pytest.mark.slow
def test_networkx_reads_the_graphml(filled: Graph, tmp_path: Path) -> None:
    counts = transfer.write_graphml(filled, tmp_path / "graph.graphml")
    read = networkx.read_graphml(tmp_path / "graph.graphml", force_multigraph=True)
    assert counts == (read.number_of_nodes(), read.number_of_edges())
    wanted = {
        (edge.subject, edge.object, edge.type, edge.articles, edge.planned, edge.directed, edge.confidence)
        for edge in projected.edges(filled, projected.entity_keys(filled))
    }
    keys = {node: data["key"] for node, data in read.nodes(data=True)}
    assert wanted == {
        (keys[a], keys[b], d["label"], d["weight"], d["planned"], d["directed"], d.get("confidence"))
        for a, b, d in read.edges(data=True)
    }
    assert all(type(data["articles"]) is int for _, data in read.nodes(data=True))
    assert type(read.nodes[node_id("place:luckau")]["latitude"]) is float
    hostile = next(data["label"] for _, data in read.nodes(data=True) if data["label"].startswith("=1+1"))
    assert hostile == HOSTILE.replace("\x01", "\ufffd").replace("\x0b", "\ufffd").replace("\ufffe", "\ufffd")


@pytest.mark.slow
@pytest.mark.parametrize("excel", [False, True])
def test_the_tables_have_the_columns_gephi_looks_for(filled: Graph, tmp_path: Path, excel: bool) -> None:
    counts = transfer.write_tables(filled, tmp_path / "csv", excel=excel)
    files = [tmp_path / "csv" / name for name in ("nodes.csv", "edges.csv")]
    assert [file.read_bytes().startswith(b"\xef\xbb\xbf") for file in files] == [excel, excel]
    delimiter = ";" if excel else ","
    nodes, edges = (
        list(csv.DictReader(file.open(encoding="utf-8-sig", newline=""), delimiter=delimiter)) for file in files
    )
    assert counts == (len(nodes), len(edges))
    assert list(nodes[0])[:2] == ["Id", "Label"]
    assert list(edges[0])[:4] == ["Source", "Target", "Type", "Label"]
    assert {row["Type"] for row in edges} == {"Directed", "Undirected"}
    assert {row["Source"] for row in edges} | {row["Target"] for row in edges} <= {row["Id"] for row in nodes}
    luckau = next(row for row in nodes if row["Id"] == "place:luckau")
    assert luckau["Latitude"] == ("51,5" if excel else "51.5")
    assert any(row["Label"].startswith("'=1+1") for row in nodes)


@given(st.text(max_size=40))
def test_any_text_is_valid_in_both(text: str) -> None:
    assert not defused(text).startswith(("=", "+", "-", "@", "\t", "\r"))
    written = etree.tostring(_element("node", {"id": node_id(text)}, {"label": text}))
    assert etree.fromstring(written)[0].get("key") == "node_label"
