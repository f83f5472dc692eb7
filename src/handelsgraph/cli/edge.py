"""The edge: the one place where errors become text and an exit code."""

from __future__ import annotations

import os
import sys
from typing import Any

import typer
from typer.core import TyperGroup

from handelsgraph.cli.terminal import say
from handelsgraph.errors import ExitCode, HandelsgraphError
from handelsgraph.interrupt import StoppedError

BROKEN_PIPE = 141
"""Exit code when the reader of our output goes away: what a shell reports of a process that SIGPIPE ended."""


class EdgeGroup(TyperGroup):
    """The root command: runs everything else and answers for its errors."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the commands in the order one meets them."""
        first = ("ingest", "query")
        return [*first, *(name for name in super().list_commands(ctx) if name not in first)]

    def invoke(self, ctx: Any) -> Any:
        """Run the command; leave with an exit code of `ExitCode` if it raises."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            # the interpreter flushes stdout once more when it ends
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(BROKEN_PIPE) from None
        except StoppedError as error:
            say(error.message)
            raise typer.Exit(error.exit_code) from None
        except KeyboardInterrupt:
            say("interrupted")
            raise typer.Exit(ExitCode.INTERRUPTED) from None
        except HandelsgraphError as error:
            if debugging(ctx):
                raise
            report(error)
            raise typer.Exit(error.exit_code) from None
        except Exception as error:
            # what typer itself raises (wrong usage, exit) belongs to typer
            if type(error).__module__.partition(".")[0] == "typer" or debugging(ctx):
                raise
            report(error)
            raise typer.Exit(ExitCode.FAILED) from None
        return result


def report(error: Exception) -> None:
    """Print `error` and what the user can do about it."""
    if isinstance(error, HandelsgraphError):
        say(f"error: {error.message}", "red")
        if error.remedy:
            say(f"hint: {error.remedy}")
    else:
        say(f"error: unexpected {type(error).__name__}: {error}", "red")
        say("hint: this is a fault of handelsgraph; run it with --debug, or HANDELSGRAPH_DEBUG=1, to see where it is")


def debugging(ctx: Any) -> bool:
    """Whether the user asked for tracebacks."""
    return bool(ctx.params.get("debug")) or os.environ.get("HANDELSGRAPH_DEBUG", "") not in ("", "0")
