"""The starting points for exploring: queries that return nodes and relationships and need no name to be filled in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from handelsgraph.errors import HandelsgraphError
from handelsgraph.resources import cypher_dir

START_FOLDER = "start here"


@dataclass(frozen=True, slots=True)
class StartingPoint:
    """A query to begin with: its title, what one sees, and the Cypher."""

    title: str
    shows: str
    cypher: str

    def favourite(self) -> str:
        """Return it as a favourite of the Browser: comments, then the query."""
        return f"// {self.title}\n// {self.shows}\n{self.cypher}"


def starting_points(folder: Path | None = None) -> list[StartingPoint]:
    """Return the starting points in order of their file names.

    Raises HandelsgraphError for a file that does not begin with two comment lines.
    """
    folder = folder or cypher_dir() / "browser" / "start"
    return [_read(path) for path in sorted(folder.glob("*.cypher"))]


def _read(path: Path) -> StartingPoint:
    title, shows, *rest = path.read_text(encoding="utf-8").splitlines()
    if not (title.startswith("// ") and shows.startswith("// ")):
        raise HandelsgraphError(f"{path}:1: a starting point begins with two comments: its title, and what one sees")
    return StartingPoint(title[3:], shows[3:], "\n".join(rest).strip() + "\n")
