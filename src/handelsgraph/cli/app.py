"""The command line: its commands and the options that all of them share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from handelsgraph import __version__
from handelsgraph.cli import (
    browser,
    browser_pack,
    cypher,
    difference,
    evaluate,
    extract,
    ingest,
    query,
    reextract,
    runs,
    serve,
    sources,
    transfer,
    update,
    upkeep,
)
from handelsgraph.cli.edge import EdgeGroup
from handelsgraph.cli.session import Session

app = typer.Typer(
    cls=EdgeGroup,
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="A graph of regional foreign-trade relationships, read out of German press articles.",
    epilog="Example: handelsgraph ingest seeds/ && handelsgraph query met --region Brandenburg --partner CRRC",
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"handelsgraph {__version__}")
        raise typer.Exit


@app.callback()
def main(
    ctx: typer.Context,
    data: Annotated[
        Path | None,
        typer.Option("--data", help="Directory of the embedded database (else HANDELSGRAPH_DATA, else per user)."),
    ] = None,
    uri: Annotated[
        str | None, typer.Option("--uri", help="Address of a Neo4j server, bolt:// or neo4j:// (else NEO4J_URI).")
    ] = None,
    username: Annotated[str | None, typer.Option("--username", help="User name there (else NEO4J_USERNAME).")] = None,
    password_file: Annotated[
        Path | None,
        typer.Option("--password-file", help="File with the password (else NEO4J_PASSWORD_FILE or NEO4J_PASSWORD)."),
    ] = None,
    database: Annotated[str | None, typer.Option("--database", help="Database there (else NEO4J_DATABASE).")] = None,
    verbose: Annotated[
        int, typer.Option("--verbose", "-v", count=True, help="Log what is done; twice for everything.")
    ] = 0,
    debug: Annotated[
        bool, typer.Option("--debug", help="Show a traceback when something fails (also HANDELSGRAPH_DEBUG=1).")
    ] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    """Keep the shared options for the command that runs."""
    del debug, version  # read at the edge, and by the callback
    ctx.obj = Session(data, uri, username, password_file, database, verbose)


ingest.register(app)
extract.register(app)
evaluate.register(app)
query.register(app)
cypher.register(app)
upkeep.register(app)
serve.register(app)
transfer.register(app)
browser.register(app)
browser_pack.register(app)
sources.register(app)
update.register(app)
reextract.register(app)
difference.register(app)
runs.register(app)
