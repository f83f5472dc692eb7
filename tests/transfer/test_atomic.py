"""What is written appears whole or not at all, and never takes the place of something it should not."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from handelsgraph.errors import InputError
from handelsgraph.transfer.atomic import new_file, new_folder

OWN = {"a", "b"}


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_folder_appears_when_it_is_whole(tmp_path: Path) -> None:
    target = tmp_path / "deep" / "export"
    with new_folder(target, OWN, force=False) as part:
        (part / "a").write_text("1")
        assert not target.exists()
    assert names(target) == ["a"]
    assert names(target.parent) == ["export"]


@pytest.mark.parametrize("error", [KeyboardInterrupt(), RuntimeError("x"), OSError(errno.ENOSPC, "full")])
def test_nothing_is_left_of_what_failed(tmp_path: Path, error: BaseException) -> None:
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "a").write_text("before")
    (tmp_path / "file").write_text("before")
    for context in (new_folder(tmp_path / "old", OWN, force=True), new_file(tmp_path / "file", force=True)):
        with pytest.raises((type(error), InputError)) as caught, context as part:
            (part / "a" if part.is_dir() else part).write_text("half")
            raise error
        if isinstance(error, OSError):
            assert "the disk of" in str(caught.value)
    assert names(tmp_path) == ["file", "old"]
    assert (tmp_path / "old" / "a").read_text() == (tmp_path / "file").read_text() == "before"


def test_an_older_one_is_replaced_only_if_that_is_wanted(tmp_path: Path) -> None:
    folder, file = tmp_path / "folder", tmp_path / "file"
    for text, force in (("1", False), ("2", True)):
        with new_folder(folder, OWN, force=force) as part:
            (part / "ab"[int(text) - 1]).write_text(text)
        with new_file(file, force=force) as part:
            part.write_text(text)
    assert (names(folder), file.read_text()) == (["b"], "2")
    for context in (new_folder(folder, OWN, force=False), new_file(file, force=False)):
        with pytest.raises(InputError, match=r"not empty|already"), context:
            pass
    assert names(tmp_path) == ["file", "folder"]


def test_what_somebody_else_wrote_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "thesis.txt").write_text("years of work")
    (tmp_path / "file").write_text("")
    for context, message in (
        (new_folder(tmp_path / "folder", OWN, force=True), r"holds 'thesis\.txt'"),
        (new_folder(tmp_path / "file", OWN, force=True), "is a file"),
        (new_file(tmp_path / "folder", force=True), "is a directory"),
        (new_file(tmp_path / "nowhere" / "file", force=False), "cannot write"),
        (new_folder(tmp_path / "file" / "below", OWN, force=False), "cannot write"),
    ):
        with pytest.raises(InputError, match=message), context:
            pass
    assert names(tmp_path / "folder") == ["thesis.txt"]


def test_an_empty_folder_may_be_there(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with new_folder(tmp_path / "empty", OWN, force=False) as part:
        (part / "a").write_text("1")
    assert names(tmp_path / "empty") == ["a"]
