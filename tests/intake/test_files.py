"""Single files, one article each, good and bad."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from handelsgraph import intake
from handelsgraph.article import Article
from handelsgraph.intake import Rejected

Read = Callable[[str, bytes], Article | Rejected]


def rejection(item: Article | Rejected) -> Rejected:
    assert isinstance(item, Rejected)
    return item


def article(item: Article | Rejected) -> Article:
    assert isinstance(item, Article), item
    return item


def test_a_text_with_what_it_states(read_bytes: Read, german: str, tmp_path: Path) -> None:
    found = article(read_bytes("a.txt", german.encode()))
    assert found.text == german
    assert found.title == "Delegation aus Brandenburg in Tianjin"
    assert found.published == "2018-06-12"
    assert found.url == (tmp_path / "a.txt").as_uri()
    assert found.path == str(tmp_path / "a.txt")


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b" \r\n\t\n", "\u00ad\u200b\x0c".encode()])
def test_empty_files_are_skipped(read_bytes: Read, data: bytes) -> None:
    found = rejection(read_bytes("a.txt", data))
    assert (found.reason, found.skipped) == ("no text", True)


def test_binary_data_fails(read_bytes: Read) -> None:
    found = rejection(read_bytes("a.txt", bytes(range(256)) * 100))
    assert (found.reason, found.skipped) == ("not text: binary data", False)


def test_twenty_megabytes_in_one_line_fail_with_the_limit(read_bytes: Read) -> None:
    found = rejection(read_bytes("a.txt", b"a" * 20_000_000))
    assert "larger than 10 MB" in found.reason
    assert not found.skipped


def test_a_text_too_long_for_an_article_fails(read_bytes: Read, german: str) -> None:
    assert "1,000,000" in rejection(read_bytes("a.txt", (german * 5000).encode())).reason


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "latin-1", "utf-8-sig"])
def test_encodings_give_the_same_article(read_bytes: Read, german: str, encoding: str) -> None:
    found = article(read_bytes("a.txt", german.encode(encoding)))
    assert found.text == german


def test_decomposed_umlauts_and_windows_line_ends_give_the_same_article(read_bytes: Read, german: str) -> None:
    decomposed = german.replace("ü", "u\u0308").replace("ö", "o\u0308").replace("\n", "\r\n")
    plain = article(read_bytes("a.txt", german.encode()))
    found = article(read_bytes("a.txt", decomposed.encode()))
    assert (found.text, found.content_hash) == (plain.text, plain.content_hash)


def test_english_text_is_skipped(read_bytes: Read) -> None:
    text = (
        "A delegation of companies from Brandenburg visited the city of Tianjin last week. The mayor received them and "
        "they signed an agreement on the delivery of pumps, which both sides called a success.\n"
    )
    found = rejection(read_bytes("a.txt", text.encode()))
    assert (found.reason, found.skipped) == ("the text is not German", True)


@pytest.mark.parametrize(
    "name",
    ['Müller\'s "Söhne" `GmbH`', "x'}) DETACH DELETE n //", "a'; DROP DATABASE trade; --", "${HOME} $name {x: 1}"],
)
def test_names_with_quotes_and_cypher_pass_unchanged(read_bytes: Read, german: str, name: str) -> None:
    found = article(read_bytes("a.txt", german.replace("Müller & Söhne GmbH", name).encode()))
    assert name in found.text


def test_a_file_that_vanished(
    read_all: Callable[[Path], list[Article | Rejected]], tmp_path: Path, german: str
) -> None:
    (tmp_path / "a.txt").write_text(german, encoding="utf-8")
    (path,) = intake.discover([tmp_path])
    path.unlink()
    (found,) = read_all(path)
    assert "gone" in rejection(found).reason
    assert not rejection(found).skipped


def test_a_file_without_permission(unprivileged: Path, german: str) -> None:
    path = unprivileged / "a.txt"
    path.write_text(german, encoding="utf-8")
    path.chmod(0)
    (found,) = intake.read(path)
    assert rejection(found).reason == "permission denied"


def test_a_read_only_directory_is_read(unprivileged: Path, german: str) -> None:
    folder = unprivileged / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text(german, encoding="utf-8")
    folder.chmod(0o555)
    (path,) = intake.discover([folder])
    (found,) = intake.read(path)
    assert article(found).text == german


def test_devices_and_pipes_are_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    os.mkfifo(path)
    (found,) = intake.read(path)
    assert rejection(found).reason == "not a regular file"


def test_a_file_of_another_kind(read_bytes: Read) -> None:
    assert "files of this kind are not read" in rejection(read_bytes("a.docx", b"x")).reason


def test_a_file_name_that_is_not_utf8(german: str, tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"k\xf6thener.txt")
    path.write_text(german, encoding="utf-8")
    (found,) = intake.read(path)
    assert article(found).path == f"{tmp_path}/k\ufffdthener.txt"
    assert article(found).url.endswith("k%F6thener.txt")


def test_the_sidecar_wins_over_the_text(read_bytes: Read, german: str, tmp_path: Path) -> None:
    known = {"url": "https://example.org/1", "title": "Anderer Titel", "date": "20.06.2018", "source": "Blatt"}
    (tmp_path / "a.txt.meta.json").write_text(json.dumps(known), encoding="utf-8")
    found = article(read_bytes("a.txt", german.encode()))
    assert (found.url, found.title, found.published, found.source) == (
        "https://example.org/1",
        "Anderer Titel",
        "2018-06-20",
        "Blatt",
    )


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ('{"titel": "x"}', "unknown key 'titel'"),
        ('{"date": "neulich"}', "date: 'neulich' is not a date"),
        ('{"url": "javascript:alert(1)"}', "url: 'javascript:alert(1)' is not a http or https address"),
        ('{"url": "https://"}', "is not a http or https address"),
        ('{"title": 7}', "title: "),
        ("[]", "dictionary"),
        ("{", "not JSON"),
        ("\ufeff\x00", "not JSON"),
        ("[" * 60_000, "not JSON"),
        ('{"title": "' + "x" * 200_000, "larger than 100 kB"),
    ],
)
def test_a_faulty_sidecar_fails_with_its_name(
    read_bytes: Read, german: str, tmp_path: Path, content: str, reason: str
) -> None:
    (tmp_path / "a.txt.meta.json").write_text(content, encoding="utf-8")
    found = rejection(read_bytes("a.txt", german.encode()))
    assert found.reason.startswith("sidecar a.txt.meta.json: ")
    assert reason in found.reason
    assert not found.skipped
