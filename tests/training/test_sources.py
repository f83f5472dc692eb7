"""The sources' checksums are held against the files, and what is missing is named."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from training.sources import ARTICLES, WrongSourceError, check_all, hashes, read_sources


def test_what_is_there_is_right(sources: Any) -> None:
    check_all(sources.encoder, sources.public, ARTICLES, read_sources(sources.checksums))


@pytest.mark.parametrize(
    ("part", "file"), [("public", "wikiner-de.part.tsv.gz"), ("encoder", "assets/vocab.txt"), ("public", "")]
)
def test_a_missing_file_or_folder_is_named(sources: Any, part: str, file: str, tmp_path: Path) -> None:
    folder = getattr(sources, part)
    folders = {"encoder": sources.encoder, "public": sources.public}
    if file:
        (folder / file).unlink()
    else:
        folders[part] = folder = tmp_path / "nowhere"
    with pytest.raises(WrongSourceError) as told:
        check_all(folders["encoder"], folders["public"], ARTICLES, read_sources(sources.checksums))
    assert str(folder) in str(told.value)
    assert file in str(told.value)
    assert told.value.hint


def test_a_folder_without_articles_is_no_data(sources: Any, tmp_path: Path) -> None:
    with pytest.raises(WrongSourceError, match="no annotated articles"):
        check_all(sources.encoder, sources.public, tmp_path, read_sources(sources.checksums))


def test_hashes_tell_data_apart(sources: Any, tmp_path: Path) -> None:
    (tmp_path / "A.txt").write_text("one", encoding="utf-8")
    first = hashes(tmp_path, sources.public, ["wikiner-de.part.tsv.gz"])
    (tmp_path / "A.txt").write_text("two", encoding="utf-8")
    second = hashes(tmp_path, sources.public, ["wikiner-de.part.tsv.gz"])
    assert first["articles"] != second["articles"]
    assert first["wikiner-de.part.tsv.gz"] == second["wikiner-de.part.tsv.gz"]


def test_the_real_sources_name_everything_that_is_read() -> None:
    from training.public import FILES

    named = {name for part in read_sources()["public"] for name in part["files"]}
    assert {file for files in FILES.values() for file, _ in files} == named
