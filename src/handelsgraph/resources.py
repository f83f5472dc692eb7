"""Where the Cypher files are: inside an installed package, or at the top of a checkout."""

from __future__ import annotations

from pathlib import Path

from handelsgraph.errors import HandelsgraphError


def cypher_dir() -> Path:
    """Return the directory with `schema`, `queries` and `browser`.

    Raises HandelsgraphError if the installation lacks it.
    """
    package = Path(__file__).resolve().parent
    for candidate in (package / "cypher", package.parents[1] / "cypher"):
        if (candidate / "queries").is_dir():
            return candidate
    raise HandelsgraphError(f"the Cypher files are missing beside {package}", "install handelsgraph again")
