"""The Browser served from this machine: pages, policy and session of one visit."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from handelsgraph.browser import start_page
from handelsgraph.browser.favourites import favourites, stored
from handelsgraph.browser.launch import Token
from handelsgraph.browser.pack import contents
from handelsgraph.browser.server import serving
from handelsgraph.browser.site import Site
from handelsgraph.browser.start import starting_points
from handelsgraph.browser.style import rules
from handelsgraph.queries import catalogue

if TYPE_CHECKING:
    from handelsgraph.graph import Graph

GUIDE = "/guide.html"


@dataclass(frozen=True, slots=True)
class Visit:
    """How the Browser reaches the database. Without a password its user types it."""

    uri: str
    username: str
    password: str | None = field(repr=False)
    database: str | None
    read_only: bool


@contextmanager
def open_local(
    graph: Graph, visit: Visit, jar: Path, port: int | None, token: Token | None, own_queries: Path | None
) -> Iterator[str]:
    """Serve the Browser while the context lasts; give its address, without a slash at the end.

    The start page knows no password; what `token` opens, once, has that of `visit`.
    """
    items = favourites(graph, catalogue(own_queries).values(), starting_points())
    pack = contents(items)
    pages = {f"/{name}": content for name, content in pack.items()} | {"/start.js": start_page.script()}
    with closing(Site(jar, pages)) as site:
        # the guide's address holds the port, which is known only when the server listens
        def page(password: str | None) -> bytes:
            return start_page.start_page(
                start_page.session(
                    uri=visit.uri,
                    username=visit.username,
                    password=password,
                    database=visit.database,
                    read_only=visit.read_only,
                    # the Browser rounds node ids above 2**53, which the embedded engine has, and then fails on
                    # relationships of nodes that it does not show
                    complete=graph.engine.name == "neo4j",
                    style=rules(pack["style.grass"].decode()),
                    stored=stored(items),
                    guide=f"{address}{GUIDE}",
                )
            )

        def open_session(given: str) -> bytes | None:
            return page(visit.password) if token and token.redeem(given) else None

        with serving(site, port=port, connect=_connect(visit.uri), open_session=open_session) as address:
            site.add("/", page(None))
            yield address


def _connect(uri: str) -> tuple[str, ...]:
    """Return what the pages may connect to: the database, over websockets, and its discovery page."""
    parts = urlsplit(uri)
    if parts.scheme.startswith("neo4j"):
        return ("ws:", "wss:")  # the server names others of its cluster
    secure = "s" if "+" in parts.scheme else ""
    return (f"ws{secure}://{parts.netloc}", f"http{secure}://{parts.netloc}")
