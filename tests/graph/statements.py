"""All Cypher there is: the files of the package, and what stands in the code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from handelsgraph.graph.migrate import schema_files
from handelsgraph.queries import catalogue

SOURCE = Path(__file__).parents[2] / "src" / "handelsgraph"
_GAP = "\0"
_FIRST = r"(?:OPTIONAL )?(?:MATCH|UNWIND|MERGE|CREATE|CALL|WITH)\b.*[({]"
_CYPHER = re.compile(rf"\s*(?:X\s+)?(?:{_FIRST}|RETURN )", re.DOTALL)


@dataclass(frozen=True)
class Written:
    """A statement, or part of one, in the code: what an f-string fills in is X in `text` and anything in `pattern`."""

    where: str
    text: str
    pattern: re.Pattern[str]


def in_code(*packages: str) -> list[Written]:
    """Return what is written in these packages (all: none named)."""
    folders = [SOURCE / name for name in packages] or [SOURCE]
    return [found for folder in folders for file in sorted(folder.rglob("*.py")) for found in _in_file(file)]


def in_files() -> dict[str, str]:
    """Return the statements of the schema files and of the catalogue, by where they are."""
    schema = {f"{file.name} {n}": text for file in schema_files() for n, text in enumerate(file.statements)}
    return schema | {f"query {query.name}": query.cypher for query in catalogue().values()}


def squeezed(text: str) -> str:
    """Return the text with single spaces."""
    return " ".join(text.split())


def _in_file(file: Path) -> Iterator[Written]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    for node in _texts(tree):
        parts = _parts(node)
        text = _GAP.join(parts)
        if _CYPHER.match(text.replace(_GAP, "X")):
            pattern = ".*?".join(map(re.escape, squeezed(_GAP.join(parts)).split(_GAP)))
            yield Written(f"{file.relative_to(SOURCE)}:{node.lineno}", text.replace(_GAP, "X"), re.compile(pattern))


def _texts(node: ast.AST) -> Iterator[ast.Constant | ast.JoinedStr]:
    """Yield strings and f-strings, but no docstrings."""
    if isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str)):
        yield node
        return
    for child in ast.iter_child_nodes(node):
        if not (isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)):
            yield from _texts(child)


def _parts(node: ast.Constant | ast.JoinedStr) -> list[str]:
    if isinstance(node, ast.Constant):
        return [str(node.value)]
    parts = [""]
    for value in node.values:
        if isinstance(value, ast.Constant):
            parts[-1] += str(value.value)
        else:
            parts.append("")
    return parts
