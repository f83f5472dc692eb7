"""`handelsgraph query`: one command for each file of the catalogue, made from its header."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from handelsgraph.cli.commands import add
from handelsgraph.cli.session import session

HELP = "Ask the graph one of the canned questions. `query list` shows them; each has a --help of its own."


class CatalogueGroup(TyperGroup):
    """A group whose commands are made from the catalogue when they are first asked for."""

    _made: tuple[Path | None, tuple[str, ...]] | None = None

    def _fill(self, ctx: Any) -> None:
        folder = session(ctx).settings().queries
        if self._made is not None and self._made[0] == folder:
            return
        from handelsgraph.cli.query_command import commands

        for name in self._made[1] if self._made else ():
            del self.commands[name]
        made = list(commands(folder))
        self.commands.update((command.name, command) for command in made)
        self._made = folder, tuple(command.name for command in made)

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the names of all commands."""
        self._fill(ctx)
        return super().list_commands(ctx)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return the command of that name."""
        self._fill(ctx)
        return super().get_command(ctx, cmd_name)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command the arguments name, or say which one may have been meant."""
        self._fill(ctx)
        return super().resolve_command(ctx, args)


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    group = typer.Typer(
        name="query",
        cls=CatalogueGroup,
        no_args_is_help=True,
        rich_markup_mode="rich",
        epilog="Example: handelsgraph query met --region Brandenburg --partner CRRC",
    )

    @group.callback()
    def query() -> None:
        pass

    add(group, list_queries, "handelsgraph query list --json", name="list")
    app.add_typer(group, help=HELP)


def list_queries(
    ctx: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON: queries, with their whole headers.")] = False,
) -> None:
    """List the canned questions."""
    from handelsgraph.cli.layout import print_rows
    from handelsgraph.cli.terminal import print_json, stdout
    from handelsgraph.queries import catalogue

    queries = catalogue(session(ctx).settings().queries).values()
    if as_json:
        print_json({"queries": [q.model_dump(mode="json", exclude={"cypher", "path"}) for q in queries]})
    else:
        once = stdout().is_terminal  # a group is named once, unless a program reads this
        groups = [None, *(q.group for q in queries)]
        rows = [
            [None if once and q.group == before else q.group, q.name, q.question.en]
            for q, before in zip(queries, groups, strict=False)
        ]
        print_rows(stdout(), ["group", "query", "question"], rows)
