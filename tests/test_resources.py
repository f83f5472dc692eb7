from __future__ import annotations

from pathlib import Path

import pytest

from handelsgraph import resources
from handelsgraph.errors import HandelsgraphError


def test_the_cypher_files_are_found() -> None:
    found = resources.cypher_dir()
    assert (found / "queries" / "who-knows-whom" / "met.cypher").is_file()
    assert list((found / "schema").glob("*.cypher"))
    assert (found / "browser" / "style.grass").is_file()


def test_those_inside_the_package_come_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "src" / "handelsgraph"
    for folder in (package / "cypher" / "queries", tmp_path / "cypher" / "queries"):
        folder.mkdir(parents=True)
    monkeypatch.setattr(resources, "__file__", str(package / "resources.py"))
    assert resources.cypher_dir() == package / "cypher"
    (package / "cypher" / "queries").rmdir()
    assert resources.cypher_dir() == tmp_path / "cypher"


def test_a_broken_installation_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources, "__file__", str(tmp_path / "lib" / "handelsgraph" / "resources.py"))
    with pytest.raises(HandelsgraphError, match="the Cypher files are missing"):
        resources.cypher_dir()
