"""The graph as the rest of the package uses it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from typing import Any
from uuid import uuid4

import structlog

from handelsgraph.article import Article
from handelsgraph.errors import DatabaseError, DataLockedError, NotFoundError, ReadOnlyError
from handelsgraph.evidence import Evidence
from handelsgraph.graph import (
    article_ids,
    difference,
    digest,
    dump,
    losses,
    rebuild,
    restore,
    state,
    status,
    store,
    update,
)
from handelsgraph.graph.changes import Changes
from handelsgraph.graph.embedded import open_embedded
from handelsgraph.graph.engine import Access, Engine, EngineInfo, Login
from handelsgraph.graph.migrate import migrate, schema_files
from handelsgraph.graph.resolver import Resolver, default_resolver
from handelsgraph.graph.runs import RunLog
from handelsgraph.graph.server import open_server
from handelsgraph.graph.session import ROW_LIMIT, TIME_LIMIT, Sessions
from handelsgraph.graph.store import Known
from handelsgraph.graph.stored import stored
from handelsgraph.graph.values import Answer
from handelsgraph.settings import Settings

_log = structlog.get_logger(__name__)

_FIND = """
MATCH (a:Article)
WHERE a.id = $text OR a.url = $text OR a.path = $text OR toLower(a.title) CONTAINS toLower($text)
   OR toLower(a.url) CONTAINS toLower($text)
RETURN a.id AS id, a.url AS url, a.title AS title, a.published AS published, a.source AS source, a.path AS path
ORDER BY a.published, a.url
"""


@dataclass(frozen=True, slots=True)
class ArticleInfo:
    """An article without its text."""

    id: str
    url: str
    title: str | None
    published: str | None
    source: str | None
    path: str | None = None


class Graph:
    """An open graph. Use `open_graph` to get one."""

    def __init__(self, engine: Engine, access: Access, resolver: Callable[[], Resolver]) -> None:
        self._id = uuid4().hex  # tells this one's unfinished rebuild from another's
        self._engine = engine
        self._sessions = Sessions(engine, patient=access == "write")
        self._access = access
        self._make_resolver = resolver
        self._resolver: Resolver | None = None
        # An embedded engine that this process runs may be set up by whoever comes first, a server only by a writer.
        migrate(engine, self._sessions, schema_files(), apply=access == "write" or engine.info.name == "embedded")
        self._finish_rebuild()

    @property
    def engine(self) -> EngineInfo:
        """Describe the engine."""
        return self._engine.info

    def login(self, *, write: bool = False) -> Login | None:
        """Return how another program reaches the embedded engine, for reading unless `write`; None on a server."""
        return self._engine.login(write=write)

    def read(
        self,
        cypher: str,
        params: Mapping[str, Any] | None = None,
        *,
        time_limit: float = TIME_LIMIT,
        row_limit: int = ROW_LIMIT,
        free: bool = False,
    ) -> Answer:
        """Run a query that only reads. One that somebody typed is `free`: it is looked at before it runs.

        Raises ReadOnlyError if it does anything but read, InputError if the server does not accept it, DatabaseError at
        the time limit.
        """
        return self._sessions.answer(cypher, dict(params or {}), time_limit, row_limit, free=free)

    def put(self, evidence: Evidence) -> Changes:
        """Store an article's evidence in place of what is there of it, and update the projection: one transaction."""
        rows = stored(evidence)
        resolver = self._ready()
        return self._sessions.write(lambda tx: update.put(tx, resolver, evidence, rows))

    def replace(self, evidence: Evidence) -> Changes | None:
        """Do as `put` does, but only where the article is in the graph as the evidence has it, text and all.

        Returns None, having done nothing, if somebody has changed or forgotten it meanwhile.
        """
        rows = stored(evidence)
        resolver = self._ready()
        return self._sessions.write(lambda tx: update.replace(tx, resolver, evidence, rows))

    def forget(self, article_id: str) -> Changes:
        """Remove an article and what only it contributed.

        Raises NotFoundError if there is no such article.
        """
        resolver = self._ready()
        if article_id not in self._sessions.read(lambda tx: [row["id"] for row in tx.rows(_BY_ID, id=article_id)]):
            raise NotFoundError(
                f"there is no article {article_id}", "`handelsgraph status` and `query` show what there is"
            )
        return self._sessions.write(lambda tx: update.forget(tx, resolver, article_id))

    def losses(self, steps: Callable[[], Iterable[losses.Step]]) -> list[int]:
        """Return, for each edge that would go for good with these steps, the number of the first that takes from it.

        Nothing is changed. After a passing fault `steps` is called again.
        """
        return self._sessions.read(lambda tx: losses.losses(tx, steps()))

    def difference(self, anew: Sequence[Evidence], watch: difference.Watch) -> difference.Difference:
        """Return which edges would come and go if each of these was given to `replace`. Nothing is changed.

        Raises DatabaseError as `check_identity` does, and when somebody keeps writing to the graph meanwhile.
        """
        return difference.difference(self._sessions, self.check_identity(), anew, watch)

    def check_identity(self) -> Resolver:
        """Return the resolver. Raises DatabaseError if the next writer would rebuild the projection because of it."""
        self._check_writable()
        resolver = self._resolver or self._make_resolver()
        made_by = self._sessions.read(state.read).resolver
        if made_by is not None and made_by != resolver.fingerprint:  # None: nothing was ever put
            raise DatabaseError(
                "the graph was made with other identity rules or judgements", "run `handelsgraph rebuild` first"
            )
        return resolver

    @property
    def runs(self) -> RunLog:
        """The record of the runs that brought the graph up to date."""
        return RunLog(self._sessions)

    def is_empty(self) -> bool:
        """Return whether there is no article."""
        return not self._sessions.read(lambda tx: tx.rows("MATCH (a:Article) RETURN 1 AS one LIMIT 1"))

    def ids(self, *, not_read_by: str | None = None) -> Iterator[str]:
        """Yield the ids of all articles in order, or of those that another version of the extraction has read.

        A bounded number of them is in memory. What comes or goes meanwhile may be among them or not.
        """
        return chain.from_iterable(article_ids.parts(self._sessions, not_read_by=not_read_by))

    def known(self, ids: Collection[str]) -> dict[str, Known]:
        """Return what is known of those of these articles that there are, by id."""
        return self._sessions.read(lambda tx: store.known(tx, ids)) if ids else {}

    def articles(self, article_ids: Collection[str]) -> list[Article]:
        """Return those of these articles that there are, with their texts, in order of id."""
        return self._sessions.read(lambda tx: store.articles(tx, article_ids))

    def rebuild(self, progress: rebuild.Progress | None = None) -> Changes:
        """Make the projection anew from the evidence; return what changed."""
        self._check_writable()
        with self._engine.write_lock():
            return self._rebuild(self._identity(), progress)

    def evidence(self) -> Iterator[Evidence]:
        """Yield the evidence of every article in order of id; only a bounded part of it is in memory.

        Raises DatabaseError if somebody writes to the graph meanwhile.
        """
        return dump.dump(self._sessions)

    def restore(self, articles: Iterable[Evidence], number: int, watch: restore.Watch) -> restore.Restored:
        """Take `number` articles that `evidence` gave, of this graph or another: their evidence and its projection.

        What is equal already is left alone. If there are more of them than the graph has, the projection is rebuilt
        once at the end instead of with each.
        """
        resolver = self._ready()
        if number < self._sessions.read(article_ids.count):
            return restore.restore(self._sessions, resolver, articles, watch, bulk=False)
        with self._engine.write_lock():
            return restore.restore(self._sessions, resolver, articles, watch, bulk=True)

    def revision(self) -> int | None:
        """Return a number that every write to the graph raises."""
        return self._sessions.read(dump.revision)

    def made_by(self) -> str | None:
        """Return what tells by which identity rules and judgements the projection was made."""
        return self._sessions.read(state.read).resolver

    def digest(self) -> str:
        """Return the digest of the projection."""
        return self._sessions.read(lambda tx: digest.digest(digest.lines(tx)))

    def status(self) -> status.Status:
        """Return what the graph holds, in numbers."""
        return self._sessions.read(lambda tx: status.status(tx, self.engine))

    def find_article(self, text: str) -> list[ArticleInfo]:
        """Return the article with this id, address or path, else those whose title or address contain the text."""
        rows = [ArticleInfo(**row) for row in self._sessions.read(lambda tx: tx.rows(_FIND, text=text))]
        return [row for row in rows if text in (row.id, row.url, row.path)] or rows

    def close(self) -> None:
        """Close the engine."""
        self._engine.close()

    def _identity(self) -> Resolver:
        if self._resolver is None:
            self._resolver = self._make_resolver()
        return self._resolver

    def _check_writable(self) -> None:
        if self._access != "write":
            raise ReadOnlyError("the graph was opened for reading only")

    def _ready(self) -> Resolver:
        """Return the resolver, having seen to it that the projection is what this resolver makes of the evidence."""
        self._check_writable()
        if self._resolver is not None:
            return self._resolver
        resolver = self._identity()
        self._resolver = None  # until that is seen to
        if self._sessions.read(state.read).resolver != resolver.fingerprint:
            with self._engine.write_lock():
                if not self.is_empty():
                    _log.info("identity rules or judgements have changed: rebuilding the graph")
                    self._rebuild(resolver)
                else:
                    self._sessions.write(lambda tx: state.unmark(tx, resolver.fingerprint))
        self._resolver = resolver
        return resolver

    def _rebuild(self, resolver: Resolver, progress: Callable[[int, int], None] | None = None) -> Changes:
        """Rebuild. Raises DataLockedError if another process does; the embedded engine has its write lock for that."""
        alone = self._engine.info.name == "embedded"
        self._sessions.write(lambda tx: state.claim(tx, self._id, alone=alone))
        return rebuild.rebuild(self._sessions, resolver, progress)

    def _finish_rebuild(self) -> None:
        """Do again a rebuild that was killed; one that is going on is not disturbed."""
        age = self._sessions.read(state.read).rebuilding
        if age is None:
            return
        if self._engine.info.name == "neo4j" and age < state.FRESH_SECONDS:
            raise DataLockedError("the graph is being rebuilt by another process", "wait until it is done")
        with self._engine.write_lock():
            if self._sessions.read(state.read).rebuilding is not None:
                _log.warning("a rebuild was interrupted: doing it again")
                self._rebuild(self._identity())


_BY_ID = "MATCH (a:Article {id: $id}) RETURN a.id AS id"


@contextmanager
def open_graph(settings: Settings, *, access: Access, resolver: Resolver | None = None) -> Iterator[Graph]:
    """Open the graph the settings name: a Neo4j server if they have its address, else the embedded engine.

    Raises an error of `handelsgraph.errors` that says what is wrong and what to do.
    """
    engine: Engine = open_server(settings) if settings.neo4j_uri else open_embedded(settings.data)
    try:
        yield Graph(engine, access, lambda: resolver or default_resolver(settings.judgements))
    finally:
        engine.close()
