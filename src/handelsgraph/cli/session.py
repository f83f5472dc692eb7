"""What the options of the main command say, and opening what a command needs with them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import typer

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from handelsgraph.extraction.extractor import Extractor
    from handelsgraph.graph import Graph
    from handelsgraph.settings import Settings


@dataclass(frozen=True, slots=True)
class Session:
    """The options of the main command. Nothing is read before a command asks for it."""

    data: Path | None = None
    uri: str | None = None
    username: str | None = None
    password_file: Path | None = None
    database: str | None = None
    verbose: int = 0

    def settings(self) -> Settings:
        """Return the settings: these options, else the environment. Logging is set up along the way."""
        from handelsgraph.cli.logs import configure
        from handelsgraph.settings import load_settings

        configure(self.verbose)
        return load_settings(
            data=self.data,
            neo4j_uri=self.uri,
            neo4j_username=self.username,
            neo4j_password_file=self.password_file,
            neo4j_database=self.database,
        )

    def graph(self, access: Literal["read", "write"]) -> AbstractContextManager[Graph]:
        """Open the graph."""
        from handelsgraph.graph import open_graph

        return open_graph(self.settings(), access=access)

    def extractor(self, threshold: float | None = None) -> Extractor:
        """Load the extraction pipeline; `threshold` moves how sure a relation has to be."""
        from handelsgraph import extraction

        return extraction.load(self.settings().pipeline, threshold)


def session(ctx: typer.Context) -> Session:
    """Return the session of the running command."""
    found = ctx.find_object(Session)
    return found if found is not None else Session()
