"""The sentences of ARCHITECTURE.md about which part may know which, held against the imports in the code."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

SOURCE = Path(__file__).parents[1] / "src" / "handelsgraph"
FILES = sorted(SOURCE.rglob("*.py"))

BASE = {"schema", "article", "reading", "evidence", "errors", "interrupt", "settings", "resources", "shard"}
BASE |= {"parts", "seen", "spool"}
MAY_IMPORT = {
    "intake": BASE | {"extraction"},
    "extraction": BASE | {"places"},
    "places": BASE,
    "pictures": BASE,
    "identity": BASE | {"places"},
    "copies": BASE | {"extraction"},
    "graph": BASE | {"copies", "identity", "places"},
    "web": BASE | {"intake", "extraction", "places"},
    "queries": BASE | {"graph", "identity", "places"},
    "browser": BASE | {"graph", "places", "queries"},
    "evaluation": BASE | {"intake", "reading_json"},
    "transfer": BASE | {"graph"},
}
HOME_OF = {
    "neo4j": "graph",
    "arcadedb": "graph",
    "spacy": "extraction",
    "onnxruntime": "extraction",
    "httpx": "web",
    "py2neo": "py2neo_bridge",
    "typer": "cli",
    "rich": "cli",
}


@cache
def nodes(file: Path) -> list[ast.AST]:
    return [*ast.walk(ast.parse(file.read_text(encoding="utf-8")))]


def imports(file: Path) -> Iterator[str]:
    """Every module a file imports, at its top or inside a function."""
    for node in nodes(file):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = "." * node.level + (node.module or "")
            yield from (f"{module}.{alias.name}" for alias in node.names) if module == "handelsgraph" else [module]


def package_of(file: Path) -> str:
    return file.relative_to(SOURCE).parts[0].removesuffix(".py")


def may_import(package: str, module: str) -> bool:
    top, *rest = module.split(".")
    if top == "handelsgraph" and rest and package in MAY_IMPORT:
        return rest[0] in MAY_IMPORT[package] | {package, "__version__"}
    return top not in ("", "click") and HOME_OF.get(top, package) == package  # relative imports; typer brings its own


def test_a_part_imports_only_what_it_may_know() -> None:
    found = [(file, module) for file in FILES for module in imports(file)]
    assert len(found) > len(FILES)
    wrong = [f"{file} imports {module}" for file, module in found if not may_import(package_of(file), module)]
    assert not wrong, "\n".join(wrong)


def test_files_stay_small() -> None:
    lengths = sorted(len(file.read_text(encoding="utf-8").splitlines()) for file in FILES)
    assert lengths[len(lengths) // 2] < 100
    assert lengths[-1] <= 400


def prints(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"


def test_library_code_does_not_print() -> None:
    printing = [file for file in FILES if package_of(file) != "cli" and any(map(prints, nodes(file)))]
    assert not printing
