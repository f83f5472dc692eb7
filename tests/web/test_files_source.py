from __future__ import annotations

import json
from collections.abc import Collection
from pathlib import Path

import odd_pages
from conftest import Collect
from portal import FAST, GERMAN

from handelsgraph.web import Gone, Item, SqliteState
from handelsgraph.web.source import FilesSource, SourcesFile


def source(*paths: Path | str) -> FilesSource:
    entry = {"name": "press", "kind": "files", "paths": [str(path) for path in paths], "limits": FAST}
    (found,) = SourcesFile.model_validate({"source": [entry]}).sources()
    assert isinstance(found, FilesSource)
    return found


def told(items: list[Item]) -> dict[str, str]:
    return {item.url.rsplit("/", 1)[1]: type(item).__name__ for item in items}


def test_directories_globs_and_pdf_are_read_and_changes_seen(tmp_path: Path, day: Collect) -> None:
    (tmp_path / "a.txt").write_text(GERMAN, encoding="utf-8")
    (tmp_path / "b.html").write_text(odd_pages.HTML, encoding="utf-8")
    odd_pages.write_pdf(tmp_path / "c.pdf")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "d.txt").write_text(GERMAN, encoding="utf-8")
    (tmp_path / "e.txt").write_text(odd_pages.ENGLISH, encoding="utf-8")
    everything = source(tmp_path)
    assert told(day(everything)) == {
        "a.txt": "Fetched",
        "b.html": "Fetched",
        "c.pdf": "Fetched",
        "d.txt": "Fetched",
        "e.txt": "Refused",
    }
    (tmp_path / "a.txt").write_text(GERMAN + " Und mehr.", encoding="utf-8")
    (tmp_path / "b.html").unlink()
    assert told(day(everything)) == {
        "a.txt": "Fetched",
        "b.html": "Gone",
        "c.pdf": "Unchanged",
        "d.txt": "Unchanged",
        "e.txt": "Refused",
    }
    assert set(told(day(source(tmp_path / "**" / "*.txt")))) >= {"a.txt", "d.txt"}


def test_an_article_that_is_there_twice_is_taken_once(tmp_path: Path, day: Collect) -> None:
    line = json.dumps({"url": "https://a.example/1", "text": GERMAN})
    (tmp_path / "press.jsonl").write_text(f"{line}\n{line}\n", encoding="utf-8")
    graph: set[str] = set()
    asked: list[list[str]] = []

    def holds(articles: Collection[str]) -> Collection[str]:
        asked.append([*articles])
        return graph.intersection(articles)

    items = day(source(tmp_path), holds=holds, taken=graph.add)
    assert [type(item).__name__ for item in items] == ["Fetched", "Unchanged"]
    graph.clear()
    items = day(source(tmp_path), holds=holds, taken=graph.add)
    assert [type(item).__name__ for item in items] == ["Fetched", "Unchanged"], "the graph has lost it"
    assert max(map(len, asked)) == 2, "articles of a part are asked about together"


def test_a_line_that_goes_is_gone_and_the_others_stay(tmp_path: Path, day: Collect, state: SqliteState) -> None:
    lines = [
        json.dumps({"url": f"https://a.example/{n}", "text": GERMAN.replace("Pumpen", f"{n} Pumpen")}) for n in "123"
    ]
    path = tmp_path / "press.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    assert told(day(source(path))) == {"1": "Fetched", "2": "Fetched", "3": "Fetched"}
    path.write_text("\n".join(lines[1:]), encoding="utf-8")
    items = day(source(path))
    assert told(items) == {"2": "Unchanged", "3": "Unchanged", "1": "Gone"}
    assert [item.times for item in items if isinstance(item, Gone)] == [1]
    (gone,) = (item for item in day(source(path)) if isinstance(item, Gone))
    assert gone.times == 2
    assert gone.visit is not None
    state.put("press", gone.url, gone.visit.withdrawn())
    assert told(day(source(path))) == {"2": "Unchanged", "3": "Unchanged"}


def test_a_file_that_cannot_be_read_for_now_is_not_gone(tmp_path: Path, day: Collect) -> None:
    path = tmp_path / "a.txt"
    path.write_text(GERMAN, encoding="utf-8")
    day(source(tmp_path))
    path.write_bytes(b"PK\x03\x04" + b"\0" * 100)
    assert told(day(source(tmp_path))) == {"a.txt": "Failed"}
    path.write_text(GERMAN, encoding="utf-8")
    assert told(day(source(tmp_path))) == {"a.txt": "Unchanged"}


def test_a_directory_that_is_not_there_takes_nothing_with_it(tmp_path: Path, day: Collect) -> None:
    folder = tmp_path / "mounted"
    folder.mkdir()
    (folder / "a.txt").write_text(GERMAN, encoding="utf-8")
    day(source(folder))
    folder.rename(tmp_path / "elsewhere")
    assert told(day(source(folder))) == {"mounted": "Failed"}
