"""Schema files: numbered, applied once, in order, each remembered in the database with a checksum."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from handelsgraph.errors import SchemaMismatchError
from handelsgraph.graph.engine import Engine
from handelsgraph.graph.session import Sessions, Tx
from handelsgraph.resources import cypher_dir

_APPLIED = "MATCH (s:Schema) RETURN s.name AS name, s.checksum AS checksum"
_NAME = re.compile(r"\d{3}_\w+\.cypher")


@dataclass(frozen=True, slots=True)
class SchemaFile:
    """One schema file."""

    name: str
    statements: tuple[str, ...]
    checksum: str


def schema_files(folder: Path | None = None) -> list[SchemaFile]:
    """Return the schema files of the package in order."""
    paths = (folder or cypher_dir() / "schema").iterdir()
    return [_parse(path) for path in sorted(paths) if _NAME.fullmatch(path.name)]


def migrate(engine: Engine, sessions: Sessions, files: list[SchemaFile], *, apply: bool) -> None:
    """Bring the database to the schema of this version.

    Raises SchemaMismatchError for a database that holds something else, was written by a newer version, or by an
    altered schema file; and, if `apply` is false, for one that an older version wrote.
    """
    applied, foreign = sessions.read(_applied)
    where = engine.info.uri if engine.info.name == "neo4j" else engine.info.location
    if not applied and foreign:
        raise SchemaMismatchError(
            f"the database at {where} holds something that handelsgraph did not write",
            "use an empty database of its own (NEO4J_DATABASE)",
        )
    known = {file.name: file for file in files}
    if unknown := sorted(applied.keys() - known.keys()):
        raise SchemaMismatchError(
            f"the database at {where} was written by a newer handelsgraph (schema {', '.join(unknown)})",
            "install that version",
        )
    for name, checksum in sorted(applied.items()):
        if known[name].checksum != checksum:
            raise SchemaMismatchError(
                f"the database at {where} was made with another wording of schema file {name}",
                "restore the file, or ingest into an empty database",
            )
    missing = [file for file in files if file.name not in applied]
    if missing and not apply:
        if not applied:
            return  # an empty database: nothing to read, and reading must not change it
        raise SchemaMismatchError(
            f"the database at {where} was written by an older handelsgraph", "run any command that writes, e.g. rebuild"
        )
    for file in missing:
        for statement in file.statements:
            sessions.run(statement)
        sessions.write(lambda tx, file=file: _remember(tx, file))  # type: ignore[misc]


def _parse(path: Path) -> SchemaFile:
    text = path.read_text(encoding="utf-8").replace("\r\n", "\n")
    code = "\n".join(line for line in text.split("\n") if not line.lstrip().startswith("//"))
    statements = tuple(part.strip() for part in code.split(";") if part.strip())
    return SchemaFile(path.name, statements, hashlib.sha256(text.encode()).hexdigest())


def _applied(tx: Tx) -> tuple[dict[str, str], bool]:
    rows = tx.rows(_APPLIED)
    if not rows and tx.rows("MATCH (n) RETURN 1 AS one LIMIT 1"):
        rows = tx.rows(_APPLIED)  # another process may have begun meanwhile: then its first node is one of these
        return {row["name"]: row["checksum"] for row in rows}, not rows
    return {row["name"]: row["checksum"] for row in rows}, False


def _remember(tx: Tx, file: SchemaFile) -> None:
    tx.rows("MERGE (s:Schema {name: $name}) SET s.checksum = $checksum", name=file.name, checksum=file.checksum)
