from __future__ import annotations

import sqlite3
from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from handelsgraph.errors import DatabaseError
from handelsgraph.settings import Settings
from handelsgraph.web import SqliteState, Visit, state_path
from handelsgraph.web.state import Entry

NOW = datetime(2024, 6, 1, tzinfo=UTC)
DAY = timedelta(days=1)


def _holds(articles: Collection[str]) -> Collection[str]:
    return {*articles} - {"lost"}


def due(state: SqliteState, now: datetime = NOW, wait: timedelta = DAY) -> list[str]:
    return [known.entry.url for known in state.due("a", now, lambda _: wait, _holds)]


def test_what_is_put_is_there_when_the_file_is_opened_again(tmp_path: Path) -> None:
    visit = Visit(NOW, "fetched", True, "id", "print", "etag", "date", "url", "stamp", 2, 3, NOW + DAY, "path")
    with SqliteState(tmp_path / "data" / "web.sqlite") as state:
        state.put("a", "u", visit)
        copied = state.copy()
    with SqliteState(tmp_path / "data" / "web.sqlite") as state:
        assert state.get("a", "u") == visit
        assert state.get("b", "u") is None
        state.drop("a", "u")
        assert state.get("a", "u") is None
    assert copied.get("a", "u") == visit


def test_when_an_address_is_due(state: SqliteState) -> None:
    state.listed("a", [Entry(url, published=f"2024-05-0{n}") for n, url in enumerate("nosfwglx", start=1)], NOW)
    state.listed("b", [Entry("other")], NOW)
    state.put("a", "o", Visit(NOW - 2 * DAY, "fetched"))
    state.put("a", "s", Visit(NOW, "fetched", stamp="another"))
    state.put("a", "f", Visit(NOW, "failed", settled=False))
    state.put("a", "w", Visit(NOW, "failed", settled=False, not_before=NOW + DAY))
    state.put("a", "g", Visit(NOW, "fetched", article="held"))
    state.put("a", "l", Visit(NOW, "fetched", article="lost"))
    # never visited (newest first), then by the last visit
    assert due(state) == ["x", "n", "o", "l", "f", "s"]
    assert set(due(state, NOW + DAY)) == set("xnoflswg")


def test_the_graph_is_asked_about_some_articles_at_a_time_and_only_if_it_matters(state: SqliteState) -> None:
    asked: list[list[str]] = []

    def holds(articles: Collection[str]) -> Collection[str]:
        asked.append(sorted(articles))
        return [article for article in articles if not article.endswith("7")]

    for n in range(1200):
        state.put("a", f"u{n:04}", Visit(NOW if n % 2 else NOW - 2 * DAY, "fetched", article=f"{n:04}"))
    found = [known.entry.url for known in state.due("a", NOW, lambda _: DAY, holds)]
    assert found == [f"u{n:04}" for n in (*range(0, 1200, 2), *range(7, 1200, 10))]
    assert sorted(article for part in asked for article in part) == [f"{n:04}" for n in range(1, 1200, 2)]
    assert max(map(len, asked)) <= 500


def test_what_is_no_longer_listed_is_given_while_it_is_dropped(state: SqliteState) -> None:
    urls = [f"u{n:04}" for n in range(1200)]
    state.listed("a", map(Entry, urls), NOW)
    state.listed("a", map(Entry, urls[::3]), NOW + DAY)
    gone = []
    for known in state.unlisted("a", NOW + DAY):
        state.drop("a", known.entry.url)
        gone.append(known.entry.url)
    assert gone == [url for n, url in enumerate(urls) if n % 3]
    assert [*state.unlisted("a", NOW + DAY)] == []


def test_listing_again_changes_nothing_about_visits(state: SqliteState) -> None:
    state.listed("a", [Entry("u", "title")], NOW)
    state.put("a", "u", Visit(NOW, "fetched", article="held"))
    state.listed("a", [Entry("u", "another")], NOW + DAY)
    assert state.get("a", "u") == Visit(NOW, "fetched", article="held")
    assert [known.entry.url for known in state.unlisted("a", NOW + DAY)] == []
    assert [known.entry.title for known in state.unlisted("a", NOW + 2 * DAY)] == ["another"]


def test_a_listing_that_breaks_off_is_not_kept_in_part(state: SqliteState) -> None:
    def entries():  # type: ignore[no-untyped-def]
        yield Entry("u")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        state.listed("a", entries(), NOW)
    assert due(state) == []


def test_a_file_that_is_no_state_is_told(tmp_path: Path) -> None:
    (tmp_path / "web.sqlite").write_text("this is no database, however long it is" * 100)
    with pytest.raises(DatabaseError, match=r"web\.sqlite"):
        SqliteState(tmp_path / "web.sqlite")
    newer = tmp_path / "newer.sqlite"
    with sqlite3.connect(newer) as other:
        other.execute("PRAGMA user_version = 99")
    with pytest.raises(DatabaseError, match="another version"):
        SqliteState(newer)


def test_a_state_that_breaks_in_use_is_told(tmp_path: Path) -> None:
    with SqliteState(tmp_path / "web.sqlite") as state:
        with sqlite3.connect(tmp_path / "web.sqlite") as other:
            other.execute("DROP TABLE address")
        for use in (
            lambda: due(state),
            lambda: state.get("a", "u"),
            lambda: state.put("a", "u", Visit(NOW, "fetched")),
            lambda: state.listed("a", [Entry("u")], NOW),
            lambda: state.drop("a", "u"),
        ):
            with pytest.raises(DatabaseError, match=r"web\.sqlite"):
                use()


def test_each_graph_has_its_own_state(tmp_path: Path) -> None:
    def path(uri: str | None, database: str | None = None) -> Path:
        return state_path(Settings(data=tmp_path, neo4j_uri=uri, neo4j_database=database))

    paths = [path(None), path("bolt://a"), path("bolt://b"), path("bolt://a", "trade")]
    assert len(set(paths)) == 4
    assert all(p.parent == tmp_path for p in paths)
