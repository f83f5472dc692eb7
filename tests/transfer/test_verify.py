"""An export that is not whole, or not one, is refused before anything is written, and the message says where."""

from __future__ import annotations

import gzip
import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from handelsgraph import transfer
from handelsgraph.errors import InputError

pytestmark = pytest.mark.slow

Change = Callable[[dict[str, Any]], Any]


@pytest.fixture
def export(exported: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(exported, tmp_path / "export"))


def seal(export: Path, lines: bytes) -> None:
    """Write the evidence, and a manifest that fits it."""
    (export / "evidence.jsonl").write_bytes(lines)
    change_manifest(
        export,
        lambda m: m["files"]["evidence.jsonl"].update(bytes=len(lines), sha256=hashlib.sha256(lines).hexdigest()),
    )


def change_manifest(export: Path, change: Change) -> None:
    path = export / "manifest.json"
    manifest = json.loads(path.read_text())
    change(manifest)
    path.write_text(json.dumps(manifest))


def refused(export: Path) -> str:
    with pytest.raises(InputError) as caught:
        transfer.verify(export)
    return str(caught.value)


def test_a_whole_export_is_accepted(export: Path) -> None:
    manifest = transfer.verify(export)
    assert manifest.counts.articles == 10
    lines = (export / "evidence.jsonl").read_text().splitlines()
    assert [json.loads(line)["id"] for line in lines] == sorted(json.loads(line)["id"] for line in lines)


def test_a_truncated_file(export: Path) -> None:
    path = export / "evidence.jsonl"
    path.write_bytes(path.read_bytes()[:-100])
    assert "evidence.jsonl is cut off" in refused(export)


def test_a_changed_file(export: Path) -> None:
    path = export / "evidence.jsonl"
    path.write_bytes(path.read_bytes().replace(b"Firma A", b"Firma X", 1))
    assert "its checksum differs" in refused(export)


def test_a_missing_file(export: Path) -> None:
    (export / "evidence.jsonl").unlink()
    assert "evidence.jsonl is missing" in refused(export)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda m: m.update(version=2), "format version 2 is unknown; this program reads version 1"),
        (lambda m: m.update(format="other"), "not the manifest of an export"),
        (lambda m: m.pop("digest"), "manifest.json: digest: Field required"),
        (lambda m: m.update(more=1), "manifest.json: more: Extra inputs"),
        (lambda m: m["files"].update({"../evil": m["files"]["evidence.jsonl"]}), "manifest.json: files"),
        (lambda m: m["files"].clear(), "one file of evidence"),
        (lambda m: m["counts"].update(statements=1), "holds articles=10"),
    ],
)
def test_a_wrong_manifest(export: Path, change: Change, message: str) -> None:
    change_manifest(export, change)
    assert message in refused(export)


def test_no_manifest(export: Path, tmp_path: Path) -> None:
    (export / "manifest.json").write_text("{\n  oops")
    assert "manifest.json, line 2: not JSON" in refused(export)
    (export / "manifest.json").unlink()
    assert "is not an export" in refused(export)
    assert "is no directory" in refused(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda r: r.update(id="0" * 16), "line 2: id: "),
        (lambda r: r.update(text="anders"), "line 2: content_hash: "),
        (lambda r: r["statements"][0].update(type="DROP"), "unknown relation type 'DROP'"),
        (lambda r: r["statements"][0].update(modality="maybe"), "line 2: statements.0.modality: "),
        (lambda r: r["statements"][0].update(subject="body:nobody"), "'body:nobody', which the article does not use"),
        (lambda r: r["names"][0].update(mentions=-1), "line 2: names.0.mentions: "),
        (lambda r: r["names"][0].update(label="Planet"), "line 2: names.0.label: "),
        (lambda r: r.update(ingested_at="gestern"), "line 2: ingested_at: "),
        (lambda r: r.pop("url"), "line 2: url: Field required"),
        (lambda r: r.update(colour="red"), "line 2: colour: Extra inputs"),
    ],
)
def test_a_wrong_line(export: Path, change: Change, message: str) -> None:
    records = [json.loads(line) for line in (export / "evidence.jsonl").read_text().splitlines()]
    change(records[1])
    seal(export, "".join(json.dumps(record) + "\n" for record in records).encode())
    assert message in refused(export)


def test_lines_that_are_no_records(export: Path) -> None:
    good = (export / "evidence.jsonl").read_bytes().splitlines(keepends=True)
    seal(export, good[0] + b"[1, 2\n")
    assert "evidence.jsonl, line 2: Invalid JSON" in refused(export)
    seal(export, good[0] + b'{"id": "\xff"}\n')
    assert "evidence.jsonl, line 2: Invalid JSON" in refused(export)
    seal(export, good[0] * 2)
    assert "line 2: id: the same article as in line 1" in refused(export)


def test_a_broken_archive(export: Path) -> None:
    packed = gzip.compress((export / "evidence.jsonl").read_bytes())[:-9]
    (export / "evidence.jsonl.gz").write_bytes(packed)
    entry = {"bytes": len(packed), "sha256": hashlib.sha256(packed).hexdigest()}
    change_manifest(export, lambda m: m.update(files={"evidence.jsonl.gz": entry}))
    assert "evidence.jsonl.gz, after line" in refused(export)
