"""A small world for training: an encoder's vocabulary of letters, public sets of a few sentences, their checksums."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
Run = Callable[..., subprocess.CompletedProcess[str]]


@dataclass(frozen=True)
class Sources:
    """Folders as `make model` takes them, and the file with their checksums."""

    encoder: Path
    public: Path
    checksums: Path


@pytest.fixture
def run() -> Run:
    """Run a Python module of the repository and capture what it prints."""

    def start(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", *arguments],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
            env={"PYTHONPATH": f"{ROOT}:{ROOT / 'src'}"},
        )

    return start


@pytest.fixture
def encoder(tmp_path: Path) -> Path:
    """A folder with a vocabulary of letters and common words; the smoke configs need no weights."""
    text = " ".join(p.read_text("utf-8") for p in sorted((ROOT / "training" / "articles").glob("*1.txt")))
    letters = sorted({c for c in text if not c.isspace()})
    common = [word for word, _ in Counter(re.findall(r"[^\W\d_]{2,}", text)).most_common(3000)]
    folder = tmp_path / "encoder"
    (folder / "assets").mkdir(parents=True)
    pieces = [*SPECIAL, *letters, *(f"##{c}" for c in letters if c.isalnum()), *common]
    (folder / "assets" / "vocab.txt").write_text("\n".join(pieces), encoding="utf-8")
    return folder


@pytest.fixture
def sources(tmp_path: Path, encoder: Path) -> Sources:
    """The encoder, and public sets in the files and formats of the real ones."""
    public = tmp_path / "public"
    public.mkdir()
    words = [("Lea", "B-PER"), ("Ott", "I-PER"), ("wohnt", "O"), ("in", "O"), ("Ulm", "B-LOC"), (".", "O")]
    germeval = "".join(f"{n}\t{word}\t{tag}\tO\n" for n, (word, tag) in enumerate(words, 1)) + "\n"
    wikiner = "".join(f"{word}\t{tag.replace('B-', 'I-')}\n" for word, tag in words) + "\n"
    text = "Lea Ott wohnt in Ulm."
    spans = [
        {"span": {"start": 0, "end": 7}, "type": "PERSON"},
        {"span": {"start": 17, "end": 20}, "type": "LOCATION_CITY"},
    ]
    documents = "\n".join(
        json.dumps({"text": {"string": f"{text} {n}"}, "conceptMentions": {"array": spans}}) for n in range(6)
    )
    contents = {
        "germeval14.dev.tsv.gz": germeval * 10,
        "germeval14.test.tsv.gz": germeval * 10,
        "smartdata.v1.train.json.gz": documents,
        "wikiner-de.part.tsv.gz": wikiner * 20,
    }
    for name, content in contents.items():
        (public / name).write_bytes(gzip.compress(content.encode(), mtime=0))

    def files(folder: Path, names: list[str]) -> str:
        sums = (f'"{name}" = "{hashlib.sha256((folder / name).read_bytes()).hexdigest()}"' for name in names)
        return "{ " + ", ".join(sums) + " }"

    checksums = tmp_path / "sources.toml"
    checksums.write_text(
        f'[encoder]\nname = "letters"\npackage = "none"\nurl = "https://example.org"\nlicence = "CC0"\n'
        f"files = {files(encoder, ['assets/vocab.txt'])}\n"
        f'[[public]]\nname = "a sentence"\nlicence = "CC0"\npaper = "none"\nfiles = {files(public, list(contents))}\n',
        encoding="utf-8",
    )
    return Sources(encoder, public, checksums)
