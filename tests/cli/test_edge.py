from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest
import typer
from typer.testing import CliRunner

from handelsgraph.cli.edge import EdgeGroup
from handelsgraph.errors import (
    AmbiguousNameError,
    DataLockedError,
    ExitCode,
    HandelsgraphError,
    InputError,
    NotFoundError,
)


def application(error: BaseException) -> typer.Typer:
    app = typer.Typer(cls=EdgeGroup)

    @app.callback()
    def main(debug: bool = False) -> None:
        pass

    @app.command()
    def go() -> None:
        raise error

    return app


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (HandelsgraphError("it went wrong", "do it right"), ExitCode.FAILED),
        (InputError("it went wrong", "do it right"), ExitCode.INPUT),
        (NotFoundError("it went wrong", "do it right"), ExitCode.NOT_FOUND),
        (AmbiguousNameError("it went wrong", "do it right"), ExitCode.NOT_FOUND),
        (DataLockedError("it went wrong", "do it right"), ExitCode.DATABASE),
    ],
)
def test_an_error_becomes_a_message_a_hint_and_a_code(error: HandelsgraphError, code: ExitCode) -> None:
    result = CliRunner().invoke(application(error), ["go"])
    assert result.exit_code == code
    assert result.stderr == "error: it went wrong\nhint: do it right\n"
    assert result.stdout == ""


def test_markup_and_escapes_in_an_error_are_text() -> None:
    result = CliRunner().invoke(application(NotFoundError("no [bold]\x1b[31mx[/bold]\x07")), ["go"])
    assert result.stderr == "error: no [bold]x[/bold]\n"


def test_what_was_not_foreseen_is_told_briefly() -> None:
    result = CliRunner().invoke(application(ValueError("odd")), ["go"])
    assert result.exit_code == ExitCode.FAILED
    assert result.stderr.startswith("error: unexpected ValueError: odd\nhint: ")
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(("arguments", "environment"), [(["--debug"], {}), ([], {"HANDELSGRAPH_DEBUG": "1"})])
def test_the_traceback_can_be_had(arguments: list[str], environment: dict[str, str]) -> None:
    result = CliRunner().invoke(application(InputError("odd")), [*arguments, "go"], env=environment)
    assert isinstance(result.exception, InputError)


def test_interrupted() -> None:
    result = CliRunner().invoke(application(KeyboardInterrupt()), ["go"])
    assert (result.exit_code, result.stderr) == (130, "interrupted\n")


def test_exit_codes_of_commands_stay() -> None:
    assert CliRunner().invoke(application(typer.Exit(3)), ["go"]).exit_code == 3
    assert CliRunner().invoke(application(typer.BadParameter("x")), ["go"]).exit_code == 2


@pytest.mark.slow
def test_a_reader_that_goes_away_is_no_error() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "handelsgraph", "query", "list", "--json"]
    done = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert done.stderr == b""
    assert done.returncode == 141


@pytest.mark.slow
def test_colour_goes_to_terminals_only() -> None:
    command = [sys.executable, "-m", "handelsgraph", "query", "list"]
    done = subprocess.run(command, capture_output=True, check=True)
    assert done.stdout
    assert b"\x1b" not in done.stdout


WAITING = """
import time, typer
from handelsgraph.cli.edge import EdgeGroup
app = typer.Typer(cls=EdgeGroup)
@app.callback()
def main() -> None: ...
@app.command()
def wait() -> None:
    print("waiting", flush=True)
    time.sleep(60)
app(["wait"])
"""


@pytest.mark.slow
def test_interrupting_a_command_ends_it_with_130() -> None:
    command = [sys.executable, "-c", WAITING]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"waiting\n"
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=50)
    assert (process.returncode, err) == (130, b"interrupted\n")
