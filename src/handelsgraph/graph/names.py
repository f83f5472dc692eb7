"""Names as the whole evidence layer knows them: counters kept on each Name, and the closure under alias links.

A form or label counts once for all copies of a text that use it, so that syndicated copies do not vote twice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field

from handelsgraph.evidence import AliasLink, NameRecord
from handelsgraph.graph.session import Tx
from handelsgraph.graph.stored import Stored
from handelsgraph.schema import Label

_LINKS = """
MATCH (s:Statement) WHERE s.alias IN $keys RETURN DISTINCT s.alias AS alias, s.alias_of AS name
UNION
MATCH (s:Statement) WHERE s.alias_of IN $keys RETURN DISTINCT s.alias AS alias, s.alias_of AS name
"""
_NAMES = """
MATCH (n:Name) WHERE n.key IN $keys
OPTIONAL MATCH (n)-[:DENOTES]->(e:Entity)
RETURN n.key AS key, n.forms AS forms, n.form_counts AS form_counts, n.labels AS labels,
       n.label_counts AS label_counts, e.key AS entity
"""
_WRITE = """
UNWIND $rows AS row
MATCH (n:Name {key: row.key})
SET n.form = row.form, n.forms = row.forms, n.form_counts = row.form_counts, n.labels = row.labels,
    n.label_counts = row.label_counts
"""


@dataclass(slots=True)
class Name:
    """A name's counters, and the entity it denotes in the database."""

    key: str
    forms: Counter[str] = field(default_factory=Counter)
    labels: Counter[str] = field(default_factory=Counter)
    entity: str | None = None

    @property
    def used(self) -> bool:
        """Whether any article uses the name."""
        return bool(self.labels)

    def record(self) -> NameRecord:
        """Return the name as identity wants it."""
        return NameRecord(self.key, dict(self.forms), {Label(label): n for label, n in self.labels.items()})

    def row(self) -> dict[str, object]:
        """Return the node's properties: the most used form stands for the name."""
        forms = sorted(self.forms.items(), key=lambda item: (-item[1], item[0]))
        labels = sorted(self.labels.items(), key=lambda item: (-item[1], item[0]))
        return {
            "key": self.key,
            "form": forms[0][0] if forms else self.key.partition(":")[2],
            "forms": [form for form, _ in forms],
            "form_counts": [count for _, count in forms],
            "labels": [label for label, _ in labels],
            "label_counts": [count for _, count in labels],
        }


def closure(
    tx: Tx, start: Collection[str], gone: Iterable[AliasLink], linked: Callable[[str], tuple[str, ...]]
) -> tuple[set[str], set[AliasLink]]:
    """Return all names that hang together with `start`, and the alias links between them as they are now.

    `gone` are links that were removed in this transaction: what they held together has to be looked at once more.
    """
    neighbours: dict[str, set[str]] = {}
    for link in gone:
        neighbours.setdefault(link.alias, set()).add(link.name)
        neighbours.setdefault(link.name, set()).add(link.alias)
    seen: set[str] = set()
    links: set[AliasLink] = set()
    frontier = set(start)
    while frontier:
        seen |= frontier
        reached: set[str] = set()
        for row in tx.rows(_LINKS, keys=sorted(frontier)):
            links.add(AliasLink(row["alias"], row["name"]))
            reached |= {row["alias"], row["name"]}
        for key in frontier:
            reached |= neighbours.get(key, set())
            reached.update(linked(key))
        frontier = reached - seen
    return seen, links


def load(tx: Tx, keys: Collection[str]) -> dict[str, Name]:
    """Return the names that exist, with the counters the database holds."""
    names = {}
    for row in tx.rows(_NAMES, keys=sorted(keys)):
        names[row["key"]] = Name(
            row["key"],
            Counter(dict(zip(row["forms"] or (), row["form_counts"] or (), strict=True))),
            Counter(dict(zip(row["labels"] or (), row["label_counts"] or (), strict=True))),
            row["entity"],
        )
    return names


def count(names: dict[str, Name], articles: Iterable[Stored], sign: int) -> None:
    """Add (or, with sign -1, take away) what these articles contribute to the counters of names.

    All copies of a text that there are have to be among them.
    """
    seen: set[tuple[str, str, str, str]] = set()
    for article in articles:
        for use in article.uses.values():
            if use.key not in names:
                continue
            votes = [("label", use.label.value), *(("form", form) for form in use.forms)]
            for kind, value in votes:
                vote = (article.original, use.key, kind, value)
                if vote not in seen:
                    seen.add(vote)
                    counter = names[use.key].labels if kind == "label" else names[use.key].forms
                    counter[value] += sign
                    if not counter[value]:
                        del counter[value]


def write(tx: Tx, names: Iterable[Name]) -> None:
    """Write the counters of names that are used, and remove those that are not."""
    names = list(names)
    if rows := [name.row() for name in names if name.used]:
        tx.rows(_WRITE, rows=rows)
    if unused := [name.key for name in names if not name.used]:
        tx.rows("MATCH (n:Name) WHERE n.key IN $keys DETACH DELETE n", keys=unused)
