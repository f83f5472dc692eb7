"""Favourites, starting points and the pack, run on every engine at hand."""

from __future__ import annotations

import io
import zipfile
from html.parser import HTMLParser
from pathlib import Path

import engines
import gold
import pytest

from handelsgraph.browser.favourites import Favourite, archive, favourites, stored
from handelsgraph.browser.guide import guide
from handelsgraph.browser.literal import comment, filled_in, literal
from handelsgraph.browser.pack import contents, write
from handelsgraph.browser.start import starting_points
from handelsgraph.errors import HandelsgraphError, InputError
from handelsgraph.graph import Edge, Graph, Node, open_graph
from handelsgraph.graph import Path as GraphPath
from handelsgraph.identity import evidence_of
from handelsgraph.places import Gazetteer
from handelsgraph.queries import catalogue, prepare

NASTY = 'O\'Brien \\ "GmbH" // /* $x ` \\u0027 ü\n\t'


@pytest.fixture(scope="module")
def items(gold_graph: Graph) -> list[Favourite]:
    return favourites(gold_graph, catalogue().values(), starting_points())


@pytest.mark.slow
def test_every_starting_point_shows_something(gold_graph: Graph) -> None:
    points = starting_points()
    assert len(points) == 10
    with engines.no_deprecations():
        for point in points:
            rows = gold_graph.read(point.cypher).rows
            drawn = [v for row in rows for v in row if isinstance(v, Node | Edge | GraphPath)]
            assert any(isinstance(v, Edge) or (isinstance(v, GraphPath) and v.edges) for v in drawn), point.title


@pytest.mark.slow
def test_every_question_is_a_favourite_that_answers_as_the_question_does(
    gold_graph: Graph, items: list[Favourite]
) -> None:
    by_id = {item.id: item for item in items}
    for query in catalogue().values():
        item = by_id[f"handelsgraph-{query.name}"]
        values, _ = prepare(gold_graph, query, query.example())
        answer = gold_graph.read(item.text)
        asked = gold_graph.read(query.cypher, values)
        assert answer.columns == asked.columns
        assert str(answer.rows) == str(asked.rows), query.name
        assert item.text.splitlines()[0] == f"// {query.title}"
        assert "$" not in filled_in(item.text, {})


@pytest.mark.slow
def test_a_text_comes_back_as_it_was_written(gold_graph: Graph) -> None:
    assert gold_graph.read(f"RETURN {literal(NASTY)} AS text").rows == [[NASTY]]
    values = [True, None, -3, 0.5]
    columns = ", ".join(f"{literal(value)} AS c{number}" for number, value in enumerate(values))
    assert gold_graph.read(f"RETURN {columns}").rows == [values]


@pytest.mark.slow
def test_names_the_graph_lacks_are_replaced_and_an_empty_graph_has_starting_points_only(tmp_path: Path) -> None:
    from handelsgraph.settings import Settings

    with open_graph(Settings(data=tmp_path / "empty", neo4j_uri=None), access="write") as graph:
        found = favourites(graph, catalogue().values(), starting_points())
        needs = {
            q.name for q in catalogue().values() if any(p.required and p.type.labels for p in q.parameters.values())
        }
        assert not {f"handelsgraph-{name}" for name in needs} & {item.id for item in found}
        article, reading = next(pair for pair in gold.load() if "CRRC" not in pair[0].text)
        graph.put(evidence_of(article, reading, Gazetteer.load()))
        again = {item.id: item for item in favourites(graph, catalogue().values(), ())}
        assert "CRRC" not in again["handelsgraph-about"].text
        assert graph.read(again["handelsgraph-about"].text).columns


def test_parameters_inside_texts_and_comments_stay() -> None:
    cypher = "// $a\nRETURN '$a' AS x, \"$a\" AS y, `$a` AS z, $a AS w /* $a */"
    assert filled_in(cypher, {"a": 1}) == cypher.replace(", $a AS w", ", 1 AS w")
    with pytest.raises(KeyError):
        filled_in("RETURN $b", {"a": 1})


def test_a_comment_stays_on_its_line() -> None:
    assert comment("a\nMATCH (n) DETACH DELETE n\u2028\x1b[2J b") == "// a MATCH (n) DETACH DELETE n [2J b"


HOSTILE = [
    Favourite("handelsgraph-start-01", "start here", "// First\n// What it shows\nRETURN 1\n"),
    Favourite(
        "handelsgraph-x", "<b>group", "// A <script>alert(1)</script>\n// B & C\nRETURN '</pre><script>x</script>'"
    ),
]


def test_the_archive_has_a_folder_for_each_group_and_is_always_the_same() -> None:
    packed = archive(HOSTILE)
    with zipfile.ZipFile(io.BytesIO(packed)) as file:
        assert file.namelist() == [
            "handelsgraph start here/handelsgraph-start-01.cypher",
            "handelsgraph <b>group/handelsgraph-x.cypher",
        ]
        assert file.read(file.namelist()[0]).decode() == HOSTILE[0].text
    assert archive(HOSTILE) == packed


def test_what_the_browser_stores_joins_favourites_and_folders() -> None:
    kept = stored(HOSTILE)
    folders = {folder["id"]: folder["name"] for folder in kept["folders"]}
    assert [folders[d["folder"]] for d in kept["documents"]] == ["handelsgraph start here", "handelsgraph <b>group"]


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def test_the_guide_has_a_slide_for_each_folder_and_escapes_all() -> None:
    page = Tags()
    page.feed(guide(HOSTILE))
    assert "script" not in page.seen
    assert page.seen.count("slide") == 3
    assert page.seen.count("pre") == 2
    assert HOSTILE[1].text in "".join(page.text)


def test_the_pack_is_written_over_an_older_one(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "pack"
    for _ in range(2):
        paths = write(folder, contents(HOSTILE))
        assert sorted(path.name for path in folder.iterdir()) == ["favourites.zip", "guide.html", "style.grass"]
    assert {path.parent for path in paths} == {folder}
    (tmp_path / "file").touch()
    with pytest.raises(InputError, match="cannot write"):
        write(tmp_path / "file", contents(HOSTILE))


def test_a_starting_point_without_its_comments_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "01.cypher").write_text("MATCH (n)\nRETURN n\n", encoding="utf-8")
    with pytest.raises(HandelsgraphError, match="begins with two comments"):
        starting_points(tmp_path)


def test_the_documentation_shows_the_starting_points_as_they_are() -> None:
    page = (Path(__file__).parents[2] / "docs" / "browser.md").read_text(encoding="utf-8")
    for number, point in enumerate(starting_points(), 1):
        assert f"### {number}. {point.title}" in page
        assert f"```cypher\n{point.cypher}```" in page
