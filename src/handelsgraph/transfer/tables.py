"""Two tables as CSV, nodes.csv and edges.csv, with the columns Gephi looks for; Excel opens them too."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from handelsgraph.graph import Graph
from handelsgraph.transfer import projected
from handelsgraph.transfer.atomic import new_folder
from handelsgraph.transfer.projected import Edge, Entity

NODES, EDGES = "nodes.csv", "edges.csv"
_FORMULA = ("=", "+", "-", "@")

Value = str | int | float | bool | None

_NODE_COLUMNS: dict[str, Callable[[Entity], Value]] = {
    "Id": lambda e: e.key,
    "Label": lambda e: e.name,
    "Kind": lambda e: e.kind,
    "Articles": lambda e: e.articles,
    "Aliases": lambda e: "; ".join(e.aliases),
    "Country": lambda e: e.country,
    "Latitude": lambda e: e.latitude,
    "Longitude": lambda e: e.longitude,
    "Population": lambda e: e.population,
}
_EDGE_COLUMNS: dict[str, Callable[[Edge], Value]] = {
    "Source": lambda e: e.subject,
    "Target": lambda e: e.object,
    "Type": lambda e: "Directed" if e.directed else "Undirected",
    "Label": lambda e: e.type,
    "Weight": lambda e: max(e.articles, 1),
    "Articles": lambda e: e.articles,
    "Planned": lambda e: e.planned,
    "Inferred": lambda e: e.inferred,
    "First date": lambda e: e.first_date,
    "Last date": lambda e: e.last_date,
    "Confidence": lambda e: e.confidence,
    "Sentence": lambda e: e.sentence,
    "Article": lambda e: e.title,
    "Published": lambda e: e.published,
    "Address": lambda e: e.source,
}


def write_tables(
    graph: Graph,
    folder: Path,
    report: Callable[[int, int], None] = lambda _done, _total: None,
    *,
    excel: bool = False,
    force: bool = False,
) -> tuple[int, int]:
    """Write both tables into `folder`, all of it or nothing; return the numbers of nodes and edges.

    UTF-8, commas, decimal points; with `excel` as Excel opens it by a double click on a German machine: a byte order
    mark, semicolons, decimal commas. A cell that a spreadsheet would take for a formula begins with an apostrophe.
    `report` hears how many of how many rows are done. Raises InputError as `new_folder` does.
    """
    keys = projected.entity_keys(graph)
    total = len(keys) + projected.edge_count(graph)
    with new_folder(folder, {NODES, EDGES}, force=force) as part:
        nodes = _write(part / NODES, _NODE_COLUMNS, projected.entities(graph, keys), excel, lambda n: report(n, total))
        edges = _write(
            part / EDGES, _EDGE_COLUMNS, projected.edges(graph, keys), excel, lambda n: report(nodes + n, total)
        )
    return nodes, edges


def _write(
    path: Path,
    columns: dict[str, Callable[[Any], Value]],
    items: Iterable[Any],
    excel: bool,
    report: Callable[[int], None],
) -> int:
    number = 0
    with path.open("w", encoding="utf-8-sig" if excel else "utf-8", newline="") as stream:
        writer = csv.writer(stream, delimiter=";" if excel else ",")
        writer.writerow(columns)
        for number, item in enumerate(items, start=1):
            writer.writerow(_cells((value(item) for value in columns.values()), excel))
            report(number)
    return number


def _cells(values: Iterable[Value], excel: bool) -> Iterator[str]:
    for value in values:
        match value:
            case None:
                yield ""
            case bool():
                yield "true" if value else "false"
            case float():
                yield str(value).replace(".", ",") if excel else str(value)
            case int():
                yield str(value)
            case _:
                yield defused(value)


def defused(text: str) -> str:
    """Return text in one line that no spreadsheet takes for a formula."""
    text = " ".join(text.replace("\0", "").split())
    return f"'{text}" if text.startswith(_FORMULA) else text
