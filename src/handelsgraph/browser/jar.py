"""The pinned Neo4j Browser: where its jar comes from, where it is kept, and whether a file is it."""

from __future__ import annotations

import hashlib
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

from handelsgraph.errors import InputError, NotFoundError
from handelsgraph.settings import default_data_dir

_CHUNK = 1 << 20
_PROPERTIES = "META-INF/maven/org.neo4j.client/neo4j-browser/pom.properties"


@dataclass(frozen=True, slots=True)
class Release:
    """A release of Neo4j Browser. `size` is in bytes, `sha256` in hexadecimal digits."""

    version: str
    size: int
    sha256: str

    @property
    def name(self) -> str:
        """The name of its jar."""
        return f"neo4j-browser-{self.version}.jar"

    @property
    def url(self) -> str:
        """Its address at Maven Central."""
        return f"https://repo1.maven.org/maven2/org/neo4j/client/neo4j-browser/{self.version}/{self.name}"


RELEASE = Release("5.24.0", 14_940_864, "064b3291c4236002c9ea04c89592ebebc80fe1f790eda36642599c9a1ee80bb8")
"""The only one whose pages were tried with this package."""

REMEDY = (
    "`handelsgraph browser --install` fetches it once from Maven Central (14.9 MB, licence GPLv3), "
    "`--jar PATH` takes a copy that is already here"
)


def installed_path(release: Release = RELEASE) -> Path:
    """Return where --install keeps the jar: one place for all graphs of the user."""
    return default_data_dir() / "browser" / release.name


def find(named: Path | None) -> Path:
    """Return the jar to use: `named` if there is one, else the installed one; either is the pinned release.

    Raises NotFoundError if there is none, InputError if the file is another one.
    """
    path = named or installed_path()
    if not path.is_file():
        missing = f"there is no file {named}" if named else "Neo4j Browser is not installed"
        raise NotFoundError(missing, REMEDY)
    check(path)
    return path


def check(path: Path, release: Release = RELEASE) -> None:
    """Raise InputError if the file is not the jar of `release`, naming the version that it is."""
    try:
        digest = hashlib.sha256()
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
    except OSError as error:
        raise InputError(f"cannot read {path}: {error.strerror}", REMEDY) from error
    if digest.hexdigest() == release.sha256:
        return
    other = _version(path)
    if other == release.version:
        raise InputError(f"{path} calls itself Neo4j Browser {other}, but its checksum differs: it is damaged", REMEDY)
    if other:
        raise InputError(f"{path} is Neo4j Browser {other}; this handelsgraph serves {release.version} only", REMEDY)
    raise InputError(f"{path} is not the jar of Neo4j Browser {release.version}", REMEDY)


_NO_JAR = (zipfile.BadZipFile, zlib.error, KeyError, ValueError, OSError, EOFError, RuntimeError)
"""What reading an entry of a damaged file, or of no jar, may raise: no archive, data that cannot be unpacked, no such
entry, offsets that lead nowhere, a cut end, encryption or a method that zipfile lacks.
"""


def _version(path: Path) -> str | None:
    """Return the version a jar of Neo4j Browser says it has, or None if the file is something else."""
    try:
        with zipfile.ZipFile(path) as jar, jar.open(_PROPERTIES) as file:
            lines = file.read(4096).decode("utf-8", "replace").splitlines()
    except _NO_JAR:
        return None
    return next((line[8:].strip()[:40] for line in lines if line.startswith("version=")), None)
