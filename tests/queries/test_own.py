"""Questions from a folder of the user's own are run on every engine, and may do no more than free Cypher."""

from __future__ import annotations

from pathlib import Path

import pytest

from handelsgraph.errors import ReadOnlyError
from handelsgraph.graph import Graph
from handelsgraph.queries import Query, catalogue, run

pytestmark = pytest.mark.slow


def own(folder: Path, *cypher: str) -> Query:
    head = (
        "name: mine",
        "title: Mine",
        "question: {en: 'What?', de: 'Was?'}",
        "columns: {name: its name, many: how many}",
    )
    (folder / "mine.cypher").write_text("\n".join([*(f"// {line}" for line in head), "", *cypher]), encoding="utf-8")
    return catalogue(folder)["mine"]


def test_an_answer_without_rows_has_its_columns(gold_graph: Graph, tmp_path: Path) -> None:
    query = own(tmp_path, "MATCH (e:Entity {key: 'nobody'}) RETURN e.name AS name, count(*) AS many")
    result = run(gold_graph, query, {})
    assert (result.columns, result.rows) == (["name", "many"], [])


@pytest.mark.parametrize(
    "cypher",
    [
        pytest.param(
            "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line[0] AS name, count(*) AS many", id="fetches"
        ),
        pytest.param("MATCH (e:Entity) SET e.name = 'Eve' RETURN e.name AS name, count(*) AS many", id="writes"),
    ],
)
def test_what_does_more_than_read_is_refused(gold_graph: Graph, tmp_path: Path, cypher: str) -> None:
    with pytest.raises(ReadOnlyError, match="only reading"):
        run(gold_graph, own(tmp_path, cypher), {})
    assert gold_graph.read("MATCH (e:Entity {name: 'Eve'}) RETURN count(e) AS n").rows == [[0]]
