from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

import pytest

from handelsgraph.browser.jar import Release

PAGES = {
    "browser/index.html": b"<!doctype html><title>The Browser</title>",
    "browser/app-1.bundle.js": b"run()",
    "browser/assets/fonts/one.woff2": b"font",
    "browser/style.css": b"p {}",
    "browser/worker.unknown": b"?",
    "META-INF/MANIFEST.MF": b"not for visitors",
}


@pytest.fixture(scope="session")
def jar(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A jar made like that of Neo4j Browser, which itself is not ours to ship."""
    path = tmp_path_factory.mktemp("jar") / "neo4j-browser-0.0.1.jar"
    with zipfile.ZipFile(path, "w") as file:
        for name, content in PAGES.items():
            file.writestr(name, content)
        file.writestr("browser/../outside.txt", b"outside")
        file.writestr(
            "META-INF/maven/org.neo4j.client/neo4j-browser/pom.properties", b"artifactId=neo4j-browser\nversion=0.0.1\n"
        )
    return path


@pytest.fixture(scope="session")
def release(jar: Path) -> Release:
    """The release that this jar is."""
    content = jar.read_bytes()
    return Release("0.0.1", len(content), hashlib.sha256(content).hexdigest())
