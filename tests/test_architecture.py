"""The sentences of ARCHITECTURE.md about which part may know which, held against the imports in the code."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "handelsgraph"
FILES = sorted(SOURCE.rglob("*.py"))

BASE = {"schema", "article", "reading", "evidence", "errors", "interrupt", "settings", "resources", "shard"}
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


def imports(file: Path) -> Iterator[str]:
    """Every module a file imports, at its top or inside a function."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: relative import"
            module = node.module or ""
            yield from (f"{module}.{alias.name}" for alias in node.names) if module == "handelsgraph" else [module]


def package_of(file: Path) -> str:
    return file.relative_to(SOURCE).parts[0].removesuffix(".py")


@pytest.mark.parametrize("file", FILES, ids=lambda f: str(f.relative_to(SOURCE)))
def test_a_part_imports_only_what_it_may_know(file: Path) -> None:
    package = package_of(file)
    for module in imports(file):
        top, *rest = module.split(".")
        if top == "handelsgraph" and rest and package in MAY_IMPORT:
            assert rest[0] in MAY_IMPORT[package] | {package, "__version__"}, f"{file} imports {module}"
        if top in HOME_OF:
            assert package == HOME_OF[top], f"{file} imports {module}"
        assert top != "click", f"{file} imports click; typer brings its own"


def test_files_stay_small() -> None:
    lengths = sorted(len(file.read_text(encoding="utf-8").splitlines()) for file in FILES)
    assert lengths[len(lengths) // 2] < 100
    assert lengths[-1] <= 400


@pytest.mark.parametrize("file", FILES, ids=lambda f: str(f.relative_to(SOURCE)))
def test_library_code_does_not_print(file: Path) -> None:
    if package_of(file) == "cli":
        return
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        assert not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"), file
