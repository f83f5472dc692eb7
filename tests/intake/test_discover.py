from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

from handelsgraph import intake
from handelsgraph.article import Article
from handelsgraph.intake import Rejected

ReadAll = Callable[[Path], list[Article | Rejected]]


def make(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")


def test_only_article_files_are_found_and_in_order(tmp_path: Path) -> None:
    make(tmp_path, "b.txt", "a.md", "sub/c.html", "sub/d.HTM", "e.jsonl", "f.ndjson")
    make(tmp_path, "b.txt.meta.json", "gold.json", ".hidden.txt", ".git/x.txt", "README.md", "x.docx", "sub/readme.txt")
    found = [str(path.relative_to(tmp_path)) for path in intake.discover([tmp_path])]
    assert found == ["a.md", "b.txt", "e.jsonl", "f.ndjson", "sub/c.html", "sub/d.HTM"]


def test_the_order_of_the_arguments_does_not_matter_and_nothing_comes_twice(tmp_path: Path) -> None:
    make(tmp_path, *(f"{letter}/{number}.txt" for letter in "abc" for number in range(3)))
    arguments = [tmp_path, *tmp_path.iterdir(), *tmp_path.rglob("*.txt")]
    expected = list(intake.discover([tmp_path]))
    assert len(expected) == 9
    for seed in range(5):
        random.Random(seed).shuffle(arguments)
        assert list(intake.discover(arguments)) == expected


def test_a_named_file_is_taken_whatever_its_name_but_a_sidecar_is_not(tmp_path: Path) -> None:
    make(tmp_path, "README.md", ".a.txt", "b.txt.meta.json", "c.docx")
    named = [tmp_path / name for name in ("README.md", ".a.txt", "b.txt.meta.json", "c.docx")]
    assert [path.name for path in intake.discover(named)] == [".a.txt", "README.md", "c.docx"]


def test_loops_of_links_end(tmp_path: Path) -> None:
    make(tmp_path, "sub/a.txt")
    (tmp_path / "sub" / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "again.txt").symlink_to(tmp_path / "sub" / "a.txt")
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    names = [path.name for path in intake.discover([tmp_path])]
    assert sorted(names) == ["again.txt", "self.txt"] or sorted(names) == ["a.txt", "self.txt"]


def test_a_dangling_link_is_reported(tmp_path: Path, read_all: ReadAll) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone.txt")
    (path,) = intake.discover([tmp_path])
    (found,) = read_all(path)
    assert isinstance(found, Rejected)
    assert "no such file" in found.reason


def test_a_directory_without_articles_is_skipped_with_reason(tmp_path: Path, read_all: ReadAll) -> None:
    make(tmp_path, "picture.png", "sub/notes.docx")
    assert list(intake.discover([tmp_path])) == [tmp_path]
    assert read_all(tmp_path) == [Rejected(tmp_path, None, "no articles in this directory", skipped=True)]


def test_a_missing_path_fails_with_reason(tmp_path: Path, read_all: ReadAll) -> None:
    missing = tmp_path / "missing"
    assert list(intake.discover([missing])) == [missing]
    (found,) = read_all(missing)
    assert isinstance(found, Rejected)
    assert not found.skipped


def test_a_directory_without_permission_fails_with_reason(unprivileged: Path, read_all: ReadAll) -> None:
    make(unprivileged, "a.txt", "closed/b.txt")
    (unprivileged / "closed").chmod(0)
    assert [path.name for path in intake.discover([unprivileged])] == ["a.txt", "closed"]
    assert read_all(unprivileged / "closed") == [
        Rejected(unprivileged / "closed", None, "permission denied", skipped=False)
    ]


def test_the_number_of_articles(tmp_path: Path) -> None:
    make(tmp_path, "a.txt", "b.md")
    (tmp_path / "c.jsonl").write_text('{"text": "x"}\n{"text": "y"}', encoding="utf-8")
    assert intake.count(intake.discover([tmp_path])) == 4
    assert intake.count([tmp_path / "gone.jsonl"]) == 1
