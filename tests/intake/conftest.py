from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from handelsgraph import intake
from handelsgraph.article import Article
from handelsgraph.intake import Rejected

GERMAN = (
    "Delegation aus Brandenburg in Tianjin\n\n"
    "Potsdam, 12. Juni 2018. Eine Delegation aus Brandenburg hat in der vergangenen Woche die Stadt Tianjin besucht. "
    "Die Müller & Söhne GmbH aus Köthen unterzeichnete dort eine Vereinbarung über die Lieferung von Pumpen.\n"
)


@pytest.fixture
def german() -> str:
    return GERMAN


@pytest.fixture
def read_all() -> Callable[[Path], list[Article | Rejected]]:
    """Read a path with the real language check."""
    return lambda path: list(intake.read(path))


@pytest.fixture
def read_bytes(tmp_path: Path) -> Callable[[str, bytes], Article | Rejected]:
    """Write bytes to a file of this name and read the one thing it gives."""

    def read(name: str, data: bytes) -> Article | Rejected:
        path = tmp_path / name
        path.write_bytes(data)
        (item,) = intake.read(path)
        return item

    return read


@pytest.fixture
def unprivileged() -> Iterator[Path]:
    """A directory of a user whom file permissions bind, also where the tests run as root; gives up root meanwhile."""
    folder = Path(tempfile.mkdtemp(prefix="handelsgraph-test-"))
    folder.chmod(0o777)
    root = os.geteuid() == 0
    try:
        if root:
            os.seteuid(65534)
        yield folder
    finally:
        if root:
            os.seteuid(0)
        for path in folder.rglob("*"):
            if path.is_dir():
                path.chmod(0o755)
        shutil.rmtree(folder)
