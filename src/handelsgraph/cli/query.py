"""`handelsgraph query`: one command for each file of the catalogue, made from its header."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from handelsgraph.cli.commands import add
from handelsgraph.cli.session import session

if TYPE_CHECKING:
    from handelsgraph.queries import Query

HELP = "Ask the graph one of the canned questions. `query list` shows them; each has a --help of its own."


class CatalogueGroup(TyperGroup):
    """A group with a command for each query of the catalogue, made when it is asked for: making all takes its time."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the names of all commands."""
        return [*super().list_commands(ctx), *_queries(ctx)]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return the command of that name."""
        own = super().get_command(ctx, cmd_name)
        query = None if own else _queries(ctx).get(cmd_name)
        if query is None:
            return own
        from handelsgraph.cli.query_command import command

        return command(query)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command the arguments name, or say which one may have been meant."""
        if self.get_command(ctx, args[0]) is not None:
            return super().resolve_command(ctx, args)
        own = self.commands
        try:  # what may have been meant is looked for among these
            self.commands = {name: self.get_command(ctx, name) for name in self.list_commands(ctx)}
            return super().resolve_command(ctx, args)
        finally:
            self.commands = own


def _queries(ctx: Any) -> dict[str, Query]:
    from handelsgraph.queries import catalogue

    return catalogue(session(ctx).settings().queries)


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
