"""The manifest of an export: what is in it, and how to tell whether it has arrived whole."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from handelsgraph.errors import InputError
from handelsgraph.transfer.faults import explain

NAME = "manifest.json"
FORMAT = "handelsgraph evidence"
VERSION = 1

FileName = Literal["evidence.jsonl", "evidence.jsonl.gz", "judgements.toml"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class File(_Strict):
    """A file of the export: its size in bytes and the SHA-256 of these bytes."""

    bytes: Annotated[int, Field(ge=0)]
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


class Counts(_Strict):
    """How much evidence there is; `names` counts a name once for each article that uses it."""

    articles: Annotated[int, Field(ge=0)] = 0
    names: Annotated[int, Field(ge=0)] = 0
    links: Annotated[int, Field(ge=0)] = 0
    statements: Annotated[int, Field(ge=0)] = 0


class Manifest(_Strict):
    """`digest` is that of the projection; `identity` stands for the rules, reference data and judgements behind it."""

    format: Literal["handelsgraph evidence"] = "handelsgraph evidence"
    version: int = VERSION
    program: str
    created: AwareDatetime
    digest: str
    identity: str | None
    counts: Counts
    files: dict[FileName, File]

    @property
    def evidence(self) -> FileName:
        """The file with the evidence."""
        return "evidence.jsonl.gz" if "evidence.jsonl.gz" in self.files else "evidence.jsonl"


def write_manifest(folder: Path, manifest: Manifest) -> Path:
    """Write the manifest of an export."""
    path = folder / NAME
    path.write_text(manifest.model_dump_json(indent=2) + "\n", encoding="utf-8")
    return path


def read_manifest(folder: Path) -> Manifest:
    """Return the manifest of an export.

    Raises InputError if there is none, it cannot be used, or this program does not know its version.
    """
    path = folder / NAME
    try:
        data: Any = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise InputError(
            f"{folder} is not an export: it has no {NAME}", "give the directory that `handelsgraph export` wrote"
        ) from None
    except OSError as error:
        raise InputError(f"cannot read {path}: {error.strerror}") from error
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        line = f", line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise InputError(f"{path}{line}: not JSON", "make the export again") from error
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise InputError(f"{path}: not the manifest of an export of evidence")
    if data.get("version") != VERSION:
        raise InputError(
            f"{path}: format version {data.get('version')!r} is unknown; this program reads version {VERSION}",
            "use the version of handelsgraph that wrote it, or a later one",
        )
    try:
        manifest = Manifest.model_validate(data)
    except ValidationError as error:
        raise InputError(f"{path}: {explain(error)}", "make the export again") from None
    if len(manifest.files.keys() - {"judgements.toml"}) != 1:
        raise InputError(f"{path}: files: there has to be one file of evidence", "make the export again")
    return manifest
