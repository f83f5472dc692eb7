"""`handelsgraph serve`: keep the embedded engine up, so that other programs can read the graph."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from handelsgraph.cli.commands import add
from handelsgraph.cli.serving import login_data, stop_signals, wait
from handelsgraph.cli.session import session
from handelsgraph.errors import InputError

if TYPE_CHECKING:
    from handelsgraph.graph import Login


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    add(app, serve, "handelsgraph serve")


def serve(
    ctx: typer.Context,
    write: Annotated[bool, typer.Option("--write", help="Show the login that may write, too.")] = False,
    as_json: Annotated[
        bool,
        typer.Option(
            "--json", help="Print a line of JSON: read (uri, username, password, database), with --write also write."
        ),
    ] = False,
) -> None:
    """Keep the embedded engine up until Ctrl-C, and print how to reach it.

    Neo4j Browser, the neo4j driver, py2neo and other handelsgraph commands can then use the graph at the same time. The
    engine listens on this machine only; the passwords are new at every start.
    """
    from handelsgraph.cli.terminal import print_json, say

    with stop_signals() as asked, session(ctx).graph("write") as graph:
        logins = {"read": graph.login(), **({"write": graph.login(write=True)} if write else {})}
        if logins["read"] is None:
            raise InputError(
                f"the graph is on a server of its own, {graph.engine.uri}", "serve is for the embedded engine"
            )
        if as_json:
            print_json({name: login_data(login) for name, login in logins.items() if login}, indent=None)
        else:
            _show({name: login for name, login in logins.items() if login})
        if not graph.engine.owned:
            say("another process already keeps this engine up")
            return
        if not as_json:
            say("Ctrl-C ends the engine")
        wait(asked)


def _show(logins: dict[str, Login]) -> None:
    from handelsgraph.cli.layout import print_rows
    from handelsgraph.cli.terminal import stdout

    rows = [[name, key, value] for name, login in logins.items() for key, value in login_data(login).items()]
    print_rows(stdout(), ["login", "", "value"], rows)
