"""The command line. Only this package prints."""

from __future__ import annotations


def main() -> None:
    """Run the command line; the process ends with one of `handelsgraph.errors.ExitCode`."""
    from handelsgraph.cli.app import app

    app(prog_name="handelsgraph")
