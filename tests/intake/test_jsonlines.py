from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from handelsgraph import intake
from handelsgraph.article import Article
from handelsgraph.intake import Rejected


@pytest.fixture
def read_lines(tmp_path: Path) -> Callable[[bytes], list[Article | Rejected]]:
    def read(data: bytes) -> list[Article | Rejected]:
        path = tmp_path / "a.jsonl"
        path.write_bytes(data)
        return list(intake.read(path))

    return read


ReadLines = Callable[[bytes], list[Article | Rejected]]


def test_every_line_is_an_article(read_lines: ReadLines, german: str, tmp_path: Path) -> None:
    lines = [
        {"url": "https://example.org/1", "title": "Eins", "date": "2019-11-27", "source": "Blatt", "text": german},
        {"text": german, "id": 7},
    ]
    first, second = read_lines(b"\xef\xbb\xbf" + "\n\n".join(json.dumps(line) for line in lines).encode())
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.url, first.title, first.published, first.source) == (
        "https://example.org/1",
        "Eins",
        "2019-11-27",
        "Blatt",
    )
    assert second.url == (tmp_path / "a.jsonl").as_uri() + "#3"
    assert (second.title, second.published) == ("Delegation aus Brandenburg in Tianjin", "2018-06-12")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "not JSON"),
        ("[]", "not a JSON object"),
        ('"text"', "not a JSON object"),
        ("{}", "no 'text'"),
        ('{"text": 7}', "text: "),
        ('{"text": null}', "text: "),
        ('{"text": "x", "date": "bald"}', "date: 'bald' is not a date"),
        ('{"text": "x", "url": "ftp://x"}', "url: "),
        ("[" * 100_000, "not JSON"),
        ('{"text": ' + "9" * 5000 + "}", "not JSON"),
        ('{"text": "abc', "not JSON"),
        ("\x00\x01\x02\x03", "not text: binary data"),
    ],
)
def test_a_bad_line_fails_with_its_number_and_the_others_go_on(
    read_lines: ReadLines, german: str, line: str, reason: str
) -> None:
    good = json.dumps({"text": german})
    first, bad, last = read_lines(f"{good}\n{line}\n{good}\n".encode())
    assert isinstance(first, Article)
    assert isinstance(last, Article)
    assert isinstance(bad, Rejected)
    assert (bad.line, bad.skipped) == (2, False)
    assert reason in bad.reason


def test_lone_surrogates_in_escapes(read_lines: ReadLines, german: str) -> None:
    escaped = json.dumps({"title": "Titel \ud800", "text": german + "\udfff"})
    assert "\\ud800" in escaped
    (found,) = read_lines(escaped.encode())
    assert isinstance(found, Article)
    assert (found.title, found.text) == ("Titel \ufffd", german + "\ufffd")
    (bad,) = read_lines(json.dumps({"url": "https://example.org/\ud800", "text": german}).encode())
    assert isinstance(bad, Rejected)


def test_lines_in_latin_1(read_lines: ReadLines, german: str) -> None:
    (found,) = read_lines(json.dumps({"text": german}, ensure_ascii=False).encode("latin-1"))
    assert isinstance(found, Article)
    assert found.text == german


def test_utf_16_is_refused(read_lines: ReadLines, german: str) -> None:
    (found,) = read_lines(json.dumps({"text": german}).encode("utf-16"))
    assert isinstance(found, Rejected)
    assert "must be UTF-8" in found.reason


def test_a_line_that_is_too_long_is_passed_over(read_lines: ReadLines, german: str) -> None:
    good = json.dumps({"text": german}).encode()
    first, second = read_lines(b'{"text": "' + b"x" * 11_000_000 + b'"}\n' + good)
    assert first == Rejected(first.path, 1, "the line is longer than 10 MB", skipped=False)  # type: ignore[arg-type]
    assert isinstance(second, Article)


def test_an_empty_file_is_skipped(read_lines: ReadLines) -> None:
    (found,) = read_lines(b"\n \n")
    assert isinstance(found, Rejected)
    assert found.skipped


def test_the_language_is_checked_line_by_line(read_lines: ReadLines, german: str) -> None:
    english = "The delegation of the chamber visited the city and the mayor received them with great honour and joy. "
    first, second = read_lines("\n".join(json.dumps({"text": text}) for text in (english * 3, german)).encode())
    assert first == Rejected(first.path, 1, "the text is not German", skipped=True)  # type: ignore[arg-type]
    assert isinstance(second, Article)


@pytest.mark.slow
def test_fifty_megabytes_are_streamed(tmp_path: Path, german: str) -> None:
    path = tmp_path / "big.jsonl"
    line = json.dumps({"text": german * 20}) + "\n"
    lines = 50_000_000 // len(line)
    path.write_text(line * lines, encoding="utf-8")
    script = (
        "import resource, sys; from pathlib import Path; from handelsgraph import intake\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "number = sum(1 for _ in intake.read(Path(sys.argv[1]), is_german=lambda text: True))\n"
        "print(number, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)\n"
    )
    done = subprocess.run([sys.executable, "-c", script, path], capture_output=True, text=True, check=True)
    number, growth = map(int, done.stdout.split())
    assert number == lines
    assert growth * (1 if sys.platform == "darwin" else 1024) < 20_000_000
