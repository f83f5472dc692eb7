from __future__ import annotations

from pathlib import Path

import pytest

from handelsgraph.errors import InputError
from handelsgraph.queries.catalogue import catalogue
from handelsgraph.queries.kinds import Kind
from handelsgraph.queries.parse import parse, read

GOOD = """\
// name: near
// title: What lies near
// group: test
// question:
//   en: What lies in a place?
//   de: Was liegt an einem Ort?
// parameters:
//   place: {type: region, help: "The place.", example: Luckau}
//   since: {type: date, required: false, help: "From then on.", example: 2017-11-27}
//   all: {type: flag, help: "Everything."}
// columns:
//   name: its name
//   many: how many

MATCH (n)-[:LOCATED_IN]->({key: $place})
WHERE $all OR n.date >= $since
RETURN n.name AS name, count(*) AS many
"""
HERE = Path("near.cypher")


def test_a_good_file_is_read() -> None:
    query = parse(GOOD, HERE)
    assert query.name == "near"
    assert query.question.de == "Was liegt an einem Ort?"
    assert query.parameters["place"].type is Kind.REGION
    assert query.parameters["place"].required
    assert not query.parameters["all"].required
    assert query.parameters["since"].example == "2017-11-27"
    assert list(query.columns) == ["name", "many"]
    assert query.cypher.startswith("MATCH (n)")
    assert query.example() == {"place": "Luckau", "since": "2017-11-27"}


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("// title: ", "// titel: ", 1, "title: Field required"),
        ("// group: test\n", "// group: test\n// author: me\n", 4, "author: Extra inputs"),
        ('help: "The place."', 'hint: "The place."', 8, "parameters.place.help"),
        ("type: region", "type: regoin", 8, "parameters.place.type"),
        (", example: Luckau", "", 8, "a required parameter needs an example"),
        (", example: Luckau", ", example: Luckau, default: Calau, required: true", 8, "cannot have a default"),
        ("example: Luckau", "example: 3", 8, "must be written as str"),
        ("//   de: Was liegt an einem Ort?\n", "", 4, "question.de: Field required"),
        ("$all OR ", "", 10, "parameter all is not used"),
        ("$all OR ", "$al OR $all OR ", 16, "$al is not declared"),
        ("//   many: how many\n", "", 16, "column many is returned but not described"),
        ("count(*) AS many", "count(*) AS more", 13, "column many is not returned"),
        ("n.name AS name, count(*) AS many", "count(*) AS many, n.name AS name", 17, "another order"),
        ("name: near", "name: Near By", 1, "name: "),
        ("// group: test\n", "// group: test\n// scope: all\n", 4, "scope: Input should be"),
        ("count(*) AS many", "count(*) AS many, $limits AS limits", 17, "$limits is not declared"),
        ("count(*) AS many", "count(*) AS many, [n] AS nodes", 17, "column nodes is returned but not described"),
        ("// question:", "// question: [", 5, "not YAML"),
        ("// group: test\n", "// group: test\n// counts: much\n", 4, "counts names no column"),
        ("// group: test\n", "// group: test\n// counts: many\n", 4, "counts is for questions that return nodes"),
    ],
)
def test_a_fault_is_named_with_file_and_line(old: str, new: str, line: int, said: str) -> None:
    assert old in GOOD
    with pytest.raises(InputError) as caught:
        parse(GOOD.replace(old, new, 1), HERE)
    assert caught.value.message.startswith(f"near.cypher:{line}: ")
    assert said in caught.value.message


def test_nodes_and_edges_make_rows_dealings() -> None:
    query = parse(GOOD.replace("count(*) AS many", "count(*) AS many, [n] AS nodes, [] AS edges"), HERE)
    assert query.dealings
    assert list(query.columns) == ["name", "many"]
    assert list(query.all_columns()) == ["name", "many", "date", "dated_by", "planned", "articles"]
    assert list(query.all_columns(evidence=True))[-5:] == ["sentence", "title", "published", "source", "further"]
    assert not parse(GOOD, HERE).dealings


def test_rows_that_count_dealings_can_be_drawn_and_have_evidence_but_no_date() -> None:
    text = GOOD.replace("// group: test\n", "// group: test\n// counts: many\n")
    query = parse(text.replace("count(*) AS many", "count(*) AS many, [n] AS nodes, [] AS edges"), HERE)
    assert (query.counts, query.drawable, query.dealings) == ("many", True, False)
    assert list(query.all_columns()) == ["name", "many"]
    assert list(query.all_columns(evidence=True))[:3] == ["name", "many", "sentence"]
    assert not parse(GOOD, HERE).drawable


def test_a_column_that_dealings_have_anyway_is_refused() -> None:
    text = GOOD.replace("//   many: how many", "//   planned: how many").replace(
        "count(*) AS many", "count(*) AS planned, [n] AS nodes, [] AS edges"
    )
    with pytest.raises(InputError, match=r"near\.cypher:13: column planned is added to every answer"):
        parse(text, HERE)


def test_common_parameters_need_no_declaration() -> None:
    query = parse(GOOD.replace("$all OR", "$planned OR $all OR") + "LIMIT $limit\n", HERE)
    assert list(query.parameters) == ["place", "since", "all", "planned", "limit"]
    assert query.parameters["limit"].default == 200
    assert query.parameters["since"].help == "From then on."  # its own goes before the common one


def test_the_folder_is_the_group_unless_the_header_names_one(tmp_path: Path) -> None:
    path = tmp_path / "shipping" / "near.cypher"
    assert parse(GOOD, path).group == "test"
    assert parse(GOOD.replace("// group: test\n", ""), path).group == "shipping"


def test_the_example_call_can_be_typed() -> None:
    text = GOOD.replace("example: Luckau", "example: Bad Elster").replace(
        '"Everything."', '"Everything.", example: true'
    )
    assert parse(text, HERE).call() == "handelsgraph query near --place 'Bad Elster' --since 2017-11-27 --all"


@pytest.mark.parametrize("text", ["", "MATCH (n) RETURN n", "// just a comment\nRETURN 1 AS x"])
def test_a_file_without_header_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="no header"):
        parse(text, HERE)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "bad.cypher").write_bytes(b"// name: \xff\xfe")
    with pytest.raises(InputError, match=r"bad\.cypher: cannot be read: not UTF-8"):
        read(tmp_path / "bad.cypher")
    with pytest.raises(InputError, match=r"gone\.cypher: cannot be read: No such file"):
        read(tmp_path / "gone.cypher")


def test_a_folder_of_ones_own_joins_the_catalogue(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "near.cypher").write_text(GOOD, encoding="utf-8")
    own = GOOD.replace("// group: test\n", "").replace("name: near", "name: far")
    (tmp_path / "mine" / "far.cypher").write_text(own, encoding="utf-8")
    queries = catalogue(tmp_path)
    assert list(queries)[-2:] == ["far", "near"]  # groups of one's own follow the others
    assert queries["far"].group == "mine"
    assert queries["near"].path == tmp_path / "mine" / "near.cypher"
    assert [name for name, query in queries.items() if query.own] == ["far", "near"]
    assert {"met", "visits", "partners", "organisers", "evidence", "article"} <= set(queries)
    assert "near" not in catalogue()


def test_a_name_can_be_used_once(tmp_path: Path) -> None:
    (tmp_path / "a.cypher").write_text(GOOD.replace("name: near", "name: met", 1), encoding="utf-8")
    with pytest.raises(InputError, match="the query met is also defined in"):
        catalogue(tmp_path)


def test_the_name_of_a_command_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.cypher").write_text(GOOD.replace("name: near", "name: list", 1), encoding="utf-8")
    with pytest.raises(InputError, match="cannot be named list"):
        catalogue(tmp_path)


@pytest.mark.parametrize("name", ["exact", "evidence", "format", "graph"])
def test_the_name_of_an_option_is_refused(tmp_path: Path, name: str) -> None:
    text = GOOD.replace("//   all: ", f"//   {name}: ", 1).replace("$all", f"${name}")
    (tmp_path / "a.cypher").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=f"a parameter cannot be named {name}"):
        catalogue(tmp_path)


def test_a_query_can_only_point_at_another(tmp_path: Path) -> None:
    (tmp_path / "a.cypher").write_text(
        GOOD.replace("// group", "// see_also: [met, mett]\n// group", 1), encoding="utf-8"
    )
    with pytest.raises(InputError, match="see_also names mett, which is no query"):
        catalogue(tmp_path)


def test_a_missing_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="not a directory"):
        catalogue(tmp_path / "none")
