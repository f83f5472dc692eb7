"""The command line. Only this package prints."""

from __future__ import annotations

import sys

from handelsgraph.errors import ExitCode


def main() -> None:
    """Run the command line; the process ends with one of `handelsgraph.errors.ExitCode`."""
    try:
        from handelsgraph.cli.app import app

        app(prog_name="handelsgraph")
    except KeyboardInterrupt:  # before the command runs, or while the interpreter is still importing it
        sys.exit(ExitCode.INTERRUPTED)
