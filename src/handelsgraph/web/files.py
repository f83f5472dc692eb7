"""Sources on this machine: files, directories and globs, read by the intake."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from glob import glob
from itertools import chain
from pathlib import Path

from handelsgraph import intake
from handelsgraph.article import Article
from handelsgraph.intake import Rejected
from handelsgraph.parts import parts
from handelsgraph.shard import Shard
from handelsgraph.web.addresses import belongs
from handelsgraph.web.items import Failed, Fetched, Gone, Item, Refused, Unchanged
from handelsgraph.web.reasons import Failure, Refusal
from handelsgraph.web.source import FilesSource
from handelsgraph.web.state import Entry, FetchState, Holds, Known, Visit
from handelsgraph.web.visit import fingerprint

_MAGIC = "*?["


def existing(paths: Iterable[str]) -> list[Path]:
    """Return those of these paths that exist, globs expanded."""
    return list(chain.from_iterable(map(_matching, paths)))


def _matching(path: str) -> Iterator[Path]:
    if Path(path).exists():
        yield Path(path)
    elif any(sign in path for sign in _MAGIC):
        yield from map(Path, sorted(glob(path, recursive=True)))  # noqa: PTH207 - the pattern may be absolute


def collect_files(
    source: FilesSource, state: FetchState, holds: Holds, now: datetime, shard: Shard | None = None
) -> Iterator[Item]:
    """Yield an item for each article of the source, then one for each that was there before and is no more.

    Articles of other shards are passed over both times: those that are not listed here are no less there.
    """
    paths = existing(source.paths)
    if not paths:
        detail = f"nothing is at {', '.join(source.paths)}"
        yield Failed(source, source.url, reason=Failure.FILE, detail=detail, retryable=True)
        return
    unread: set[str] = set()
    found = chain.from_iterable(map(intake.read, intake.discover(paths)))
    for part in parts(one for one in found if not isinstance(one, Article) or belongs(one.url, shard)):
        articles = [one for one in part if isinstance(one, Article)]
        state.listed(source.name, (Entry(one.url, one.title, one.published) for one in articles), now)
        held = holds([one.id for one in articles])
        for one in part:
            if isinstance(one, Article):
                yield _article(source, one, state.get(source.name, one.url), held, holds, now)
            else:
                if not one.skipped:
                    unread.add(intake.display(one.path))
                yield _rejected(source, one)
    for known in state.unlisted(source.name, now):
        if not belongs(known.entry.url, shard):
            continue
        if known.visit is None or known.visit.article is None:  # taken back
            state.drop(source.name, known.entry.url)
        elif known.visit.path not in unread:  # one that cannot be read just now may still hold what it held
            yield _gone(source, known, known.visit, now)


def _article(
    source: FilesSource, article: Article, before: Visit | None, held: Collection[str], holds: Holds, now: datetime
) -> Item:
    seen = fingerprint(article)
    same = before is not None and before.fingerprint == seen
    # what was not held when its part was asked about may be in the part twice, and held by now
    same = same and (article.id in held or bool(holds([article.id])))
    visit = Visit(now, "unchanged" if same else "fetched", article=article.id, fingerprint=seen, path=article.path)
    if same:
        return Unchanged(source, article.url, article.url, article=article.id, visit=visit)
    return Fetched(source, article.url, article.url, article=article.id, visit=visit, content=article)


def _rejected(source: FilesSource, found: Rejected) -> Item:
    line = f"#{found.line}" if found.line is not None else ""
    url = found.path.absolute().as_uri() + line
    if not found.skipped:
        return Failed(source, url, reason=Failure.FILE, detail=found.reason, retryable=False)
    reason = Refusal.LANGUAGE if "German" in found.reason else Refusal.TOO_SHORT
    return Refused(source, url, reason=reason, detail=found.reason)


def _gone(source: FilesSource, known: Known, before: Visit, now: datetime) -> Item:
    visit = Visit(now, "gone", article=before.article, misses=before.misses + 1, path=before.path)
    return Gone(source, known.entry.url, article=before.article, visit=visit, times=visit.misses)
