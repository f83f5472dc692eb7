from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import meetings
import pytest
from typer.testing import Result

from handelsgraph.errors import ExitCode

pytestmark = pytest.mark.slow


def data(result: Result) -> Any:
    """Return what a command printed as JSON; nothing else may be on stdout."""
    return json.loads(result.stdout)


def test_ingest_reports_what_became_of_each_article(run, articles: Path) -> None:  # type: ignore[no-untyped-def]
    first = run("ingest", articles)
    assert first.exit_code == 0
    assert [line.split() for line in first.stdout.splitlines()[:2]] == [
        ["new", "changed", "unchanged", "skipped", "failed"],
        ["3", "0", "0", "0", "0"],
    ]
    assert first.stdout.splitlines()[2:] == ["nodes: 4 added, 0 removed; edges: 3 added, 0 removed"]
    assert first.stderr == ""
    again = data(run("ingest", articles, "--json"))
    assert again["counts"] == {"new": 0, "changed": 0, "unchanged": 3, "skipped": 0, "failed": 0, "elsewhere": 0}
    assert again["changes"] == {"nodes_added": 0, "nodes_removed": 0, "edges_added": 0, "edges_removed": 0}
    assert [set(a) for a in again["articles"]] == [{"path", "line", "id", "title", "result", "reason"}] * 3
    assert not again["interrupted"]


def test_shards_of_an_ingest_read_each_article_once(run, articles: Path) -> None:  # type: ignore[no-untyped-def]
    counts = [data(run("ingest", articles, "--json", "--shard", f"{number}/2")) for number in (1, 2)]
    assert sum(found["counts"]["new"] for found in counts) == sum(len(found["articles"]) for found in counts) == 3
    assert sum(found["counts"]["elsewhere"] for found in counts) == 3
    table = run("ingest", articles, "--shard", "1/2").stdout.splitlines()
    assert table[0].split() == ["new", "changed", "unchanged", "skipped", "failed", "elsewhere"]
    assert run("ingest", articles).stdout.splitlines()[1].split() == ["0", "0", "3", "0", "0"]


def test_a_shard_that_is_none(run, articles: Path) -> None:  # type: ignore[no-untyped-def]
    for command in (["ingest", str(articles)], ["update"], ["healthcheck"]):
        result = run(*command, "--shard", "4/3", env={"HANDELSGRAPH_SOURCES": str(articles)})
        if command != ["update"]:  # whose sources are looked at first
            assert "'4/3' is not a shard" in result.stderr
        assert result.exit_code == ExitCode.INPUT


def test_ingest_tells_why_and_fails_if_an_article_cannot_be_read(run, articles: Path) -> None:  # type: ignore[no-untyped-def]
    meetings.write(articles, meetings.article(1, ("Adler", "Bussard")))
    with articles.open("a", encoding="utf-8") as file:
        file.write("{not json\n")
    result = run("ingest", articles)
    assert result.exit_code == ExitCode.INPUT
    assert "press.jsonl:2" in "".join(result.stdout.split())
    assert run("ingest", articles.parent / "nowhere").exit_code == ExitCode.INPUT
    assert data(run("status", "--json"))["articles"] == 1


def test_digest_status_forget_and_rebuild(run, articles: Path) -> None:  # type: ignore[no-untyped-def]
    run("ingest", articles)
    before = run("digest").stdout
    assert len(before) == 65
    status = data(run("status", "--json"))
    assert (status["articles"], status["entities"], status["edges"]) == (3, {"Company": 4}, {"MET": 3})
    assert status["extractors"] == {"meetings 1": 3}
    forgotten = run("forget", "Adler trifft Condor")
    assert forgotten.stdout == (
        "forgotten: Adler trifft Condor\nnodes: 0 added, 1 removed; edges: 0 added, 1 removed\n"
    )
    assert run("digest").stdout != before
    assert data(run("forget", "https://example.org/1", "--json"))["article"]["title"] == "Adler trifft Bussard"
    run("ingest", articles)
    assert run("digest").stdout == before
    assert data(run("rebuild", "--json"))["changes"]["nodes_added"] == 0
    assert run("digest").stdout == before


def test_forgetting_what_is_not_there_or_not_clear(run, articles: Path) -> None:  # type: ignore[no-untyped-def]
    run("ingest", articles)
    missing = run("forget", "Elster")
    assert missing.exit_code == ExitCode.NOT_FOUND
    assert missing.stderr.startswith("error: no article has the id, URL, path or title 'Elster'\n")
    unclear = run("forget", "Adler trifft")
    assert unclear.exit_code == ExitCode.NOT_FOUND
    assert "may mean 2 articles" in unclear.stderr
    assert "Adler trifft Condor (2020-06-01): " in unclear.stderr
    assert data(run("status", "--json"))["articles"] == 3


def test_a_canned_query(run, articles: Path) -> None:  # type: ignore[no-untyped-def]
    run("ingest", articles)
    asked = ("query", "contacts", "--of", "Adler GmbH", "--since", "2020", "--until", "31.12.2020")
    result = run(*asked, "--evidence")
    lines = result.stdout.splitlines()
    assert lines[1].split()[:4] == ["Condor", "GmbH", "Company", "MET"]
    assert "  “Die Adler GmbH traf die Condor GmbH.”" in lines
    assert "  https://example.org/2" in lines
    assert result.stderr == "1 row\n"
    assert "“Die Adler" not in run(*asked).stdout
    answer = data(run("query", "contacts", "--of", "adler", "--json"))
    assert list(answer) == ["query", "parameters", "entities", "columns", "rows"]
    assert answer["entities"]["of"]["name"] == "Adler GmbH"
    assert answer["parameters"]["since"] is None
    assert [row["contact"] for row in answer["rows"]] == ["Dohle GmbH", "Condor GmbH", "Bussard GmbH"]
    assert all(list(row) == answer["columns"] for row in answer["rows"])
    assert [(row["date"], row["dated_by"]) for row in answer["rows"]] == [
        (date, "dealing") for date in ("2021-07-01", "2020-06-01", "2019-05-01")
    ]


def test_a_limit_cuts_an_answer_off_and_says_so(run, articles: Path) -> None:  # type: ignore[no-untyped-def]
    run("ingest", articles)
    cut = run("query", "contacts", "--of", "Adler GmbH", "--limit", "2")
    assert cut.stderr == "2 rows\nthere are more rows; --limit shows more\n"
    assert "more" not in run("query", "contacts", "--of", "Adler GmbH", "--limit", "3").stderr
    assert run("query", "contacts", "--of", "Adler GmbH", "--limit", "0").exit_code == ExitCode.INPUT


def test_an_empty_answer_points_elsewhere(run, articles: Path) -> None:  # type: ignore[no-untyped-def]
    run("ingest", articles)
    result = run("query", "partners", "--of", "Adler GmbH")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == (
        "nothing found; --planned also shows what was only announced; "
        "see also `handelsgraph query twins`, `handelsgraph query contacts`\n"
    )
    narrowed = run("query", "partners", "--of", "Adler GmbH", "--planned", "--since", "2020")
    assert narrowed.stderr.startswith("nothing found; without --since there may be more; see also")
    assert "nothing to join" in run("query", "duplicates").stderr
    assert data(run("query", "partners", "--of", "Adler GmbH", "--json"))["rows"] == []


def test_a_query_can_be_had_for_the_browser(run, articles: Path) -> None:  # type: ignore[no-untyped-def]
    run("ingest", articles)
    shown = run("query", "contacts", "--of", "Adler GmbH", "--since", "2020", "--cypher").stdout
    head, _, cypher = shown.partition("\n\n")
    key = data(run("query", "contacts", "--of", "Adler GmbH", "--json"))["parameters"]["of"]
    assert head == f':params {{of: "{key}", since: "2020", until: null, planned: false, limit: 200}}'
    given = [
        f"--param={name}={value}"
        for name, value in (
            ("of", key),
            ("since", '"2020"'),
            ("until", "null"),
            ("planned", "false"),
            ("limit", "200"),
        )
    ]
    assert len(data(run("cypher", cypher, "--json", *given))["rows"]) == 2


def test_a_name_read_as_another_is_told(run, articles: Path) -> None:  # type: ignore[no-untyped-def]
    run("ingest", articles)
    result = run("query", "contacts", "--of", "ADLER gmbh")
    assert "of: ADLER gmbh is read as Adler GmbH (Company)\n" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--of", "Adlr GmbH"], ExitCode.NOT_FOUND, "hint: did you mean Adler GmbH (Company)"),
        (["--of", "Adler GmbH", "--since", "soon"], ExitCode.INPUT, "error: 'soon' is not a date"),
        (["--of", "Adler GmbH", "--colour", "red"], ExitCode.USAGE, "No such option: --colour"),
        ([], ExitCode.USAGE, "Missing option '--of'"),
    ],
)
def test_what_is_wrong_with_a_question_is_said(run, articles: Path, arguments, code, said) -> None:  # type: ignore[no-untyped-def]
    run("ingest", articles)
    result = run("query", "contacts", *arguments)
    assert result.exit_code == code
    assert said in result.stderr
    assert result.stdout == ""


def test_text_of_articles_cannot_steer_the_terminal(run, articles: Path) -> None:  # type: ignore[no-untyped-def]
    run("ingest", articles)
    markup = run("query", "contacts", "--of", "Dohle GmbH", "--evidence").stdout
    assert "[red]Dohle" in markup
    hostile = json.dumps("\x1b[2J\x1b]0;x\x07[red]a\u202eb[/red]\x9b31m")
    shown = run("cypher", "RETURN $text AS text", "--param", f"text={hostile}")
    assert shown.stdout == "text\n[red]ab[/red]\n"
    kept = run("cypher", "RETURN $text AS text", "--param", f"text={hostile}", "--json")
    assert data(kept)["rows"] == [{"text": json.loads(hostile)}]
    assert not set(kept.stdout) & set("\x1b\u202e\x9b\x07")


def test_free_cypher(run, articles: Path) -> None:  # type: ignore[no-untyped-def]
    run("ingest", articles)
    statement = "MATCH (c:Company) WHERE c.name <> $not RETURN c.name AS name ORDER BY name LIMIT $most"
    result = run("cypher", statement, "--param", "not=Adler GmbH", "--param", "most=2")
    assert result.stdout == "name\nBussard GmbH\nCondor GmbH\n"
    assert data(run("cypher", "-", "--json", input="RETURN [1, 'x'] AS list")) == {
        "columns": ["list"],
        "rows": [{"list": [1, "x"]}],
    }
    node = data(run("cypher", "MATCH (c:Company {name: 'Adler GmbH'}) RETURN c", "--json"))["rows"][0]["c"]
    assert set(node["labels"]) == {"Company", "Entity"}
    assert node["properties"]["name"] == "Adler GmbH"
    limited = run("cypher", "MATCH (c:Company) RETURN c.name AS name", "--limit", "1")
    assert len(limited.stdout.splitlines()) == 2
    assert "only the first 1 rows are shown" in limited.stderr


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("CREATE (n:Company {key: 'x'}) RETURN n", ExitCode.DATABASE),
        ("MATCH (n) DETACH DELETE n", ExitCode.DATABASE),
        ("MATCH (n RETURN n", ExitCode.INPUT),
    ],
)
def test_cypher_that_writes_or_is_none_is_refused(run, articles: Path, statement: str, code: ExitCode) -> None:  # type: ignore[no-untyped-def]
    run("ingest", articles)
    before = run("digest").stdout
    result = run("cypher", statement)
    assert result.exit_code == code
    assert result.stderr.startswith("error: ")
    assert run("digest").stdout == before


def test_a_parameter_needs_a_name(run) -> None:  # type: ignore[no-untyped-def]
    result = run("cypher", "RETURN 1 AS x", "--param", "x")
    assert result.exit_code == ExitCode.USAGE
    assert "is not NAME=VALUE" in result.stderr


def test_extract_prints_a_line_for_each_article(run, articles: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    result = run("extract", articles, tmp_path / "empty.txt")
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert [line["article"]["url"] for line in lines] == [f"https://example.org/{n}" for n in (1, 2, 3)]
    assert {"article", "entities", "relations", "mentions"} <= set(lines[0])
    assert "empty.txt: skipped: " in result.stderr or "empty.txt: failed: " in result.stderr
    assert not (tmp_path / "data").exists()


def test_a_folder_of_own_queries(run, articles: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "firms.cypher").write_text(
        "// name: firms\n// title: Firms\n// group: own\n// question: {en: 'Which firms?', de: 'Welche Firmen?'}\n"
        "// parameters:\n//   most: {type: int, default: 2, help: How many.}\n// columns:\n//   firm: its name\n"
        "MATCH (c:Company) WITH c.name AS firm ORDER BY firm LIMIT $most\nRETURN firm\n",
        encoding="utf-8",
    )
    run("ingest", articles)
    environment = {"HANDELSGRAPH_QUERIES": str(tmp_path / "own")}
    assert run("query", "firms", env=environment).stdout == "firm\nAdler GmbH\nBussard GmbH\n"
    assert run("query", "firms", "--most", "1", env=environment).stdout == "firm\nAdler GmbH\n"
    (tmp_path / "own" / "broken.cypher").write_text("RETURN 1 AS x", encoding="utf-8")
    broken = run("query", "firms", env=environment)
    assert broken.exit_code == ExitCode.INPUT
    assert "broken.cypher:1: no header" in broken.stderr


@pytest.mark.parametrize(
    "command",
    [
        ["ingest", "PATH"],
        ["status"],
        ["forget", "https://example.org/1"],
        ["rebuild"],
    ],
    ids=lambda command: command[0],
)
def test_the_help_says_what_json_holds(run, articles: Path, command: list[str]) -> None:  # type: ignore[no-untyped-def]
    run("ingest", articles)
    shown = run(*[str(articles) if word == "PATH" else word for word in command], "--json")
    help_text = run(command[0], "--help", env={"COLUMNS": "500"}).stdout
    line = next(line for line in help_text.splitlines() if "--json" in line)
    promised = re.sub(r"\(.*?\)", "", line.partition("Print JSON: ")[2]).partition(".")[0]
    keys = [re.sub(r"^and | as objects$", "", part.strip()) for part in promised.split(",")]
    assert keys == list(data(shown))
