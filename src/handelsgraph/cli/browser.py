"""`handelsgraph browser`: Neo4j Browser on whatever engine the graph is on."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from handelsgraph.cli.commands import add
from handelsgraph.cli.serving import login_data, stop_signals, wait
from handelsgraph.cli.session import session
from handelsgraph.errors import InputError

if TYPE_CHECKING:
    from handelsgraph.browser.local import Visit
    from handelsgraph.graph import Graph, Login
    from handelsgraph.settings import Settings


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    add(app, browser, "handelsgraph browser --install")


def browser(
    ctx: typer.Context,
    write: Annotated[bool, typer.Option("--write", help="Connect with the login that may write.")] = False,
    install: Annotated[
        bool, typer.Option("--install", help="Fetch Neo4j Browser from Maven Central first (14.9 MB, once, GPLv3).")
    ] = False,
    jar: Annotated[
        Path | None, typer.Option("--jar", help="A jar of Neo4j Browser that is already here.", show_default=False)
    ] = None,
    mirror: Annotated[
        str | None, typer.Option("--mirror", help="With --install: fetch it from this address instead.")
    ] = None,
    http: Annotated[
        str | None, typer.Option("--http", help="Address of a Neo4j server's web pages (else its host, port 7474).")
    ] = None,
    own: Annotated[
        bool, typer.Option("--own", help="With a Neo4j server: serve the Browser from here, with style and favourites.")
    ] = False,
    port: Annotated[
        int | None, typer.Option("--port", min=1, max=65535, help="Port here (else 7475, or a free one).")
    ] = None,
    no_open: Annotated[bool, typer.Option("--no-open", help="Print the address, open nothing.")] = False,
) -> None:
    """Explore the graph in Neo4j Browser.

    On the embedded engine the Browser is served from this machine, to this machine only, and opens connected, with
    style sheet, favourites and a guide; Ctrl-C ends it. On a Neo4j server the Browser of the server is opened.

    Neo4j Browser is not part of handelsgraph: --install fetches it, --jar names a copy.
    """
    from handelsgraph.browser.jar import find

    settings = session(ctx).settings()
    if mirror and not install:
        raise InputError("--mirror says where --install fetches from", "add --install")
    if install:
        _install(mirror)
    if settings.neo4j_uri and not (own or install or jar):
        _open_the_servers(ctx, http, no_open)
        return
    _serve(ctx, settings, find(jar), port, write=write, no_open=no_open)


def _install(mirror: str | None) -> None:
    from handelsgraph.browser.install import install
    from handelsgraph.browser.jar import check, installed_path
    from handelsgraph.cli.byte_progress import byte_progress
    from handelsgraph.cli.terminal import say

    target = installed_path()
    if target.is_file():
        try:
            check(target)
        except InputError as error:
            say(f"{error.message}: fetching it again")
        else:
            say(f"Neo4j Browser is already installed: {target}")
            return
    with byte_progress("Neo4j Browser") as progress:
        install(target, mirror, progress)
    say(f"installed {target}")


def _open_the_servers(ctx: typer.Context, http: str | None, no_open: bool) -> None:
    from handelsgraph.browser import address
    from handelsgraph.cli.terminal import print_text, say

    settings = session(ctx).settings()
    with session(ctx).graph("read") as graph:
        uri = graph.engine.uri
    base = address.http_address(uri, http)
    address.check(base)
    target = address.browser_address(base, uri, settings.neo4j_username, settings.neo4j_database)
    print_text(f"{target}\n")
    say("log in with the password of the server; `handelsgraph browser-pack DIR` writes style sheet and favourites")
    say("a login there may write; `:config useReadTransactions: true` in the Browser makes it read only")
    if not no_open:
        _open(target)


def _serve(ctx: typer.Context, settings: Settings, jar: Path, port: int | None, *, write: bool, no_open: bool) -> None:
    from handelsgraph.browser.launch import Token, launch_file
    from handelsgraph.browser.local import open_local
    from handelsgraph.cli.terminal import say

    with ExitStack() as stack:
        graph = stack.enter_context(session(ctx).graph("read"))
        login = graph.login(write=write)
        visit = _visit(graph, settings, login, write=write)
        token = Token() if login else None
        address = stack.enter_context(open_local(graph, visit, jar, port, token, settings.queries))
        asked = stack.enter_context(stop_signals())
        _show(address, login)
        if not no_open:
            _open(stack.enter_context(launch_file(f"{address}/session", token)).as_uri() if token else f"{address}/")
        say("Ctrl-C ends it" if graph.engine.owned else "Ctrl-C ends the Browser; the database stays up")
        wait(asked)


def _visit(graph: Graph, settings: Settings, login: Login | None, *, write: bool) -> Visit:
    from handelsgraph.browser.local import Visit

    if login:
        return Visit(login.uri, login.username, login.password, login.database, read_only=not write)
    return Visit(graph.engine.uri, settings.neo4j_username, None, settings.neo4j_database, read_only=not write)


def _show(address: str, login: Login | None) -> None:
    from handelsgraph.cli.layout import print_rows
    from handelsgraph.cli.terminal import print_text, say, stdout

    if login is None:
        print_text(f"{address}/\n")
        say("log in with the password of the server")
        return
    if not sys.stdout.isatty():
        # what goes into a file or a log must not hold a password
        print_text(f"{address}/\n")
        say("the password is shown on a terminal only; `handelsgraph serve --json` prints it for programs")
        return
    rows = [["address", f"{address}/"], *([name, value] for name, value in login_data(login).items())]
    print_rows(stdout(), ["Neo4j Browser", "value"], rows)


def _open(address: str) -> None:
    import webbrowser

    from handelsgraph.cli.terminal import say

    if not webbrowser.open(address):
        say("no web browser could be opened: open the address above in one")
